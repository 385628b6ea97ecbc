"""How the rows of each room follow when two files of one child become one, or are parted again.

A mover is `move(source=, target=, only=, cases=)` and returns the ids (as text) of the rows it moved from the child
`source` to the child `target`.  At a merge `only` is None: everything moves.  When files are parted, `only` are the ids
that once moved and `cases` the cases that go back; what hangs on such a case goes with it.  A mover runs in the merge's
transaction and scope and may raise a Refused.  The record (audit) is append-only: it stays, and is read over both ids.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

MERGING = "rows follow a child's file that was merged or parted"
Mover = Callable[..., list[str]]


@dataclass(frozen=True)
class Follower:
    """One table's mover; `is_case` marks the one whose rows are cases."""

    name: str
    move: Mover
    is_case: bool = False


_FOLLOWERS: dict[str, Follower] = {}


def register(name: str, move: Mover, *, is_case: bool = False) -> None:
    """Let a table ("app_label.model") follow its child; called once at start-up."""
    _FOLLOWERS[name] = Follower(name, move, is_case)


def followers() -> list[Follower]:
    """Return all followers, cases first because others ask which of them moved."""
    return sorted(_FOLLOWERS.values(), key=lambda one: not one.is_case)


def rows_of(model, *, case_column: str = "") -> Mover:
    """Return the mover of a table whose rows hang on a child by `child_id`, and perhaps on a case too."""

    def move(*, source: UUID, target: UUID, only=None, cases=()) -> list[str]:
        found = model.objects.for_system(reason=MERGING).filter(child_id=source)
        if only is not None:
            wanted = Q(pk__in=only)
            if case_column:
                wanted |= Q(**{f"{case_column}__in": cases})
            found = found.filter(wanted)
        ids = [str(pk) for pk in found.values_list("pk", flat=True)]
        model.objects.for_system(reason=MERGING).filter(pk__in=ids).update(child_id=target)
        return ids

    return move


def move_all(*, source: UUID, target: UUID, moved: dict[str, list[str]] | None = None) -> dict[str, list[str]]:
    """Move everything (or, with `moved`, what once moved) from one child to another; return the ids by table."""
    done: dict[str, list[str]] = {}
    cases: list[str] = []
    for one in followers():
        only = None if moved is None else moved.get(one.name, [])
        done[one.name] = one.move(source=source, target=target, only=only, cases=cases)
        if one.is_case:
            cases = done[one.name]
    return done
