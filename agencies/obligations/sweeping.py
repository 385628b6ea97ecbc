"""What the clock starts: rooms register sweeps that ask "what is due and not done?", each safe to run twice."""

from collections.abc import Callable
from datetime import datetime

Sweep = Callable[..., int]

_SWEEPS: list[Sweep] = []
_NIGHTLY: list[Sweep] = []


def register(sweep: Sweep) -> None:
    """Add a sweep(now=...) -> count that runs every half minute."""
    if sweep not in _SWEEPS:
        _SWEEPS.append(sweep)


def register_nightly(sweep: Sweep) -> None:
    """Add a sweep(now=...) -> count that runs once a night."""
    if sweep not in _NIGHTLY:
        _NIGHTLY.append(sweep)


def run(*, now: datetime) -> int:
    """Run every frequent sweep; return how many rows they made or changed."""
    return sum(sweep(now=now) for sweep in _SWEEPS)


def run_nightly(*, now: datetime) -> int:
    """Run every nightly sweep; return how many rows they made or changed."""
    return sum(sweep(now=now) for sweep in _NIGHTLY)
