"""Rooms above that share on a consent: they register here what they do when it ends and when a new one begins.

`ended(consent=..., by=..., now=...)` runs in the transaction that ends a consent, after its access rows were closed,
`began(...)` in the one that brings a consent into force; both see every row and return how many shares they touched.
"""

from collections.abc import Callable

Follower = Callable[..., int]

_ENDED: list[Follower] = []
_BEGAN: list[Follower] = []
_EXCLUDED: list[Callable[..., None]] = []


def register(*, began: Follower | None = None, ended: Follower | None = None) -> None:
    """Add what a room does with its shares; access rows that rest on a consent close without its help."""
    if ended and ended not in _ENDED:
        _ENDED.append(ended)
    if began and began not in _BEGAN:
        _BEGAN.append(began)


def tell_ended(**facts) -> int:
    """Let every room stop what rested on a consent; return how many shares that were."""
    return sum(follow(**facts) for follow in _ENDED)


def tell_began(**facts) -> int:
    """Let every room take up what waited for a consent; return how many shares that were."""
    return sum(follow(**facts) for follow in _BEGAN)


def register_excluded(follow: Callable[..., None]) -> None:
    """Let a room take work away from who is kept out of a file: `follow(person_id=, case_ids=, by=, now=)`."""
    if follow not in _EXCLUDED:
        _EXCLUDED.append(follow)


def tell_excluded(**facts) -> None:
    """Let every room hand on what a person who is kept out of a file still holds there."""
    for follow in _EXCLUDED:
        follow(**facts)
