"""Staff, leave and who may do what."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from agencies.people import selectors, services
from agencies.people.models import Absence, Membership
from agencies.people.permissions import P
from agencies.people.roles import PROSE, ROLE_PERMISSIONS, Role, permissions_of, role_prose, roles_for
from agencies.people.viewers import viewer_of
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
ON = date(2026, 11, 12)


def test_every_role_has_permissions_and_prose():
    assert set(ROLE_PERMISSIONS) == set(PROSE) == set(Role)
    assert "Kota Padang" in role_prose(Role.SUPERVISOR, "Dinsos Kota Padang")
    for role in (Role.AGENCY_ADMIN, Role.ANALYST, Role.PRIVACY_OFFICER, Role.PARTNER_OFFICER):
        assert not permissions_of(role) & {P.CASE_VIEW, P.CASE_WORK, P.CHILD_REVEAL}
    assert Role.WORKER not in roles_for("court")


@pytest.mark.parametrize(
    ("role", "wide"), [(Role.WORKER, False), (Role.SUPERVISOR, True), (Role.HEAD, True), (Role.PARTNER_OFFICER, False)]
)
def test_the_viewer_of_a_membership(role, wide):
    viewer = people.viewer(role)
    assert viewer.wide is wide and viewer.can(P.TASKS) and not viewer.auditor


def test_who_holds_what_today():
    agency = people.agency()
    worker, supervisor = people.membership(Role.WORKER, agency), people.membership(Role.SUPERVISOR, agency)
    gone = people.membership(Role.WORKER, agency)
    Membership.objects.filter(pk=gone.pk).update(ended_at=NOW)
    assert set(selectors.workers_of(agency.pk, ON)) == {worker.user, supervisor.user}
    assert list(selectors.supervisors_of(agency.pk, ON)) == [supervisor.user_id]
    assert set(selectors.holders_of(agency.pk, P.CASE_WORK, ON)) == {worker.user_id, supervisor.user_id}
    assert selectors.people_names([worker.user_id]) == {worker.user_id: ("Rina M.", agency.short_name)}
    assert selectors.mail_addresses([worker.user_id]) == {worker.user_id: worker.user.email}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AGENCY_ADMIN])
@pytest.mark.parametrize("name", ["staff", "invite"])
def test_staff_pages_are_the_admins(role, name):
    assert people.client_of(people.membership(role)).get(reverse(name)).status_code == 403


def test_the_list_costs_the_same_for_5_and_50_and_shows_own_agency_only(django_assert_max_num_queries):
    admin = people.membership(Role.AGENCY_ADMIN)
    foreign = people.membership(name="Orang Lain")
    client = people.client_of(admin)
    client.get(reverse("staff"))
    costs = []
    for number in (5, 45):
        for place in range(number):
            people.membership(at=admin.agency)
            services.invite(by=viewer_of(admin), now=NOW, email=f"u{number}{place}@contoh.example", role=Role.WORKER)
        with django_assert_max_num_queries(30) as seen:
            page = client.get(reverse("staff"))
        costs.append(len(seen))
    assert costs[0] == costs[1] and foreign.user.name not in page.content.decode()
    assert "mulai=" in page.content.decode()


def test_leave_with_cover_and_back():
    agency = people.agency()
    me, colleague = people.membership(at=agency), people.membership(at=agency, name="Andi Putra")
    client = people.client_of(me)
    posted = {"starts_on_0": "1 Desember 2099", "ends_on_0": "5/12/2099", "cover": colleague.user_id}
    assert client.post(reverse("absence"), posted).status_code == 302
    [away] = Absence.objects.filter(user=me.user)
    assert (away.starts_on, away.ends_on, away.cover) == (date(2099, 12, 1), date(2099, 12, 5), colleague.user)
    assert "Andi Putra" in client.get(reverse("account")).content.decode()
    assert client.post(reverse("absence"), posted).status_code == 422
    stranger = people.client_of(colleague)
    assert stranger.post(reverse("absence_cancel", args=[away.pk])).status_code == 409
    assert client.post(reverse("absence_cancel", args=[away.pk])).status_code == 302
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({"starts_on_0": "5/12/2099", "ends_on_0": "1/12/2099"}, "ends_on"),
        ({"starts_on_0": "1/1/2020", "ends_on_0": "2/1/2020"}, "ends_on"),
        ({"starts_on_0": "1/1/20", "ends_on_0": "2/1/2099"}, "starts_on"),
        ({}, "starts_on"),
        ({"starts_on_0": "1/12/2099", "ends_on_0": "2/12/2099", "cover": "999999"}, "cover"),
    ],
)
def test_bad_leave_is_refused_in_words(posted, field):
    answer = people.client_of(people.membership()).post(reverse("absence"), posted)
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    "posted", [{}, {"email": "bukan surel", "role": "worker"}, {"email": "a@b.id", "role": "raja"}]
)
def test_bad_invitations_are_refused(posted):
    client = people.client_of(people.membership(Role.AGENCY_ADMIN))
    assert client.post(reverse("invite"), posted).status_code == 422


def test_an_account_without_membership_may_do_nothing(settings):
    row = people.membership()
    Membership.objects.filter(pk=row.pk).update(ended_at=NOW)
    client = people.client_of(row)
    assert client.get(reverse("account")).status_code == 200
    assert client.get(reverse("agencies")).status_code == 403
