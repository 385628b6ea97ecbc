"""Bad input: every form of every page is sent Unicode, NUL, right-to-left text, a megabyte, impossible dates and keys of
somebody else's rows.  Nothing breaks, what is refused changes nothing and is shown again, what is sent twice is done once.

The forms are found in the pages, so a new one is tried without being listed.  The suite sends a few bodies to each, the
same every time; `BAD_INPUT=200 ./test tests/guards/test_bad_input.py` is the long campaign with new ones every time.
"""

import logging
import os
from dataclasses import dataclass
from functools import partial
from traceback import extract_tb
from zlib import crc32

import pytest
from django import forms
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.html import escape
from hypothesis import HealthCheck, Phase, given, seed, settings

from agencies.people.roles import Role, permissions_of
from core.kernel import clock
from core.kernel.access import declared
from core.kernel.checks import leaves
from core.kernel.scope import Viewer, system_scope
from tests.guards.campaign import REFUSED, UNWATCHED
from tests.support import badinput
from tests.support.world import ENDED, FOREIGN, NOW, OWN, SHARED, World

pytestmark = pytest.mark.xdist_group("bad input")
CAMPAIGN = int(os.environ.get("BAD_INPUT", "0"))
EXAMPLES = CAMPAIGN or 2
# Who may send a form is the first of these that its page answers.
SENDERS = [
    (Role.WORKER, OWN), (Role.SUPERVISOR, OWN), (Role.PARTNER_OFFICER, SHARED), (Role.HEAD, OWN), (Role.WORKER, SHARED),
    (Role.INTAKE_OPERATOR, OWN), (Role.AGENCY_ADMIN, OWN), (Role.ANALYST, OWN), (Role.PRIVACY_OFFICER, OWN),
    (Role.SUPERVISOR, SHARED),
]  # fmt: skip
NOBODY = ("", OWN)
# That a page was opened or something was typed is kept even when nothing comes of it.
NOTED = {"drafts_draft", "audit_entry", "account_emailaddress", *UNWATCHED}
ADDRESSES = {pattern.name: (route, pattern.callback) for route, pattern in leaves() if pattern.name}
# A machine's address, and pages that only a letter or a key of the second factor leads to.
NO_FORM = {"health", "account_reset_password_from_key", "mfa_edit_webauthn", "mfa_remove_webauthn"}
SENT_ON = (301, 302, 303)
NOTHING = badinput.Field("", "")


@dataclass(frozen=True)
class Asked:
    """One way to send something to an address: as whom, how, and with which fields."""

    key: tuple[str, str]
    method: str
    path: str
    fields: dict[str, badinput.Field]

    def __str__(self) -> str:
        return f"{self.method} {self.path} as {' '.join(self.key)}"


class Attack:
    """The world, the browsers of its people, and what each page of it asks for."""

    def __init__(self) -> None:
        self.world = World().build()
        self.clients = {NOBODY: Client(HTTP_HOST="localhost", raise_request_exception=False)}
        for key in SENDERS:
            client = self.clients[key] = self.world.browser(*key)
            session = client.session
            # Pages that ask for a fresh sign-in have one.
            session["account_authentication_methods"] = [{"method": "password", "at": NOW.timestamp() + 10**9}]
            session["account_authentication_methods_user"] = str(self.world.rows[key].user_id)
            session.save()
        rows = [self.world.rows[Role.WORKER, relation] for relation in (FOREIGN, ENDED)]
        codes = (self.world.case.code, self.world.cared_for.child.code, self.world.over.code, str(self.world.task.pk))
        self.foreign = tuple(str(key) for row in rows for key in (row.pk, row.user_id, row.agency_id)) + codes
        self.asked: dict[tuple[str, str], dict[str, badinput.Field]] = {}
        self.pages: dict[str, tuple] = {}
        for name in ADDRESSES:
            try:
                self.pages[name] = self._open(name)
            except (LookupError, NoReverseMatch) as lacking:
                self.pages[name] = lacking
        self.before = self.digest()

    def path(self, name: str, role: str, relation: str) -> str:
        route, _view = ADDRESSES[name]
        return reverse(name, kwargs=self.world.arguments(route, role or Role.WORKER, relation))

    def _open(self, name: str):
        """Find who may open an address, and read what the page asks for there and elsewhere."""
        route, view = ADDRESSES[name]
        access, posts = declared(view), hasattr(getattr(view, "view_class", None), "post")
        best = None
        for key in (*SENDERS, NOBODY):
            if key[0] and not access.allows(Viewer(permissions=permissions_of(key[0]))):
                continue
            if best and best[0] == key[1] == OWN and "<" not in route:
                continue
            path = self.path(name, *key)
            answer = self.ask(key, "get", path, {})
            if answer.status_code == 405:
                answer = self.ask(key, "post", path, {})
                if str(answer.status_code) not in REFUSED:
                    return key
                continue
            if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
                found = badinput.read(path, answer.content.decode())
                self._note(found)
                best = best or key
                if not posts or any(one.method == "post" and one.path == path for one in found):
                    return key
            elif str(answer.status_code) not in REFUSED:
                best = best or key
        return best

    def _note(self, found: list[badinput.Form]) -> None:
        for form in found:
            try:
                name = resolve(form.path).url_name
            except Resolver404:
                continue
            self.asked.setdefault((form.method, name), {}).update(form.fields)

    def forms(self, name: str) -> list[Asked]:
        """Return what can be sent to an address: by address, and by form or press."""
        key = self.pages[name]
        if isinstance(key, Exception):
            raise key
        if key is None:
            return []  # only another step of the sign-in leads there
        view, path = ADDRESSES[name][1], self.path(name, *key)
        methods = [method for method in ("get", "post") if self.asked.get((method, name))]
        if "post" not in methods and hasattr(getattr(view, "view_class", None), "post"):
            methods.append("post")
        return [Asked(key, method, path, self.asked.get((method, name), {})) for method in methods]

    def ask(self, key, method: str, path: str, data: dict, during=lambda answer: None):
        """Send one request, look at what it did and take it back."""
        client = self.clients[key]
        cookies = client.cookies.copy()
        with transaction.atomic():
            answer = getattr(client, method)(path, data)
            client.cookies = cookies.copy()
            try:
                during(answer)
            finally:
                client.cookies = cookies
                transaction.set_rollback(True)
        return answer

    def digest(self) -> dict[str, str]:
        """Return what every table holds, but for what is noted along the way."""
        if not hasattr(self, "_question"):
            with connection.cursor() as cursor:
                cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
                tables = [name for (name,) in cursor.fetchall() if name not in NOTED]
            rows = [f'"{name}" t' for name in tables] + ["audit_entry t WHERE NOT is_read"]
            self._question = " UNION ALL ".join(
                f"SELECT '{row[:40]}', count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {row}"
                for row in rows
            )
        with system_scope("digest of the guard"), connection.cursor() as cursor:
            cursor.execute(self._question)
            return dict(cursor.fetchall())

    def changed(self, since: dict[str, str]) -> list[str]:
        now = self.digest()
        return sorted(table for table in now if now[table] != since[table])


