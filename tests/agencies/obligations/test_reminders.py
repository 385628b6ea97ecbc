"""Reminders before, on and after the moment, then up the ladder; each once, however often the clock asks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from agencies.obligations import kinds, reminders
from agencies.obligations import services as obligations
from agencies.obligations.models import Obligation
from agencies.obligations.rules import BOOK
from agencies.people.models import Absence, Membership
from agencies.people.permissions import P
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from core.kernel import clock
from core.kernel.scope import scope, system_scope
from core.notices.models import Heartbeat, Notice
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)  # Thursday 10.00 WIB
ON = date(2026, 11, 12)


class Office:
    """An office with one person per rung of the ladder."""

    def __init__(self):
        self.agency = people.agency()
        self.rows = {
            role: people.membership(role, self.agency)
            for role in (Role.WORKER, Role.SUPERVISOR, Role.HEAD, Role.ANALYST, Role.AGENCY_ADMIN)
        }
        self.by = viewer_of(self.rows[Role.WORKER])

    def id(self, role: str) -> int:
        return self.rows[role].user_id

    def owe(self, due_at: datetime, *, holder: str | None = Role.WORKER, key: str = "t:1") -> Obligation:
        with scope(self.by):
            return obligations.owe(
                kind="case.contact", key=key, about="K-000000", url="/kasus/K-000000/", holder_agency_id=self.agency.pk,
                holder_id=self.id(holder) if holder else None, rule=BOOK.get("reminder.before", ON), by=self.by,
                now=NOW - timedelta(days=30), due_at=due_at,
            )  # fmt: skip


@pytest.fixture
def office() -> Office:
    return Office()


def told(after=None) -> set[tuple[str, int]]:
    with system_scope("test"):
        found = Notice.objects.for_system(reason="test")
        return set(found.values_list("kind", "recipient_id"))


def sweep(now: datetime = NOW) -> int:
    return reminders.sweep(now=now)


@pytest.mark.parametrize(
    ("due", "rungs"),
    [
        (datetime(2026, 11, 16, 9, 0, tzinfo=UTC), []),  # Monday after: too early to say anything
        (datetime(2026, 11, 13, 9, 0, tzinfo=UTC), ["before"]),
        (datetime(2026, 11, 12, 9, 0, tzinfo=UTC), ["due"]),
        (datetime(2026, 11, 12, 2, 0, tzinfo=UTC), ["late"]),
        (datetime(2026, 11, 10, 9, 0, tzinfo=UTC), ["late"]),  # one full working day ago
        (datetime(2026, 11, 9, 9, 0, tzinfo=UTC), ["late", "supervisor"]),
        (datetime(2026, 11, 4, 9, 0, tzinfo=UTC), ["late", "supervisor", "head"]),
    ],
)
def test_who_is_told_when(office, due, rungs):
    office.owe(due)
    sweep()
    roles = {"supervisor": Role.SUPERVISOR, "head": Role.HEAD}
    assert told() == {(f"reminder.{rung}", office.id(roles.get(rung, Role.WORKER))) for rung in rungs}


def test_asking_again_tells_nobody_twice(office):
    office.owe(NOW - timedelta(days=10))
    assert sweep() == 3
    assert sweep() == 0 and sweep(NOW + timedelta(minutes=5)) == 0


def test_two_days_without_a_beat_cost_delay_and_no_flood(office):
    office.owe(NOW - timedelta(hours=2))
    sweep(NOW + timedelta(days=2))
    assert {kind for kind, _who in told()} == {"reminder.late"}


def test_a_duty_moved_to_a_new_day_is_reminded_anew(office):
    duty = office.owe(NOW - timedelta(hours=2))
    sweep()
    with scope(office.by):
        obligations.put_off(key=duty.key, due_at=NOW + timedelta(days=1), by=office.by, now=NOW)
    assert sweep() == 1 and ("reminder.before", office.id(Role.WORKER)) in told()


@pytest.mark.parametrize("end", ["settle", "pause", "cancel"])
def test_what_is_settled_paused_or_gone_reminds_nobody(office, end):
    duty = office.owe(NOW - timedelta(hours=2))
    with scope(office.by):
        if end == "settle":
            obligations.settle(key=duty.key, how="done", by=office.by, now=NOW)
        elif end == "cancel":
            obligations.cancel(key=duty.key, why="gone", by=office.by, now=NOW)
        else:
            obligations.pause(key=duty.key, by=office.by, now=NOW)
    assert sweep() == 0


def test_a_desk_duty_is_told_to_those_who_may_take_it_up(office):
    office.owe(NOW + timedelta(hours=1), holder=None)
    sweep()
    # Nobody is named, so it falls to those who give out cases.
    assert kinds.words("case.contact").permission == P.CASE_SUPERVISE
    assert told() == {("reminder.due", office.id(role)) for role in (Role.SUPERVISOR, Role.HEAD)}


def test_whoever_departed_this_morning_is_told_nothing(office):
    office.owe(NOW + timedelta(hours=1), holder=None)
    Membership.objects.filter(pk=office.rows[Role.SUPERVISOR].pk).update(ended_at=NOW, ends_on=ON)
    sweep()
    assert told() == {("reminder.due", office.id(Role.HEAD))}


def test_the_cover_of_an_absent_colleague_is_told_too(office):
    office.owe(NOW + timedelta(hours=1))
    cover = people.membership(Role.WORKER, office.agency)
    Absence.objects.create(user_id=office.id(Role.WORKER), cover=cover.user, starts_on=ON, ends_on=ON)
    sweep()
    assert told() == {("reminder.due", office.id(Role.WORKER)), ("reminder.due", cover.user_id)}


def test_the_ladder_counts_working_days(office):
    """Late since Friday afternoon: on Monday one working day has begun and none has passed but the weekend."""
    office.owe(datetime(2026, 11, 13, 9, 0, tzinfo=UTC))
    sweep(datetime(2026, 11, 16, 3, 0, tzinfo=UTC))
    assert {kind for kind, _who in told()} == {"reminder.late"}
    sweep(datetime(2026, 11, 18, 3, 0, tzinfo=UTC))
    assert ("reminder.supervisor", office.id(Role.SUPERVISOR)) in told()


def test_the_command_does_what_the_timetable_does(office, monkeypatch, capsys):
    office.owe(NOW - timedelta(hours=2))
    monkeypatch.setattr(clock, "now", lambda: NOW)
    call_command("sweep", "--nightly")
    assert ("reminder.late", office.id(Role.WORKER)) in told()
    with system_scope("test"):
        assert set(Heartbeat.objects.values_list("name", flat=True)) == {"sweep", "drain", "nightly"}
