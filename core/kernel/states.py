"""State machines as one readable table: buttons, permission, refusal texts and tests all come from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.kernel.refusals import Missing, Refused

# A need looks at the object and returns what is missing; an empty list lets the step go on.
Need = Callable[[Any], Iterable[Missing]]


class StepRefused(Refused):
    """The step is not possible from the present state, or something it needs is missing."""


@dataclass(frozen=True)
class Step:
    """One row: `name` takes an object from any of `sources` to `target`; `who` is the permission."""

    name: str
    sources: frozenset[str]
    target: str
    who: str
    label: str | Promise
    needs: tuple[Need, ...] = ()
    event: str = ""
    side: str = ""  # for two-sided objects: whose button this is ("sender", "receiver", "clock")


def step(name: str, sources: str | Iterable[str], target: str, who: str, label, **more) -> Step:
    """Build a Step; `sources` may be one state or several."""
    froms = frozenset([sources] if isinstance(sources, str) else sources)
    more["needs"] = tuple(more.get("needs", ()))
    return Step(name, froms, target, who, label, **more)


@dataclass(frozen=True)
class Machine:
    """A table of steps over one field; `states` maps each state to its label."""

    name: str
    attribute: str
    states: Mapping[str, str | Promise]
    first: str
    steps: tuple[Step, ...]
    words: Mapping[str, str | Promise] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.steps:
            unknown = (row.sources | {row.target}) - set(self.states)
            if unknown:
                raise ValueError(f"{self.name}.{row.name} names unknown states {sorted(unknown)}.")

    def __getitem__(self, name: str) -> Step:
        for row in self.steps:
            if row.name == name:
                return row
        raise KeyError(name)

    def terminal(self) -> frozenset[str]:
        """Return the states that no step leaves."""
        return frozenset(self.states) - frozenset(s for row in self.steps for s in row.sources)

    def missing(self, thing: Any, name: str) -> list[Missing]:
        """Return what is still missing for a step, in words with links (empty when it may go on)."""
        return [gap for need in self[name].needs for gap in need(thing)]

    def available(self, thing: Any, *, permissions: Iterable[str] | None = None, side: str = "") -> list[Step]:
        """Return the steps the present state offers to these permissions (all when None) and side."""
        state = getattr(thing, self.attribute)
        held = None if permissions is None else set(permissions)
        return [
            row
            for row in self.steps
            if state in row.sources
            and (held is None or row.who in held)
            and (not side or not row.side or row.side == side)
        ]

    def check(self, thing: Any, name: str) -> Step:
        """Return the step if it is possible now.  Raises StepRefused with the sentence and what is missing."""
        row = self[name]
        state = getattr(thing, self.attribute)
        if state not in row.sources:
            raise StepRefused(
                _("%(step)s tidak dapat dilakukan karena keadaannya sekarang “%(state)s”.")
                % {"step": row.label, "state": self.states[state]},
                code="wrong_state",
            )
        gaps = self.missing(thing, name)
        if gaps:
            raise StepRefused(_("%(step)s belum dapat dilakukan.") % {"step": row.label}, missing=gaps, code="needs")
        return row

    def apply(self, thing: Any, name: str, *, at: datetime) -> Step:
        """Check a step and set the new state and its `<attribute>_since` moment on the object (not saved)."""
        row = self.check(thing, name)
        setattr(thing, self.attribute, row.target)
        if hasattr(thing, f"{self.attribute}_since"):
            setattr(thing, f"{self.attribute}_since", at)
        return row
