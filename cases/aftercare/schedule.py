"""When a child is visited: months after the end of service, on a day when offices work."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cases.aftercare.rules import BOOK, VISIT_RULES
from core.kernel import calendar
from core.kernel.rules import Rule, add_months


def visit_on(start: date, months: int) -> date:
    """Return the date of a visit `months` after `start`: clipped to the month's end, moved to the next working day."""
    return calendar.current().next_working(add_months(start, months))


def visit_dates(start: date, months: tuple[int, ...], first_on: date | None = None) -> list[tuple[int, date]]:
    """Return (months, date) of each visit, soonest first; `first_on` replaces the first date."""
    found = [(number, visit_on(start, number)) for number in sorted(set(months))]
    return [(found[0][0], first_on), *found[1:]] if first_on and found else found


def visit_rule(months: int | None, on: date) -> Rule:
    """Return the rule behind a visit: the interval's own, else the first interval with the chosen number."""
    rules = [BOOK.get(code, on) for code in VISIT_RULES]
    chosen = months or rules[0].value
    return next((rule for rule in rules if rule.value == chosen), replace(rules[0], value=chosen))


def due_at(on: date, zone: ZoneInfo) -> datetime:
    """Return the moment a visit due on a date runs out: the end of the office day where the child lives."""
    return calendar.end_of(on, zone)
