"""Waiting for what other processes do."""

import time
from collections.abc import Callable


def until(found: Callable, *, seconds: float = 60, what: str = "", pause: float = 0.05):
    """Ask again and again until the answer is true, and return it.  Raises AssertionError when it takes too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := found():
            return answer
        time.sleep(pause)
    raise AssertionError(f"{what or found.__name__}: not within {seconds} seconds")
