"""An officer on leave: the cover is told and named; without a cover the desk sees the work and gets the reminders."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from agencies.obligations import reminders
from agencies.obligations.selectors import held_by
from agencies.people.models import Absence, User
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from referrals import duties
from referrals.choices import State
from tests.factories import people
from tests.factories.people import client_of
from tests.factories.referrals import NOW, Pair

pytestmark = pytest.mark.django_db
LATER = datetime.fromisoformat("2026-11-17T02:00:00+00:00")


@pytest.fixture
def running(pair) -> Pair:
    """Give a referral that one officer took up before going on leave."""
    pair.third = people.viewer("partner_officer", pair.office)
    pair.found = pair.in_state(State.IN_SERVICE)
    return pair


def leave(pair: Pair, cover=None) -> None:
    person, other = User.objects.get(pk=pair.officer.user_id), cover and User.objects.get(pk=cover.user_id)
    Absence.objects.create(user=person, cover=other, starts_on=date(2026, 11, 11), ends_on=date(2026, 12, 20))


def told(kind: str) -> set[int]:
    with system_scope("test"):
        return set(Notice.objects.for_system(reason="test").filter(kind=kind).values_list("recipient_id", flat=True))


def owed(viewer, now=LATER) -> set[str]:
    with scope(viewer):
        return set(held_by(viewer, now=now).open().values_list("kind", flat=True))


def test_without_a_cover_the_whole_desk_answers(running):
    assert owed(running.second) == set()
    leave(running)
    assert owed(running.second) == owed(running.third) == {duties.OUTCOME}
    assert owed(running.second, now=LATER + timedelta(days=60)) == set(), "back from leave"
    reminders.sweep(now=LATER + timedelta(days=33))
    assert told("reminder.late") >= {running.officer.user_id, running.second.user_id, running.third.user_id}


def test_a_cover_answers_alone_and_is_named(running, monkeypatch):
    from core.kernel import clock

    leave(running, running.second)
    assert owed(running.second) == {duties.OUTCOME} and owed(running.third) == set()
    monkeypatch.setattr(clock, "now", lambda: LATER)
    page = client_of(running.second_row).get(reverse("inbox"), {"keadaan": "berjalan"}).content.decode()
    assert "petugas Fitri N. (cuti sampai 20 Des 2026, digantikan Hendra T.)" in page


@pytest.mark.parametrize("covered", [True, False])
def test_news_reaches_somebody_who_is_there(running, covered):
    pair = running
    leave(pair, pair.second if covered else None)
    with scope(pair.officer):
        found = pair.do(
            pair.officer, "report", pair.found, outcome="delivered", on=NOW.date(), body="Akta nomor 1", now=NOW
        )
    pair.do(pair.worker, "dispute", found, now=LATER, body="Belum diterima wali")
    expected = {pair.officer.user_id, pair.second.user_id} | (set() if covered else {pair.third.user_id})
    assert told("referral.disputed") == expected


def test_case_workers_keep_their_own_duties(pair):
    """A desk's flag is for desks: nobody gets a colleague's case work because of a holiday."""
    found = pair.in_state(State.DECLINED)
    person = User.objects.get(pk=pair.worker.user_id)
    Absence.objects.create(user=person, starts_on=date(2026, 11, 9), ends_on=date(2026, 12, 20))
    assert duties.NEXT_STEP in owed(pair.worker, now=NOW) and duties.NEXT_STEP not in owed(pair.colleague, now=NOW)
    assert found.status == State.DECLINED
