"""The promise clock: defaults, urgency, agreements, pauses over holidays, silence, lapse, holds."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from core.kernel.scope import system_scope
from core.notices.models import Notice
from referrals import duties
from referrals.choices import State
from referrals.models import Referral
from referrals.promise import after_pause
from referrals.services import silence
from tests.factories.referrals import NOW

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")


def at(day: int, month: int = 11, hour: int = 10, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=WIB)


def duty(found, kind) -> Obligation | None:
    with system_scope("test"):
        return Obligation.objects.for_system(reason="test").open().filter(about=found.code, kind=kind).first()


def told(kind: str, found) -> int:
    with system_scope("test"):
        return Notice.objects.for_system(reason="test").filter(kind=kind, about=found.code).count()


@pytest.mark.parametrize(("urgency", "day"), [("normal", 17), ("soon", 13), ("now", 11)])
def test_answer_is_due_after_working_days(pair, urgency, day):
    found = pair.sent(urgency=urgency)
    assert found.due_at == at(day, hour=16) and duty(found, duties.ANSWER).due_at == found.due_at
    assert found.promise_days == {"normal": 5, "soon": 3, "now": 1}[urgency]


def test_everybody_at_the_desk_is_told_and_nobody_else(pair):
    found = pair.sent()
    assert told("referral.new", found) == 2
    pair.do(pair.officer, "accept", found)
    assert told("referral.accepted", found) == 1


def test_question_stops_the_clock_and_the_answer_moves_it_by_working_days(pair):
    found = pair.do(pair.officer, "ask", pair.sent(), now=at(11), body="Rapor kelas berapa?")
    assert duty(found, duties.ANSWER).paused_at and duty(found, duties.REPLY).holder_id == pair.worker.user_id
    assert silence.escalate_silent(now=at(1, 12)) == 0
    found = pair.do(pair.worker, "answer", found, now=at(16), body="Kelas lima")
    # Asked Wednesday, answered Monday: Thursday, Friday and Monday went by.
    assert found.due_at == at(20, hour=16) == duty(found, duties.ANSWER).due_at
    found = pair.do(pair.officer, "accept", found, now=at(17))
    assert found.answer_days == 2 and duty(found, duties.REPLY) is None


@pytest.mark.parametrize(
    ("due", "asked", "answered", "expected"),
    [
        (at(13, hour=16), at(12), at(12, hour=15), at(13, hour=16)),  # the same day costs nothing
        (at(13, hour=16), at(13, hour=15), at(15), at(13, hour=16)),  # Friday evening to Sunday
        (at(24, 12, 16), at(23, 12), at(28, 12), at(28, 12, 16)),  # Christmas and collective leave between
        (
            at(31, 12, 16),
            at(30, 12),
            at(4, 1, year=2027),
            at(6, 1, 16, 2027),
        ),  # across New Year and Isra Mikraj on 5 January
    ],
)
def test_pauses_over_weekends_and_holidays(due, asked, answered, expected):
    from core.kernel import calendar

    found = after_pause(due, asked, answered, WIB)
    days = calendar.working_days_between(asked.date(), answered.date())
    assert found.date() == calendar.current().add_working_days(due.date(), days)
    if expected.month == 11 or expected.year == 2027:
        assert found == expected


def test_silence_becomes_the_senders_task_once_and_again_after_a_vain_reminder(pair):
    found = pair.sent()
    assert silence.escalate_silent(now=at(17, hour=15)) == 0
    assert silence.escalate_silent(now=at(18)) == 1 and silence.escalate_silent(now=at(18, hour=12)) == 0
    chase = duty(found, duties.CHASE)
    assert chase.holder_id == pair.worker.user_id and told("referral.silent", found) == 1
    pair.do(pair.worker, "remind", found, now=at(19))
    assert duty(found, duties.CHASE) is None and told("referral.reminder", found) == 2
    assert silence.escalate_silent(now=at(20)) == 0
    assert silence.escalate_silent(now=at(27)) == 1


def test_reminding_twice_a_day_is_refused(pair):
    from referrals.services import ReferralRefused

    found = pair.do(pair.worker, "remind", pair.sent(), now=at(18))
    with pytest.raises(ReferralRefused, match="hari ini"):
        pair.do(pair.worker, "remind", found, now=at(18, hour=12))


def test_silence_lapses_ten_working_days_after_the_promise(pair):
    found = pair.sent()
    assert silence.lapse_silent(now=at(1, 12, 15)) == 0
    assert silence.lapse_silent(now=at(2, 12)) == 1 and silence.lapse_silent(now=at(2, 12)) == 0
    found = pair.fresh(found)
    assert found.status == State.LAPSED and duty(found, duties.ANSWER) is None
    assert duty(found, duties.NEXT_STEP).holder_id == pair.worker.user_id
    assert told("referral.lapsed", found) == 3


def test_silent_list_and_overdue_duties_are_the_same(pair):
    pair.sent()
    for now in (NOW, at(17, hour=15), at(17, hour=17), at(25)):
        with system_scope("test"):
            late = Obligation.objects.for_system(reason="test").overdue(now).filter(kind=duties.ANSWER)
            silent = Referral.objects.for_system(reason="test").silent(now)
            assert set(late.values_list("about", flat=True)) == set(silent.values_list("code", flat=True))


def test_hold_ends_on_its_date_and_its_promises_move(pair):
    found = pair.in_state(State.IN_SERVICE)
    before = duty(found, duties.OUTCOME).due_at
    pair.do(pair.officer, "hold", found, until=date(2026, 11, 24), body="Menunggu tahun ajaran")
    assert silence.resume_held(now=at(23)) == 0
    assert silence.resume_held(now=at(24)) == 1 and silence.resume_held(now=at(24)) == 0
    assert pair.fresh(found).status == State.IN_SERVICE
    assert duty(found, duties.OUTCOME).due_at > before and duty(found, duties.OUTCOME).paused_at is None


def test_undo_within_ten_minutes_keeps_the_first_promise(pair):
    from referrals.services import ReferralRefused

    found = pair.sent()
    due = found.due_at
    accepted = pair.do(pair.officer, "accept", found)
    with pytest.raises(ReferralRefused):
        pair.do(pair.officer, "undo_accept", accepted, now=NOW + timedelta(minutes=11))
    found = pair.do(pair.second, "undo_accept", accepted, now=NOW + timedelta(minutes=9))
    assert found.status == State.OPENED and duty(found, duties.ANSWER).due_at == due
    assert duty(found, duties.OUTCOME) is None


def test_departure_moves_referrals_to_the_receiver_of_the_work(pair):
    from agencies.people.models import User
    from referrals.services.moving import move_referrals

    found = pair.in_state(State.IN_SERVICE)
    people = {one: User.objects.get(pk=one) for one in (pair.officer.user_id, pair.second.user_id)}
    with system_scope("test"):
        _label, count = move_referrals(
            from_user=people[pair.officer.user_id], to_user=people[pair.second.user_id], agency=pair.office,
            by=pair.second, now=NOW,
        )  # fmt: skip
    assert count == 1 and pair.fresh(found).officer_id == pair.second.user_id


def test_case_with_a_live_referral_still_owes_something(pair):
    from agencies.obligations.selectors import missing_for_case
    from core.kernel.scope import scope

    case = pair.case()
    found = pair.sent(case)
    with scope(pair.worker):
        assert found.get_absolute_url() in [gap.url for gap in missing_for_case(case.pk)]


def test_supervisor_counts_what_is_waiting(pair):
    from core.kernel.scope import scope
    from referrals.selectors import answer_times, waiting_count

    found = pair.sent()
    with scope(pair.officer):
        assert waiting_count(pair.officer) == 1
    assert pair.supervisor.role == Role.SUPERVISOR
    pair.do(pair.officer, "accept", found, now=at(12))
    with scope(pair.officer):
        assert waiting_count(pair.officer) == 0
    with scope(pair.worker):
        times = answer_times(from_agency_id=pair.balai.pk, to_agency_ids=[pair.office.pk])
    assert times[pair.office.pk].median == 2 and times[pair.office.pk].count == 1
