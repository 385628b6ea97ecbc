"""Working days: Monday to Friday, less national holidays and collective leave (SKB 3 Menteri, yearly)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from core.kernel.clock import WIB

# Promises end with the office day; offices close at 16.00 local time (house norm, to be confirmed).
END_OF_OFFICE_DAY = time(16, 0)


@lru_cache(maxsize=64)
def _national(year: int, language: str = "id") -> dict[date, str]:
    spoken = "en_US" if language == "en" else "id"
    found = holidays.country_holidays("ID", years=year, categories=("public", "government"), language=spoken)
    return dict(found.items())


@dataclass(frozen=True)
class WorkingCalendar:
    """Holidays from the library, corrected by the offices' own table (`extra_off` added, `extra_on` removed)."""

    extra_off: dict[date, str] = field(default_factory=dict)
    extra_on: frozenset[date] = frozenset()

    def holiday_name(self, day: date) -> str:
        """Return the holiday's Indonesian name, or "" when the day is none."""
        if day in self.extra_on:
            return ""
        return self.extra_off.get(day) or _national(day.year).get(day, "")

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on this date."""
        return day.weekday() < 5 and not self.holiday_name(day)

    def add_working_days(self, start: date, days: int) -> date:
        """Return the date `days` working days after `start` (day 1 is the next working day)."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            if self.is_working(day):
                days -= 1
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count working days after `start` up to and including `end`; negative when `end` lies before."""
        if end < start:
            return -self.working_days_between(end, start)
        span = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(1 for day in span if self.is_working(day))

    def holidays_of(self, year: int, language: str = "id") -> list[tuple[date, str]]:
        """Return the year's (date, name) on which offices stay closed, weekends that are only weekends left out."""
        days = {**_national(year, language), **{day: name for day, name in self.extra_off.items() if day.year == year}}
        return sorted((day, name) for day, name in days.items() if day not in self.extra_on)

    def next_working(self, day: date) -> date:
        """Return `day` itself when offices work on it, else the next working date."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


PLAIN = WorkingCalendar()
_source = [lambda: PLAIN]


def use(source) -> None:
    """Register the callable that returns the offices' own WorkingCalendar (called once at start-up)."""
    _source[0] = source


def current() -> WorkingCalendar:
    """Return the calendar in force: the library's days with the offices' corrections."""
    return _source[0]()


def working_days_between(start: date, end: date) -> int:
    """Count working days after `start` up to and including `end` by the calendar in force."""
    return current().working_days_between(start, end)


def end_of(day: date, zone: ZoneInfo = WIB, at: time = END_OF_OFFICE_DAY) -> datetime:
    """Return the moment a promise due on `day` runs out: the end of the office day in `zone`."""
    return datetime.combine(day, at, tzinfo=zone)


def as_days(pairs: Iterable[tuple[date, str]]) -> dict[date, str]:
    """Build the mapping a WorkingCalendar wants from (date, name) pairs."""
    return dict(pairs)
