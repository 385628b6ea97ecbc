from django.db import models

from core.kernel.scope import ScopedQuerySet, Viewer


class NoticeQuerySet(ScopedQuerySet):
    """Notices; each person sees their own."""

    case_column = "case_id"

    def visible_q(self, viewer: Viewer) -> models.Q:
        return models.Q(recipient_id=viewer.user_id)

    def unread(self):
        """Return notices that were not opened yet."""
        return self.filter(read_at=None)
