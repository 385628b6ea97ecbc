"""Rooms above that share on a consent: they register here what they do when it ends and when a new one begins.

`ended(consent=..., by=..., now=...)` runs in the transaction that ends a consent, after its access rows were closed,
`began(...)` in the one that brings a consent into force; both see every row and return how many shares they touched.
"""

from collections.abc import Callable

Follower = Callable[..., int]

_ENDED: list[Follower] = []
_BEGAN: list[Follower] = []


def register(*, began: Follower, ended: Follower | None = None) -> None:
    """Add what a room does with its shares; access rows that rest on a consent close without its help."""
    if ended and ended not in _ENDED:
        _ENDED.append(ended)
    if began not in _BEGAN:
        _BEGAN.append(began)


def tell_ended(**facts) -> int:
    """Let every room stop what rested on a consent; return how many shares that were."""
    return sum(follow(**facts) for follow in _ENDED)


def tell_began(**facts) -> int:
    """Let every room take up what waited for a consent; return how many shares that were."""
    return sum(follow(**facts) for follow in _BEGAN)
