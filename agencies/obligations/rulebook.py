"""All rule books of all rooms, for the page that lists every deadline with its source."""

from datetime import date

from core.kernel.rules import Rule, RuleBook

_BOOKS: list[RuleBook] = []


def register(book: RuleBook) -> None:
    """Add a room's rules (called once at start-up)."""
    if book not in _BOOKS:
        _BOOKS.append(book)


def in_force(on: date) -> list[Rule]:
    """Return every rule in force on a date, edited values applied, sorted by code."""
    codes = {(rule.code, book) for book in _BOOKS for rule in book.rules}
    return sorted((book.get(code, on) for code, book in codes), key=lambda rule: rule.code)


def find(code: str) -> Rule:
    """Return the first declared rule of a code.  Raises KeyError."""
    for book in _BOOKS:
        for rule in book.rules:
            if rule.code == code:
                return rule
    raise KeyError(code)
