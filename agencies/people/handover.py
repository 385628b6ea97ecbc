"""What a departing person leaves behind: rooms register how their part is moved to a colleague.

A mover is `mover(from_user=, to_user=, agency=, by=, now=)` and returns (label, how many moved).  It runs in the
departure's transaction and scope, only changes rows, and is also run and rolled back to show the numbers first.
With `to_user=None` nobody was named in time: the work goes back to the agency's desk, where somebody owes its giving out.
"""

from collections.abc import Callable

Mover = Callable[..., tuple[str, int]]
_MOVERS: list[Mover] = []


def register(mover: Mover) -> None:
    """Add a room's mover (called once at start-up)."""
    if mover not in _MOVERS:
        _MOVERS.append(mover)


def move_all(**who) -> list[tuple[str, int]]:
    """Move everything a person holds; return what moved and how many, in the order rooms registered."""
    return [mover(**who) for mover in _MOVERS]
