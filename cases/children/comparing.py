"""Two files beside each other, fact by fact, with the fuller value chosen beforehand."""

from dataclasses import dataclass

from cases.children.choices import BirthPrecision, Secret
from cases.children.factsheet import FACTS, Fact, Look
from cases.children.models import Child

_EXACTNESS = (
    BirthPrecision.UNKNOWN,
    BirthPrecision.ESTIMATE,
    BirthPrecision.YEAR,
    BirthPrecision.MONTH,
    BirthPrecision.EXACT,
)


@dataclass(frozen=True)
class Compared:
    """One fact of two files: their words ("" when not asked), whether they differ, and which side is fuller."""

    key: str
    label: str
    winner: str
    loser: str
    differs: bool
    fuller: str  # "winner" or "loser"


def compare(winner: Child, loser: Child, look: Look) -> list[Compared]:
    """Return every fact that at least one of the files knows, in the order of the page."""
    found = []
    for fact in FACTS:
        here, there = _words(fact, winner, look), _words(fact, loser, look)
        if not here and not there:
            continue
        found.append(
            Compared(
                fact.key, str(fact.label), here, there, _differs(fact, winner, loser), _fuller(fact, winner, loser)
            )
        )
    return found


def _words(fact: Fact, child: Child, look: Look) -> str:
    # Two hidden addresses could not be told apart; the page that compares has recorded that it shows them.
    if fact.secret == Secret.ADDRESS:
        return child.full_address if child.has_address else ""
    return fact.words(child, look)


def _differs(fact: Fact, winner: Child, loser: Child) -> bool:
    return any(getattr(winner, column) != getattr(loser, column) for column in fact.columns)


def _fuller(fact: Fact, winner: Child, loser: Child) -> str:
    """Say which side knows more; the file that stays when both know as much."""
    if fact.key == "birth":
        known = [_EXACTNESS.index(BirthPrecision(child.birth_precision)) for child in (winner, loser)]
    else:
        known = [sum(bool(_told(child, column)) for column in fact.columns) for child in (winner, loser)]
    return "loser" if known[1] > known[0] else "winner"


def _told(child: Child, column: str):
    value = getattr(child, column)
    return "" if value == "unknown" else value
