"""Rooms above that work for whoever looks after a child: they register here how their open work goes on without it.

`follow(case_id=..., from_agency_id=..., to_agency_id=..., by=..., now=...)` runs in the transaction in which an agency
stops looking after a child, before its access ends: what it began and did not finish passes to the case's owner.
"""

from collections.abc import Callable

Follower = Callable[..., int]
_FOLLOWERS: list[Follower] = []


def register(follower: Follower) -> None:
    """Add what a room does with the open work of an agency that leaves."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def hand_back(**facts) -> int:
    """Let every room pass an agency's open work to the case's owner; return how much that was."""
    return sum(follow(**facts) for follow in _FOLLOWERS)