@pytest.fixture(scope="module")
def attack(django_db_setup, django_db_blocker):
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "now", lambda: NOW)
    logging.getLogger("django").setLevel(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield Attack()
        transaction.set_rollback(True)
    patch.undo()


def examples(asked: Asked, foreign: tuple[str, ...]):
    """Return the decorator that lets hypothesis call a function with bodies for these fields."""

    def decorate(function):
        run = given(badinput.bodies(asked.fields, foreign))(function)
        run = settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink] if CAMPAIGN else [Phase.generate],
        )(run)  # fmt: skip
        return run if CAMPAIGN else seed(crc32(f"{asked.method} {sorted(asked.fields)}".encode()))(run)

    return decorate


def fault(answer) -> str:
    """Return what broke, in the words of the exception and its innermost lines of ours."""
    _kind, error, trace = answer.exc_info or (None, None, None)
    lines = [f"{step.filename}:{step.lineno}" for step in extract_tb(trace) if "/.venv/" not in step.filename]
    return f"{answer.status_code} {error!r:.300} at {', '.join(lines[-3:])}"


def lost(answer, data: dict[str, list]) -> list[str]:
    """Return the text fields of a refused form whose words are not shown again."""
    form = answer.context and answer.context.get("form")
    html = answer.content.decode()
    return [
        name for name, field in (form.fields.items() if isinstance(form, forms.Form) else ())
        if isinstance(field.widget, forms.TextInput | forms.Textarea) and not isinstance(field.widget, forms.PasswordInput)
        and len(data.get(name, ())) == 1 and isinstance(data[name][0], str) and escape(data[name][0]) not in html
    ]  # fmt: skip


# What a refusal or an answer without a way onward keeps on purpose: a wrong code is counted; a new link and its code are
# shown once, in the answer itself.
KEPT = {
    "officer_link": ("referrals_officerlink", "audit_entry"),
    "referral_link": ("referrals_officerlink", "audit_entry", "audit_submission"),
}


def judge(attack, asked: Asked, body: dict[str, list], answer) -> None:
    """Say what is wrong with an answer while what it did still stands."""
    assert answer.status_code < 500, f"{asked}: {fault(answer)}"
    if answer.status_code not in SENT_ON:
        kept = KEPT.get(resolve(asked.path.partition("?")[0]).url_name or "", ())
        changed = [table for table in attack.changed(attack.before) if not any(name in table for name in kept)]
        assert not changed, f"{asked}: {answer.status_code}, yet {changed} changed"
    elif asked.method == "post" and body.get("form_token") == [asked.fields.get("form_token", NOTHING).value]:
        done = attack.digest()
        attack.clients[asked.key].post(asked.path, badinput.sent(body))
        assert not attack.changed(done), f"{asked}: sent twice, {attack.changed(done)} changed twice"


def check_words(asked: Asked, data: dict[str, list], answer) -> None:
    """Say what a refusal did not show again or did not put in words."""
    if answer.status_code == 422:
        assert not lost(answer, data), f"{asked}: {lost(answer, data)} not shown again"
    if answer.status_code == 400:
        assert "<h1" in answer.content.decode(), f"{asked}: refused without a sentence"


def try_out(attack, asked: Asked) -> None:
    """Send bodies to one address as one method."""

    @examples(asked, attack.foreign)
    def send(body):
        data = badinput.sent(body, longest=4000 if asked.method == "get" else None)  # servers take no longer address
        answer = attack.ask(asked.key, asked.method, asked.path, data, partial(judge, attack, asked, body))
        check_words(asked, data, answer)

    send()


@pytest.mark.parametrize("name", sorted(set(ADDRESSES) - NO_FORM))
def test_bad_input_breaks_nothing(attack, name):
    for asked in attack.forms(name):
        try_out(attack, asked)


def test_the_forms_are_really_found(attack):
    asked = {
        name: {one.method: one.fields for one in attack.forms(name)} for name in ("note_new", "visit_new", "search")
    }
    assert {"text", "form_token"} <= set(asked["note_new"]["post"])
    assert {"happened_on_0", "form_token"} <= set(asked["visit_new"]["post"])
    assert asked["search"]
    unasked = [name for name in ADDRESSES if name not in NO_FORM and attack.pages[name] is None]
    assert len(unasked) < len(ADDRESSES) / 10, f"nobody in tests/support/world.py can open {unasked}"
