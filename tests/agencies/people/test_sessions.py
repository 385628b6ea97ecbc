"""Signing in and staying in: limits by an injected clock, three devices, second factor, quick exit."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from agencies.people import services
from agencies.people.adapters import MFAAdapter
from agencies.people.roles import Role
from core.audit.models import Entry
from core.kernel import clock
from core.kernel.scope import system_scope
from tests.factories import people
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)


@pytest.fixture
def moment(monkeypatch):
    """The machine's clock, in the test's hands."""
    at = {"now": START}
    monkeypatch.setattr(clock, "real_now", lambda: at["now"])
    return at


def with_password(row):
    row.user.set_password(PASSWORD)
    row.user.save()
    return row.user


def sign_in(user, password=PASSWORD) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.last = client.post(reverse("account_login"), {"login": user.email, "password": password})
    return client


def inside(client) -> bool:
    return client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_an_idle_session_ends(moment, minutes, stays):
    client = people.client_of(people.membership())
    assert inside(client)
    moment["now"] += timedelta(minutes=minutes)
    assert inside(client) is stays


def test_a_busy_session_ends_after_twelve_hours(moment):
    client = people.client_of(people.membership())
    assert inside(client)
    for _turn in range(28):
        moment["now"] += timedelta(minutes=25)
        assert inside(client)
    moment["now"] += timedelta(minutes=25)
    assert not inside(client)


def test_the_moved_demonstration_clock_ends_no_session(moment, monkeypatch):
    client = people.client_of(people.membership())
    assert inside(client)
    monkeypatch.setattr(clock, "offset", lambda: timedelta(days=40))
    assert inside(client)


def test_names_are_masked_again_after_a_rest(moment):
    client = people.client_of(people.membership())
    client.post(reverse("toggle_mask"), {"next": "/akun/"})
    assert client.session["masked"] is False
    moment["now"] += timedelta(minutes=6)
    inside(client)
    assert "masked" not in client.session


def test_the_fourth_device_puts_out_the_first():
    user = with_password(people.membership())
    devices = [sign_in(user) for _number in range(4)]
    assert [inside(device) for device in devices] == [False, True, True, True]
    assert UserSession.objects.filter(user=user).count() == Session.objects.count() == 3


def test_other_devices_can_be_put_out():
    user = with_password(people.membership())
    here, there = sign_in(user), sign_in(user)
    assert here.post(reverse("sessions_end")).status_code == 302
    assert (inside(here), inside(there)) == (True, False)


def test_five_failures_lock_even_the_right_password():
    user = with_password(people.membership())
    for _turn in range(5):
        assert sign_in(user, "salah sama sekali").last.status_code == 200
    locked = sign_in(user)
    assert locked.last.status_code == 200 and not inside(locked)
    with system_scope("test"):
        assert Entry.objects.filter(verb="person.sign_in_failed").count() == 5


def test_a_sign_in_is_recorded_and_an_inactive_account_stays_out():
    user = with_password(people.membership())
    assert inside(sign_in(user))
    with system_scope("test"):
        assert Entry.objects.filter(verb="person.signed_in", actor_id=user.pk).count() == 1
    user.is_active = False
    user.save()
    assert not inside(sign_in(user))


def test_nobody_signs_up(client):
    assert client.get("/akun/daftar/", HTTP_HOST="localhost").status_code == 404
    assert client.get("/akun/signup/", HTTP_HOST="localhost").status_code == 404


def test_without_a_second_factor_only_enrolment_is_open(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    row = people.membership()
    client = people.client_of(row)
    answer = client.get(reverse("agencies"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))
    assert client.get(reverse("mfa_index")).status_code == 200
    Authenticator.objects.create(user=row.user, type="recovery_codes", data={})
    assert client.get(reverse("agencies")).status_code == 302
    Authenticator.objects.create(user=row.user, type="totp", data={"secret": "x"})
    assert client.get(reverse("agencies")).status_code == 200


def test_the_last_second_factor_stays_and_secrets_are_encrypted(settings):
    user = people.membership().user
    totp = Authenticator.objects.create(user=user, type="totp", data={})
    adapter = MFAAdapter()
    settings.SECOND_FACTOR_REQUIRED = True
    assert not adapter.can_delete_authenticator(totp)
    Authenticator.objects.create(user=user, type="webauthn", data={})
    assert adapter.can_delete_authenticator(totp)
    sealed = adapter.encrypt("JBSWY3DP")
    assert "JBSWY3DP" not in sealed and adapter.decrypt(sealed) == "JBSWY3DP"


def test_quick_exit_signs_out_and_leaves():
    client = people.client_of(people.membership())
    answer = client.post(reverse("quick_exit"))
    assert answer["Refresh"] == "0; url=https://www.bmkg.go.id/" and "cache" in answer["Clear-Site-Data"]
    assert not inside(client)
    assert client.get(reverse("quick_exit")).status_code == 405


@pytest.mark.parametrize(
    ("role", "shown"), [(Role.WORKER, True), (Role.INTAKE_OPERATOR, False), (Role.AGENCY_ADMIN, False)]
)
def test_only_roles_that_reveal_may_unmask(role, shown):
    client = people.client_of(people.membership(role))
    answer = client.post(reverse("toggle_mask"), {"next": "/akun/"})
    assert answer.status_code == (302 if shown else 409)
    assert (client.session.get("masked", True) is False) is shown
    with system_scope("test"):
        assert Entry.objects.filter(verb="names.shown").exists() is shown


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example", "javascript:x", ""])
def test_the_mask_switch_leads_nowhere_else(target):
    client = people.client_of(people.membership())
    assert client.post(reverse("toggle_mask"), {"next": target})["Location"] == "/"


def test_a_membership_is_chosen_from_ones_own():
    row = people.membership()
    second = services.join(user=row.user, agency_id=people.agency("lksa").pk, role=Role.SUPERVISOR, on=people.SINCE)
    client = people.client_of(row)
    assert client.get(reverse("account")).wsgi_request.viewer.membership_id == row.pk
    client.post(reverse("switch_membership"), {"membership": second.pk})
    assert client.get(reverse("account")).wsgi_request.viewer.role == Role.SUPERVISOR
    for foreign in (people.membership().pk, "x", "", "9" * 30):
        assert client.post(reverse("switch_membership"), {"membership": foreign}).status_code == 404
