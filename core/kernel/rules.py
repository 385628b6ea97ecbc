"""Dated rules: a number from law or agreement, with its clock, its source and the date it came into force.

A change of law is a new row with a later `since`; a row is never edited.  Two clocks, never mixed:
"law" runs in calendar hours or days through weekends, "promise" in working days.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from core.kernel import calendar
from core.kernel.clock import WIB

LAW, PROMISE, CALENDAR = "law", "promise", "calendar"
HOURS, DAYS, WORKING_DAYS, MONTHS, YEARS = "hours", "days", "working_days", "months", "years"
TIMES_A_DAY = "times_a_day"  # how often, and not how long


@dataclass(frozen=True)
class Rule:
    """One number: `value` in `unit`, its `cite` (source) and whether that source was verified."""

    code: str
    label: str | Promise
    value: int
    unit: str
    clock: str
    cite: str | Promise
    since: date = date(2000, 1, 1)
    verified: bool = False

    @property
    def version(self) -> str:
        """Return the name stored on rows this rule produced, such as "referral.answer@2000-01-01"."""
        return f"{self.code}@{self.since.isoformat()}"

    def due_after(self, start: datetime, *, zone: ZoneInfo = WIB) -> datetime:
        """Return the moment this rule runs out when counted from `start` (both timezone-aware)."""
        local = start.astimezone(zone)
        if self.unit == TIMES_A_DAY:
            raise ValueError(f"{self.code} says how often, not until when.")
        if self.unit == HOURS:
            return start + timedelta(hours=self.value)
        if self.unit == WORKING_DAYS:
            return calendar.end_of(calendar.current().add_working_days(local.date(), self.value), zone)
        if self.unit == DAYS:
            day = local.date() + timedelta(days=self.value)
        else:
            day = add_months(local.date(), self.value * (12 if self.unit == YEARS else 1))
        return calendar.end_of(day, zone)


class RuleBook:
    """All rules of one room; `on(day)` gives those in force, with the offices' edited values applied."""

    def __init__(self, rules: Iterable[Rule]):
        self.rules = tuple(rules)

    def get(self, code: str, on: date) -> Rule:
        """Return the rule in force on a date.  Raises KeyError when there is none."""
        known = [rule for rule in self.rules if rule.code == code and rule.since <= on]
        if not known:
            raise KeyError(f"No rule {code} in force on {on}.")
        rule = max(known, key=lambda row: row.since)
        edited = _overrides[0](code, on)
        return replace(rule, value=edited[0], since=edited[1]) if edited and edited[1] >= rule.since else rule


# Returns (value, since) of the offices' edited default for a rule code on a date, or None.
_overrides: list[Callable[[str, date], tuple[int, date] | None]] = [lambda code, on: None]


def use_overrides(source: Callable[[str, date], tuple[int, date] | None]) -> None:
    """Register where edited defaults come from (called once at start-up)."""
    _overrides[0] = source


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, clipped to the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"No such month after {day}.")
