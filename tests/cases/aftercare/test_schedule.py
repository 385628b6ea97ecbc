"""When a child is visited: month ends, holidays and time zones."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from cases.aftercare import schedule
from core.kernel import calendar

JAYAPURA = ZoneInfo("Asia/Jayapura")


@pytest.fixture(autouse=True)
def _library_calendar(monkeypatch):
    monkeypatch.setattr(calendar, "_source", [lambda: calendar.PLAIN])


@pytest.mark.parametrize(
    ("start", "months", "wanted"),
    [
        (date(2026, 11, 12), 1, date(2026, 12, 14)),  # the 12th is a Saturday
        (date(2026, 1, 31), 1, date(2026, 3, 2)),  # clipped to 28 February, a Saturday
        (date(2026, 7, 17), 1, date(2026, 8, 18)),  # 17 August is Independence Day
        (date(2026, 11, 25), 1, date(2026, 12, 28)),  # Christmas on Friday, then the weekend
        (date(2026, 10, 1), 3, date(2027, 1, 4)),  # New Year's Day on Friday
        (date(2026, 11, 12), 12, date(2027, 11, 12)),
    ],
)
def test_a_visit_falls_on_a_working_day(start, months, wanted):
    found = schedule.visit_on(start, months)
    assert calendar.PLAIN.is_working(found)
    assert found == wanted


def test_a_chosen_first_date_replaces_only_the_first():
    first = date(2026, 11, 20)
    assert [on for _months, on in schedule.visit_dates(date(2026, 11, 12), (3, 1), first)] == [first, date(2027, 2, 12)]


def test_a_visit_ends_with_the_office_day_where_the_child_lives():
    assert schedule.due_at(date(2026, 12, 14), JAYAPURA) == datetime(2026, 12, 14, 7, tzinfo=UTC)
