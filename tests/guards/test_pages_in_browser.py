"""Every page of the application on a phone: readable by everybody, light, nothing sideways, one thing to do.

The pages are the addresses of the application: a new one is looked at without being listed here.
"""

import logging
from itertools import product

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.test import Client
from django.urls import reverse

from agencies.people.roles import Role
from core.kernel import clock
from core.kernel.checks import leaves
from tests.factories import people
from tests.guards.campaign import addresses
from tests.support.looking import Looker
from tests.support.world import NOW, OWN, RELATIONS, SHARED, World

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pages")]
# Whoever comes first and may open a page is the one whose screen is looked at.
ROLES = (
    Role.WORKER, Role.SUPERVISOR, Role.PARTNER_OFFICER, Role.HEAD, Role.INTAKE_OPERATOR, Role.AGENCY_ADMIN,
    Role.ANALYST, Role.PRIVACY_OFFICER,
)  # fmt: skip
# Home, menu and lists differ by role: each role's own is looked at.
EVERY_ROLE = ("today", "menu", "case", "referral")
# A file, a piece of a page or an answer to a machine; or a page that only another step of the sign-in leads to.
NO_PAGE = {
    "health", "set_language", "report_download", "document_content", "coordination_paper", "letter_content",
    "incoming_paper", "agreement_paper",
    "region_search", "account_reset_password_from_key", "mfa_login_webauthn",
    "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_signup_webauthn", "mfa_trust", "mfa_authenticate",
    "mfa_reauthenticate_webauthn", "mfa_download_recovery_codes",
    # Opens to the police alone, while a question waits; its journey looks at it.
    "incoming_answer",
}  # fmt: skip
# Sent without an answer in it, these come back with what is missing.
ERRORS = (
    "intake_child", "visit_new", "note_new", "task_new", "agreement_new", "invite", "absence", "risk", "person_new",
    "account_change_password",
)  # fmt: skip
ASKED_BY = {
    "intake_child": (Role.INTAKE_OPERATOR, OWN), "agreement_new": (Role.HEAD, OWN), "invite": (Role.AGENCY_ADMIN, OWN),
    "visit_new": (Role.WORKER, SHARED),
}  # fmt: skip
PAGES = [(route, pattern.name) for route, pattern in leaves() if pattern.name and pattern.name not in NO_PAGE]
OURS = {one.name: one for one in addresses()}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "now", lambda: NOW)
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield World().build()
        transaction.set_rollback(True)
    patch.undo()


@pytest.fixture(scope="module")
def looker(browser):
    context = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
    yield Looker(context)
    context.close()


@pytest.fixture(scope="module")
def clients(world):
    owner = world.rows[Role.WORKER, OWN].user
    owner.set_password(people.PASSWORD)  # so that changing a password, too, is a page
    owner.save(update_fields=["password"])
    # One person has a second factor, so that its pages are there for them and the offer is there for the others.
    second = world.rows[Role.HEAD, OWN].user
    TOTP.activate(second, generate_totp_secret())
    RecoveryCodes.activate(second)
    made = {key: world.browser(*key) for key in product(ROLES, RELATIONS)}
    for (role, relation), client in made.items():
        session = client.session
        # The pages of the second step ask for a fresh sign-in.
        session["account_authentication_methods"] = [{"method": "password", "at": clock.now().timestamp() + 10**9}]
        session["account_authentication_methods_user"] = str(world.rows[role, relation].user_id)
        session.save()
    return {("", OWN): Client(HTTP_HOST="localhost"), **made}


def ask(client, path):
    """Return the answer to a page's address, following it where it leads inside the application."""
    with transaction.atomic():
        answer = client.get(path, follow=True)
        transaction.set_rollback(True)
    return answer


def readable(answer) -> bool:
    return answer.status_code in (200, 409) and answer.headers.get("Content-Type", "").startswith("text/html")


def screens_of(world, clients, route, name):
    """Yield (role, path, answer) of everybody whose screen counts; nothing for an address that is no page."""
    tried, seen = set(), set()
    for (role, relation), client in clients.items():
        if role in seen or (role and name in OURS and not OURS[name].allows(role)):
            continue
        path = reverse(name, kwargs=world.arguments(route, role or Role.WORKER, relation))
        answer = ask(client, path)
        landed = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        if name != "account_login" and landed.startswith("/akun/masuk/"):
            continue
        tried.add(answer.status_code)
        if not readable(answer):
            continue
        yield role, landed, answer
        if name not in EVERY_ROLE:
            return
        seen.add(role)
    if not seen and 405 not in tried:
        raise AssertionError(f"{route}: nobody in tests/support/world.py can open it ({tried}); give it what it needs.")


def check(looker, path, role, answer):
    faults = looker.look(path, answer)
    title = looker.page.title()
    faults += [f"the title {title} tells a name"] * ("KENARI" in title)
    assert not faults, f"{path} as {role or 'nobody'}:\n" + "\n".join(faults)


@pytest.mark.parametrize(("route", "name"), PAGES, ids=[name for _route, name in PAGES])
def test_a_page_is_fit_for_a_small_phone(world, clients, looker, route, name):
    for role, path, answer in screens_of(world, clients, route, name):
        check(looker, path, role, answer)


def test_the_pages_that_everybody_needs_are_among_those_looked_at(world, clients):
    for name in (
        "today",
        "case",
        "child",
        "inbox",
        "referral",
        "visit_new",
        "intake_check",
        "account_login",
        "gallery",
    ):
        route = dict((known, found) for found, known in PAGES)[name]
        role, path, answer = next(iter(screens_of(world, clients, route, name)))
        assert not answer.redirect_chain or name in ("inbox", "today"), (name, role, path)


@pytest.mark.parametrize("name", ERRORS)
def test_a_form_sent_empty_says_what_is_missing_and_stays_fit(world, clients, looker, name):
    route = dict((known, found) for found, known in PAGES)[name]
    role, relation = ASKED_BY.get(name, (Role.WORKER, OWN))
    path = reverse(name, kwargs=world.arguments(route, role, relation))
    with transaction.atomic():
        answer = clients[role, relation].post(path, {})
        transaction.set_rollback(True)
    assert answer.status_code in (200, 422)
    check(looker, path, role, answer)
    assert looker.page.locator(".error-summary[role=alert]").count() == 1
    assert looker.page.title().startswith("Galat:")


@pytest.mark.parametrize(("path", "status"), [("/tidak-ada/", 404), ("/jejak/", 403)])
def test_an_error_page_is_fit_and_leads_onward(world, clients, looker, path, status):
    answer = ask(clients[Role.WORKER, OWN], path)
    assert answer.status_code == status
    looker.said.clear()
    check(looker, path, Role.WORKER, answer)
    assert looker.page.locator("main a[href='/']").count() == 1
