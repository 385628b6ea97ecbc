"""One result for a form sent twice: the slot that the audit room fills with its table of used tokens."""

from collections.abc import Callable

# claim(viewer, token) -> "" when the token is new (and now taken), else the address of the first result.
Claim = Callable[..., str]
# finish(viewer, token, url) remembers where the first result went.
Finish = Callable[..., None]

_slot: list[tuple[Claim, Finish]] = [(lambda **_: "", lambda **_: None)]


def use(claim: Claim, finish: Finish) -> None:
    """Register the table of used tokens (called once at start-up)."""
    _slot[0] = (claim, finish)


def claim(**kwargs) -> str:
    """Take a token; return "" when it was new, else where the first submission led."""
    return _slot[0][0](**kwargs)


def finish(**kwargs) -> None:
    """Remember where a claimed token's submission led."""
    _slot[0][1](**kwargs)
