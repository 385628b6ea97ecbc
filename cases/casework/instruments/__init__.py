"""Assessment instruments as versioned data: what a round asks, in sections with items; an old round keeps its version."""

from cases.casework.instruments import v0, v1
from cases.casework.instruments.parts import (
    CHOICE,
    FINDING,
    MANY,
    NOT_APPLICABLE,
    SCORE,
    SCORE_WORDS,
    TEXT,
    WEAK,
    Instrument,
    Item,
    Section,
)

_KNOWN = {one.version: one for one in (v0.INSTRUMENT, v1.INSTRUMENT)}
CURRENT = v1.INSTRUMENT


def instrument(version: str) -> Instrument:
    """Return the instrument of a version.  Raises KeyError for one that never was."""
    return _KNOWN[version]


__all__ = [
    "CHOICE", "CURRENT", "FINDING", "MANY", "NOT_APPLICABLE", "SCORE", "SCORE_WORDS", "TEXT", "WEAK", "Instrument",
    "Item", "Section", "instrument",
]  # fmt: skip
