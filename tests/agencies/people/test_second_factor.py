"""The second factor end to end: an authenticator app's real codes, recovery codes, and a passkey in a real browser."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import people
from tests.factories.people import PASSWORD


def code_of(secret: str, ahead: int = 0) -> str:
    """Return what an authenticator app shows now (or in `ahead` half minutes), as somebody types who sees it change soon."""
    left = 30 - time.time() % 30
    if left < 3:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())) + ahead))


def somebody():
    row = people.membership()
    row.user.set_password(PASSWORD)
    row.user.save()
    return row.user


def sign_in(user) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.last = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


@pytest.fixture
def enrolled(settings):
    """Somebody who was sent to enrolment, installed an app and wrote down the recovery codes."""
    settings.SECOND_FACTOR_REQUIRED = True
    user = somebody()
    client = sign_in(user)
    assert client.get(reverse("agencies"))["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert "<svg" in page.content.decode() or "data:image" in page.content.decode()
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.status_code == 200 and wrong.context["form"].errors["code"]
    assert client.get(reverse("agencies")).status_code == 302
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert (done.status_code, done["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    recovery = client.get(done["Location"]).context["unused_codes"]
    assert len(recovery) == 10
    assert client.get(reverse("agencies")).status_code == 200
    cache.clear()  # the code just used is remembered so that it opens nothing a second time
    return user, secret, recovery


@pytest.mark.django_db
def test_the_secret_is_not_readable_in_the_database(enrolled):
    user, secret, recovery = enrolled
    kept = str(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))
    assert secret not in kept and not any(code in kept for code in recovery)


@pytest.mark.django_db
def test_a_password_alone_no_longer_opens_the_door(enrolled):
    user, secret, _recovery = enrolled
    client = sign_in(user)
    assert client.last["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("account")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "123456"}).status_code == 200
    assert client.get(reverse("account")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
    assert client.get(reverse("account")).status_code == 200


@pytest.mark.django_db
def test_a_code_opens_once(enrolled):
    user, secret, _recovery = enrolled
    first, second = sign_in(user), sign_in(user)
    code = code_of(secret)
    assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert second.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert second.get(reverse("account")).status_code == 302


@pytest.mark.django_db
def test_a_recovery_code_opens_once_when_the_phone_is_lost(enrolled):
    user, _secret, recovery = enrolled
    client = sign_in(user)
    assert client.post(reverse("mfa_authenticate"), {"code": recovery[0]}).status_code == 302
    assert client.get(reverse("account")).status_code == 200
    again = sign_in(user)
    assert again.post(reverse("mfa_authenticate"), {"code": recovery[0]}).status_code == 200
    assert again.get(reverse("account")).status_code == 302
    assert len(Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()) == 9


@pytest.mark.django_db
def test_the_last_factor_cannot_be_taken_off(enrolled):
    user, secret, _recovery = enrolled
    client = sign_in(user)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=user, type="totp").exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_enrolled_and_signs_in_without_a_password(live_server, new_page, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = somebody()
    page = new_page()
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    facts = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    facts |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": facts})

    page.goto(live_server.url + reverse("account_login"))
    page.fill("#id_login", user.email)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).first.click()
    page.wait_for_url("**" + reverse("mfa_index"))
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("input[type=password]").press("Enter")
    page.fill("#id_name", "Ponsel dinas")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/dua-langkah/recovery-codes/**")
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1

    page.goto(live_server.url + reverse("agencies"))
    assert page.get_by_role("heading", level=1).first.inner_text().startswith("Jejaring")
    page.goto(live_server.url + reverse("account"))
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.goto(live_server.url + reverse("account_login"))
    page.click("#passkey_login")
    page.wait_for_url(live_server.url + "/")
    page.goto(live_server.url + reverse("account"))
    assert user.email in page.content()
