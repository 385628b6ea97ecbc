"""Dates as people write them, working days, and the two clocks."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from core.kernel import rules
from core.kernel.calendar import WorkingCalendar
from core.kernel.clock import WIB, WIT, WITA, zone_of
from core.kernel.rules import Rule, RuleBook, add_months
from core.screens.dates import parse_date


@pytest.mark.parametrize(
    "typed", ["25 Agustus 2006", "25 agu 2006", "25-08-2006", "25/8/2006", "25.8.2006", " 25  Agt. 2006 ", "2006-08-25"]
)
def test_a_date_is_read_as_indonesians_write_it(typed):
    assert parse_date(typed) == date(2006, 8, 25)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("25-08-06", "Tulis tahun dengan 4 angka"),
        ("31 Februari 2006", "Tanggal itu tidak ada di kalender"),
        ("25 Agustusan 2006", "Tulis bulan dengan angka 1 sampai 12 atau namanya"),
        ("kemarin", "Tulis tanggal seperti 25 Agustus 2006 atau 25-08-2006"),
        ("1-1-0001", "Periksa tahunnya; tulis tahun antara 1900 dan 2200"),
        ("٢٥-٠٨-٢٠٠٦x", "Tulis tanggal seperti 25 Agustus 2006 atau 25-08-2006"),
    ],
)
def test_a_wrong_date_is_refused_in_words(typed, sentence):
    with pytest.raises(ValidationError) as caught:
        parse_date(typed)
    assert caught.value.messages == [sentence]


def test_working_days_leave_out_weekends_holidays_and_collective_leave():
    office = WorkingCalendar()
    # 18 to 24 March 2026: Nyepi, Idul Fitri and their collective leave, with a weekend inside.
    assert office.add_working_days(date(2026, 3, 17), 1) == date(2026, 3, 25)
    assert office.working_days_between(date(2026, 3, 17), date(2026, 3, 25)) == 1


def test_the_offices_table_corrects_the_national_calendar():
    office = WorkingCalendar({date(2026, 11, 27): "Pilkada"}, frozenset({date(2026, 12, 24)}))
    assert not office.is_working(date(2026, 11, 27))
    assert office.is_working(date(2026, 12, 24))


def test_a_promise_made_on_friday_evening_ends_with_an_office_day():
    rule = Rule("x", "x", 2, rules.WORKING_DAYS, rules.PROMISE, "")
    friday_evening = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)  # 20.30 WIB
    assert rule.due_after(friday_evening) == datetime(2026, 11, 24, 16, 0, tzinfo=WIB)


def test_the_law_clock_runs_through_the_weekend_to_the_hour():
    rule = Rule("x", "x", 72, rules.HOURS, rules.LAW, "PP 65/2015")
    received = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    assert rule.due_after(received) == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


def test_the_day_is_the_day_of_the_childs_district():
    rule = Rule("x", "x", 1, rules.DAYS, rules.CALENDAR, "")
    evening = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert rule.due_after(evening, zone=WIB).astimezone(WIB).date() == date(2027, 1, 1)
    assert rule.due_after(evening, zone=WITA).astimezone(WITA).date() == date(2027, 1, 2)
    assert (zone_of("13.71"), zone_of("51.71"), zone_of("91.71")) == (WIB, WITA, WIT)


def test_months_clip_to_the_last_day():
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2027, 11, 30), 3) == date(2028, 2, 29)


def test_a_change_of_law_is_a_new_row_with_its_date():
    book = RuleBook(
        [Rule("x", "x", 3, "days", "law", "lama"), Rule("x", "x", 5, "days", "law", "baru", date(2026, 1, 2))]
    )
    assert book.get("x", date(2026, 1, 1)).value == 3
    assert book.get("x", date(2026, 1, 2)).value == 5
