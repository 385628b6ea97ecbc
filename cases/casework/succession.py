"""What higher rooms keep of a case's owner and bring along when it passes to another agency."""

from collections.abc import Callable

# follower(case=..., from_agency_id=..., to_agency_id=...), called inside the verb's transaction and system scope
Follower = Callable[..., None]

_FOLLOWERS: list[Follower] = []


def register(follower: Follower) -> None:
    """Add what a room moves with a case (called once at start-up)."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def follow(**facts) -> None:
    """Let every room bring its rows along."""
    for follower in _FOLLOWERS:
        follower(**facts)
