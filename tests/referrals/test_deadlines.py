"""Two clocks that never mix: a promise counts working days at the receiver's office, a law counts every hour."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agencies.obligations import calendar_table
from agencies.obligations.models import Obligation
from core.kernel.rules import HOURS, LAW, Rule
from core.kernel.scope import scope, system_scope
from referrals import duties
from referrals.services import silence
from tests.factories import people
from tests.factories.referrals import NOW

pytestmark = pytest.mark.django_db
WIB, WITA, WIT = (ZoneInfo(f"Asia/{place}") for place in ("Jakarta", "Makassar", "Jayapura"))
OFFICES = {WIB: "13.71", WITA: "73.71", WIT: "91.71"}
REPORT = Rule("x.report", "Laporan sosial", 72, HOURS, LAW, "UU 11/2012", verified=True)


def at(day: date, zone: ZoneInfo, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


# (sent on, hour at the receiver, urgency) -> the day whose office end is the limit
PROMISES = [
    (date(2026, 11, 9), 9, "normal", date(2026, 11, 16)),  # a plain week
    (date(2026, 11, 13), 18, "now", date(2026, 11, 16)),  # Friday evening: Monday is the first working day
    (date(2026, 11, 13), 18, "soon", date(2026, 11, 18)),
    (date(2026, 11, 14), 10, "now", date(2026, 11, 16)),  # Saturday
    (date(2026, 12, 22), 9, "normal", date(2026, 12, 31)),  # collective leave on the 24th, Christmas
    (date(2026, 12, 23), 15, "now", date(2026, 12, 28)),
    (date(2026, 12, 29), 9, "normal", date(2027, 1, 7)),  # New Year, and Isra Mikraj on the 5th
    (date(2026, 12, 31), 23, "now", date(2027, 1, 4)),  # the last hour of the year, then a holiday and a weekend
    (date(2027, 3, 5), 9, "normal", date(2027, 3, 22)),  # Nyepi and Lebaran with their collective leave
]


@pytest.mark.parametrize("zone", OFFICES, ids=str)
@pytest.mark.parametrize(("sent_on", "hour", "urgency", "limit"), PROMISES)
def test_an_answer_is_promised_by_the_end_of_the_receivers_office_day(pair, zone, sent_on, hour, urgency, limit):
    moment, opened = at(sent_on, zone, hour), at(sent_on, zone, hour) - timedelta(hours=1)
    far = people.agency(pair.office.kind, OFFICES[zone])
    found = pair.sent(pair.case(now=opened), now=moment, urgency=urgency, to_agency=far)
    assert found.due_at == found.answer_due_at == at(limit, zone, 16)
    with system_scope("test"):
        duty = Obligation.objects.for_system(reason="test").get(about=found.code, kind=duties.ANSWER)
    assert duty.due_at == found.due_at and duty.clock == "promise"


@pytest.mark.parametrize(("sent_on", "hour", "_urgency", "_limit"), PROMISES)
@pytest.mark.parametrize("zone", OFFICES, ids=str)
def test_a_law_counts_every_hour_through_all_of_these(zone, sent_on, hour, _urgency, _limit):
    moment = at(sent_on, zone, hour)
    assert REPORT.due_after(moment, zone=zone) == moment + timedelta(hours=72)


def test_the_same_moment_is_another_day_further_east(pair):
    """Thursday 23.30 in Padang is Friday already in Jayapura, so its five working days begin a day later."""
    moment = at(date(2026, 11, 12), WIB, 23, 30)
    case = pair.case()
    west, east = pair.office, people.agency(pair.office.kind, OFFICES[WIT])
    assert pair.sent(case, now=moment, to_agency=west).due_at == at(date(2026, 11, 19), WIB, 16)
    assert pair.sent(case, now=moment, to_agency=east).due_at == at(date(2026, 11, 20), WIT, 16)


@pytest.fixture
def own_calendar():
    """Forget the day that a test wrote into the offices' calendar."""
    yield
    calendar_table._read.cache_clear()


@pytest.mark.parametrize(
    ("is_working", "limit"), [(False, date(2026, 11, 17)), (True, date(2026, 11, 16))], ids=["leave added", "kept open"]
)
def test_the_offices_own_calendar_moves_a_promise(pair, own_calendar, is_working, limit):
    head = people.viewer("head", pair.balai)
    with scope(head):
        calendar_table.set_day(
            by=head, now=NOW, on=date(2026, 11, 11), name="Cuti bersama", is_working=is_working,
            is_collective_leave=not is_working,
        )  # fmt: skip
    found = pair.sent(now=at(date(2026, 11, 9), WIB, 9), case=pair.case(now=at(date(2026, 11, 9), WIB, 8)))
    assert found.due_at == at(limit, WIB, 16)


# A question stops the promise: (asked, answered) -> how the limit of Tuesday 17 November moves.
PAUSES = [
    (at(date(2026, 11, 10), WIB, 10), at(date(2026, 11, 10), WIB, 15), date(2026, 11, 17)),  # the same day
    (at(date(2026, 11, 13), WIB, 17), at(date(2026, 11, 15), WIB, 9), date(2026, 11, 17)),  # over a weekend
    (at(date(2026, 11, 13), WIB, 17), at(date(2026, 11, 16), WIB, 9), date(2026, 11, 18)),
    (at(date(2026, 11, 16), WIB, 9), at(date(2026, 12, 28), WIB, 9), date(2026, 12, 29)),  # over Christmas
    (at(date(2026, 11, 16), WIB, 9), at(date(2027, 1, 6), WIB, 9), date(2027, 1, 7)),  # over the turn of the year
]


@pytest.mark.parametrize(("asked", "answered", "limit"), PAUSES)
def test_a_question_stops_the_promise_by_working_days(pair, asked, answered, limit):
    found = pair.sent()
    assert found.due_at == at(date(2026, 11, 17), WIB, 16)
    pair.do(pair.officer, "ask", found, now=asked, body="Kelas berapa?")
    assert silence.escalate_silent(now=answered) == silence.lapse_silent(now=answered) == 0
    found = pair.do(pair.worker, "answer", found, now=answered, body="Kelas lima")
    assert found.due_at == found.answer_due_at == at(limit, WIB, 16)
    with system_scope("test"):
        duty = Obligation.objects.for_system(reason="test").get(about=found.code, kind=duties.ANSWER)
    assert duty.due_at == found.due_at and duty.paused_at is None


def test_silence_over_the_turn_of_the_year_lapses_ten_working_days_later(pair):
    found = pair.sent(now=at(date(2026, 12, 22), WIB, 9), case=pair.case(now=NOW))
    # Due on 31 December; the ten working days leave out New Year, two weekends and 5 January.
    assert silence.lapse_silent(now=at(date(2027, 1, 18), WIB, 15)) == 0
    assert silence.lapse_silent(now=at(date(2027, 1, 18), WIB, 17)) == 1
    assert pair.fresh(found).status == "lapsed"
