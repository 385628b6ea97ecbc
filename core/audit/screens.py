"""Screens of a child's file record that they were read, in the same transaction as the reading."""

from typing import Any

from core.audit.services import record_read


class ReadRecorded:
    """Mixin for DetailScreens: set `read_verb`, and `read_target(row)` to the ids the record should carry."""

    read_verb: str = ""

    def read_target(self, row) -> dict[str, Any]:
        """Return `child_id`, and optionally `case_id` and `subject`, of what is being read."""
        raise NotImplementedError

    def get_object(self, *args, **kwargs):
        row = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if self.request.method == "GET":  # type: ignore[attr-defined]
            record_read(by=self.viewer, now=self.now, verb=self.read_verb, **self.read_target(row))  # type: ignore[attr-defined]
        return row
