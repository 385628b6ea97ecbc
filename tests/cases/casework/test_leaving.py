"""A membership that ends by date leaves no work behind that nobody holds."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.obligations import leaving
from agencies.obligations.models import Obligation
from agencies.people import services as people_services
from agencies.people.models import Membership, User
from agencies.people.roles import Role
from agencies.people.services import end_memberships
from cases.aftercare.models import Episode
from cases.casework import services
from cases.casework.models import Case, Task, TeamMember
from cases.sharing.models import AccessRow
from core.kernel import clock
from core.kernel.scope import scope, system_scope
from tests.factories import aftercare, people
from tests.factories import casework as make
from tests.factories.casework import NOW, TODAY

pytestmark = pytest.mark.django_db
LAST = TODAY + timedelta(days=10)
AFTER = NOW + timedelta(days=11)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def office():
    """Give an office whose worker manages a case, has a task on it and works in a team."""
    office = make.Office()
    office.case = make.open_case_for(office.worker, office.supervisor)
    office.other = make.open_case_for(
        office.colleague, office.supervisor, child={"full_name": "Zulfa Hanum", "sex": "P", "age": None}, sure=True
    )
    with scope(office.worker):
        office.task = make.task_for(office.case, office.worker)
    with scope(office.supervisor):
        services.join_team(by=office.supervisor, now=NOW, case=office.other, person=person(office.worker))
    office.row = Membership.objects.get(user_id=office.worker.user_id)
    office.admin_row = people.membership(Role.AGENCY_ADMIN, office.agency)
    return office


def person(viewer) -> User:
    return User.objects.get(pk=viewer.user_id)


def ends(office, day=LAST) -> None:
    Membership.objects.filter(pk=office.row.pk).update(ends_on=day)


def open_duties(**which) -> list:
    with system_scope("test"):
        return list(Obligation.objects.for_system(reason="test").open().filter(**which).order_by("kind"))


def rows(model, **which) -> list:
    with system_scope("test"):
        return list(model.objects.for_system(reason="test").filter(**which))


def test_what_is_still_held_goes_to_the_supervisors_desk(office):
    ends(office)
    assert end_memberships(now=NOW) == 0, "the last day has not passed"
    assert end_memberships(now=AFTER) == 1
    assert end_memberships(now=AFTER) == 0
    [case] = rows(Case, pk=office.case.pk)
    assert case.manager_id is None
    [owed] = open_duties(kind="case.assign", case_id=case.pk)
    assert (owed.holder_id, owed.holder_agency_id) == (None, office.agency.pk)
    assert open_duties(holder_id=office.worker.user_id) == []
    [task] = rows(Task, pk=office.task.pk)
    assert (task.assigned_to_id, task.desk) == (None, "supervisor")
    assert [duty.holder_id for duty in open_duties(kind="task.supervisor")] == [None]
    assert [one.until_at for one in rows(TeamMember, person_id=office.worker.user_id)] == [AFTER]
    assert rows(AccessRow, person_id=office.worker.user_id, revoked_at=None) == []
    assert not person(office.worker).is_active


def test_the_case_goes_on_with_a_new_manager(office):
    ends(office)
    end_memberships(now=AFTER)
    with scope(office.supervisor):
        made = services.assign(by=office.supervisor, now=AFTER, case=office.case, worker=person(office.colleague))
    assert made.manager_id == office.colleague.user_id
    assert open_duties(kind="case.assign", case_id=made.pk) == []
    assert len(open_duties(kind="agreement.record", holder_id=office.colleague.user_id, case_id=made.pk)) == 1


def test_a_case_under_way_is_not_asked_for_its_agreement_again():
    case, office = make.case_at("implementation")
    Membership.objects.filter(user_id=office.worker.user_id).update(ends_on=LAST)
    end_memberships(now=AFTER)
    with scope(office.supervisor):
        services.assign(by=office.supervisor, now=AFTER, case=case, worker=person(office.colleague))
    assert open_duties(kind="agreement.record") == []


def test_an_episode_waits_for_a_new_worker():
    office = make.Office()
    made = aftercare.episode(office.worker, office.agency.pk, worker=office.colleague.user_id)
    Membership.objects.filter(user_id=office.colleague.user_id).update(ends_on=LAST)
    end_memberships(now=AFTER)
    [row] = rows(Episode, pk=made.pk)
    assert (row.worker_id, row.status) == (None, "waiting")
    assert len(open_duties(kind="aftercare.assign", about=made.code)) == 1
    assert {duty.holder_id for duty in open_duties(kind="aftercare.visit", about=made.code)} == {None}


def test_whoever_goes_on_in_another_role_keeps_the_work(office):
    ends(office)
    people_services.join(user=person(office.worker), agency_id=office.agency.pk, role=Role.SUPERVISOR, on=LAST)
    end_memberships(now=AFTER)
    assert rows(Case, pk=office.case.pk)[0].manager_id == office.worker.user_id
    assert person(office.worker).is_active


def test_whoever_departs_leaves_the_teams_too(office):
    admin = make.make.viewer(Role.AGENCY_ADMIN, office.agency)
    people_services.depart(by=admin, now=NOW, membership=office.row, receiver=person(office.colleague))
    assert [one.until_at for one in rows(TeamMember, person_id=office.worker.user_id)] == [NOW]


def test_the_admin_sets_the_last_day_and_the_supervisors_owe_the_handover(office):
    admin = people.client_of(office.admin_row)
    page = reverse("membership_end", args=[office.row.pk])
    assert page in admin.get(reverse("staff")).content.decode()
    assert admin.post(page, {"ends_on_0": "1/11/2026"}).status_code == 422
    assert admin.post(page, {"ends_on_0": LAST.strftime("%d/%m/%Y")}).status_code == 302
    assert "hari terakhir 22 Nov 2026" in admin.get(reverse("staff")).content.decode()
    [owed] = open_duties(kind="membership.handover")
    assert (owed.holder_id, owed.about, owed.due_at.date()) == (None, "Rina M.", LAST)
    boss = people.client_of(Membership.objects.get(user_id=office.supervisor.user_id))
    assert owed.url in boss.get(reverse("duties")).content.decode()
    shown = boss.get(owed.url).content.decode()
    assert "Kasus" in shown and "22 Nov" in shown
    assert boss.post(owed.url, {"receiver": ""}).status_code == 422
    assert boss.post(owed.url, {"receiver": office.colleague.user_id}).status_code == 302
    assert open_duties(kind="membership.handover") == []
    assert rows(Case, pk=office.case.pk)[0].manager_id == office.colleague.user_id
    assert Membership.objects.get(pk=office.row.pk).ended_at is None, "until the last day the person works on"


def test_the_handover_follows_the_day(office):
    admin = make.make.viewer(Role.AGENCY_ADMIN, office.agency)
    for turn, (day, owed) in enumerate(((LAST, 1), (TODAY + timedelta(days=90), 0), (LAST, 1), (None, 0))):
        at = NOW + timedelta(minutes=turn)
        leaving.agree_last_day(by=admin, now=at, membership=Membership.objects.get(pk=office.row.pk), ends_on=day)
        assert len(open_duties(kind="membership.handover")) == owed, day


def test_the_night_asks_in_time_and_once(office):
    ends(office, TODAY + timedelta(days=20))
    leaving.watch_last_days(now=NOW)
    assert open_duties(kind="membership.handover") == []
    soon = NOW + timedelta(days=6)
    assert leaving.watch_last_days(now=soon) == leaving.watch_last_days(now=soon) == 1
    assert len(open_duties(kind="membership.handover")) == 1
    late = NOW + timedelta(days=21)
    end_memberships(now=late)
    leaving.watch_last_days(now=late)
    assert open_duties(kind="membership.handover") == []


@pytest.mark.parametrize("who", ["foreign", "self", "worker"])
def test_who_may_not_set_a_last_day(office, who):
    row = office.admin_row if who == "self" else office.row
    by = make.make.viewer(Role.AGENCY_ADMIN, people.agency() if who == "foreign" else office.agency)
    if who == "self":
        by = people.viewer_of(office.admin_row)
    if who == "worker":
        by = office.colleague
    with pytest.raises(people_services.PeopleRefused):
        leaving.agree_last_day(by=by, now=NOW, membership=row, ends_on=LAST)
    assert Membership.objects.get(pk=row.pk).ends_on is None
