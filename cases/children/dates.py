"""Dates of which only the month or the year may be known."""

from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from cases.children.choices import BirthPrecision
from core.screens.dates import parse_parts
from core.screens.fields import IndonesianDateField

_SHOWN = {BirthPrecision.MONTH: "F Y", BirthPrecision.YEAR: "Y"}


class KnownDate(date):
    """A date and how exactly it is known; of a month or year the last day, so nobody is taken for older than sure."""

    precision: str = BirthPrecision.EXACT

    @classmethod
    def of(cls, day: date, precision: str) -> "KnownDate":
        """Return a day with its precision."""
        month = 12 if precision == BirthPrecision.YEAR else day.month
        last = day.day if precision == BirthPrecision.EXACT else monthrange(day.year, month)[1]
        found = cls(day.year, month, last)
        found.precision = str(precision)
        return found

    def __str__(self) -> str:
        return date_words(self, self.precision)


def date_words(day: date | None, precision: str) -> str:
    """Return "12 Mei 2014", "Mei 2014" or "2014", as exactly as it is known; "" for nothing."""
    return date_format(day, _SHOWN.get(BirthPrecision(precision), "j F Y")) if day else ""


class KnownDateField(IndonesianDateField):
    """Day, month and year, of which day or day and month may stay empty.  Gives a KnownDate."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.decompress = _boxes

    def clean(self, value):
        parts = [str(part or "").strip()[:60] for part in (value or ["", "", ""])]
        if parts[0] and not any(parts[1:]):
            words = parts[0].split()
            # "Mei 2014" or "2014" pasted into the first box.
            if len(words) == 2 and not words[0].isdecimal():
                parts = ["", *words]
            elif len(words) == 1 and words[0].isdecimal() and len(words[0]) == 4:
                parts = ["", "", words[0]]
        day, month, year = parts
        if year and not day:
            precision = BirthPrecision.MONTH if month else BirthPrecision.YEAR
            return KnownDate.of(parse_parts("1", month or "1", year), precision)
        found = super().clean(value)
        return KnownDate.of(found, BirthPrecision.EXACT) if found else None

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True


class MonthField(KnownDateField):
    """A month and year; a day is understood and left out.  Gives a KnownDate of that month."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.decompress = lambda value: [None, value.month, value.year] if value else [None, None, None]

    def clean(self, value):
        found = super().clean(value)
        return KnownDate.of(found, BirthPrecision.MONTH) if found else None


def until_today(day: date | None, today: date) -> date | None:
    """Return the day, of the current month today: its last day has not come yet."""
    if day is None or (day.year, day.month) != (today.year, today.month):
        return day
    return min(day, today) if getattr(day, "precision", "") == BirthPrecision.MONTH else day


def _boxes(value) -> list:
    if not value:
        return [None, None, None]
    precision = getattr(value, "precision", BirthPrecision.EXACT)
    month = None if precision == BirthPrecision.YEAR else value.month
    return [value.day if precision == BirthPrecision.EXACT else None, month, value.year]
