"""Rooms above that share on a consent: they register here what they do when it ends and when a new one begins.

`ended(consent=..., by=..., now=...)` runs in the transaction that ends a consent, after its access rows were closed,
`began(...)` in the one that brings a consent into force; both see every row and return how many shares they touched.
"""

from collections.abc import Callable

Follower = Callable[..., int]

_ENDED: list[Follower] = []
_BEGAN: list[Follower] = []


def register(*, ended: Follower, began: Follower) -> None:
    """Add what a room does with its shares."""
    if ended not in _ENDED:
        _ENDED.append(ended)
        _BEGAN.append(began)


def tell_ended(**facts) -> int:
    """Let every room stop what rested on a consent; return how many shares that were."""
    return sum(follow(**facts) for follow in _ENDED)


def tell_began(**facts) -> int:
    """Let every room take up what waited for a consent; return how many shares that were."""
    return sum(follow(**facts) for follow in _BEGAN)
