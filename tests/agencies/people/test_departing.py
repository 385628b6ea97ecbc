"""Going: who leaves, who receives, how much; nothing stays without an owner, and the door is shut at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from agencies.people import handover, selectors, services
from agencies.people.models import Absence, Membership
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
ON = date(2026, 11, 12)


@pytest.fixture
def office():
    """An office with an admin, two workers and a desk of three things in the first worker's hands."""
    agency = people.agency()
    admin, leaver, stayer = (people.membership(role, agency) for role in (Role.AGENCY_ADMIN, Role.WORKER, Role.WORKER))
    return {"agency": agency, "admin": admin, "by": viewer_of(admin), "leaver": leaver, "stayer": stayer}


@pytest.fixture
def desk(monkeypatch, office):
    """What the movers of the rooms would hold, as a plain dictionary kept in absence rows so that it rolls back."""
    Absence.objects.create(user=office["leaver"].user, starts_on=ON, ends_on=ON + timedelta(days=3))

    def mover(*, from_user, to_user, agency, by, now):
        return "kasus", Absence.objects.filter(user=from_user).update(user=to_user)

    monkeypatch.setattr(handover, "_MOVERS", [mover])


def test_the_preview_counts_and_changes_nothing(office, desk):
    held = services.preview_departure(by=office["by"], now=NOW, membership=office["leaver"])
    assert held == [("kasus", 1)]
    assert Absence.objects.get().user == office["leaver"].user


def test_the_preview_counts_although_nobody_can_receive(office, desk):
    Membership.objects.filter(pk=office["stayer"].pk).update(ended_at=NOW)
    assert services.preview_departure(by=office["by"], now=NOW, membership=office["leaver"]) == [("kasus", 1)]
    with pytest.raises(services.PeopleRefused, match="1 kasus"):
        services.depart(by=office["by"], now=NOW, membership=office["leaver"], receiver=None)


def test_without_a_receiver_nothing_happens(office, desk):
    with pytest.raises(services.PeopleRefused, match="1 kasus") as refused:
        services.depart(by=office["by"], now=NOW, membership=office["leaver"], receiver=None)
    assert refused.value.field == "receiver"
    office["leaver"].refresh_from_db()
    assert office["leaver"].ended_at is None


def test_everything_moves_and_the_account_closes(office, desk):
    client = people.client_of(office["leaver"])
    client.get(reverse("account"))
    moved = services.depart(by=office["by"], now=NOW, membership=office["leaver"], receiver=office["stayer"].user)
    assert moved == [("kasus", 1)]
    assert Absence.objects.get().user == office["stayer"].user
    office["leaver"].refresh_from_db()
    office["leaver"].user.refresh_from_db()
    assert office["leaver"].ended_at == NOW and not office["leaver"].user.is_active
    assert list(Membership.objects.current(ON).filter(user=office["leaver"].user)) == []
    assert client.get(reverse("account")).status_code == 302


def test_sessions_end_although_another_membership_stays(office, client):
    other = people.agency("lksa")
    user = office["leaver"].user
    services.join(user=user, agency_id=other.pk, role=Role.WORKER, on=people.SINCE)
    user.set_password(people.PASSWORD)
    user.save()
    client.post(reverse("account_login"), {"login": user.email, "password": people.PASSWORD}, HTTP_HOST="localhost")
    assert Session.objects.count() == 1
    services.depart(by=office["by"], now=NOW, membership=office["leaver"], receiver=None)
    user.refresh_from_db()
    assert user.is_active and Session.objects.count() == 0


def test_a_membership_that_began_today_can_end_today(office):
    fresh = people.membership(Role.WORKER, office["agency"])
    Membership.objects.filter(pk=fresh.pk).update(starts_on=ON)
    fresh.refresh_from_db()
    services.depart(by=office["by"], now=NOW, membership=fresh, receiver=None)
    assert not Membership.objects.current(ON).filter(pk=fresh.pk).exists()


@pytest.mark.parametrize("who", ["self", "foreign", "worker"])
def test_who_may_not(office, who):
    target, by = office["leaver"], office["by"]
    if who == "self":
        target = office["admin"]
    elif who == "foreign":
        target = people.membership()
    else:
        by = viewer_of(office["stayer"])
    with pytest.raises(services.PeopleRefused):
        services.depart(by=by, now=NOW, membership=target, receiver=None)


def test_the_receiver_must_be_able_to_do_the_work(office, desk):
    officer = people.membership(Role.INTAKE_OPERATOR, office["agency"])
    assert list(selectors.receivers_for(office["leaver"], ON)) == [office["stayer"].user]
    for receiver in (officer.user, office["leaver"].user, people.membership().user):
        with pytest.raises(services.PeopleRefused):
            services.depart(by=office["by"], now=NOW, membership=office["leaver"], receiver=receiver)


def test_the_page_shows_counts_and_refuses_beside_the_field(office, desk):
    client = people.client_of(office["admin"])
    url = reverse("departure", args=[office["leaver"].pk])
    assert "kasus" in client.get(url).content.decode()
    answer = client.post(url, {"receiver": ""})
    assert answer.status_code == 422 and "id_receiver" in answer.content.decode()
    assert client.post(url, {"receiver": "999999"}).status_code == 422
    assert client.post(url, {"receiver": office["stayer"].user_id}).status_code == 302
    assert client.get(url).status_code == 404
    assert client.get(reverse("departure", args=[people.membership().pk])).status_code == 404


def test_memberships_that_ran_out_close_the_account(office):
    Membership.objects.filter(pk=office["leaver"].pk).update(ends_on=ON - timedelta(days=1))
    assert services.end_memberships(now=NOW) == 1
    assert services.end_memberships(now=NOW) == 0
    office["leaver"].user.refresh_from_db()
    assert not office["leaver"].user.is_active
