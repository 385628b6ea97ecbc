from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from core.kernel.clock import WIB
from core.kernel.rules import add_months


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month; `start` and `end` are its moments in a zone, the end being the next month's start."""

    year: int
    month: int

    @classmethod
    def of(cls, moment: datetime, zone: ZoneInfo = WIB) -> "Month":
        """Return the month a moment falls in."""
        local = moment.astimezone(zone)
        return cls(local.year, local.month)

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """Return the month of "2026-11", None when the text is none."""
        year, _sep, month = text.partition("-")
        if not (year.isdecimal() and month.isdecimal() and len(year) == 4 and 1 <= int(month) <= 12):
            return None
        return cls(int(year), int(month)) if 2000 <= int(year) <= 2200 else None

    @property
    def first_day(self) -> date:
        """Return the first day."""
        return date(self.year, self.month, 1)

    @property
    def token(self) -> str:
        """Return "2026-11", as it stands in addresses."""
        return f"{self.year}-{self.month:02}"

    @property
    def label(self) -> str:
        """Return "November 2026" in the reader's language."""
        return date_format(self.first_day, "F Y")

    @property
    def short_label(self) -> str:
        """Return "Nov"."""
        return date_format(self.first_day, "M")

    def plus(self, months: int) -> "Month":
        """Return the month so many months later (or earlier)."""
        day = add_months(self.first_day, months)
        return Month(day.year, day.month)

    def start(self, zone: ZoneInfo = WIB) -> datetime:
        """Return the first moment."""
        return datetime.combine(self.first_day, time(0), tzinfo=zone)

    def end(self, zone: ZoneInfo = WIB) -> datetime:
        """Return the first moment after the month."""
        return self.plus(1).start(zone)

    def back(self, count: int) -> list["Month"]:
        """Return this month and the ones before it, `count` in all, latest first."""
        return [self.plus(-step) for step in range(count)]
