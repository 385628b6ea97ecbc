"""The switch to English is whole: pages, forms, refusals, dates, numbers, and what was recorded in Indonesian."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from agencies.people.models import Membership
from agencies.people.roles import Role
from core.kernel import clock
from core.kernel.scope import scope
from tests.factories import casework as make
from tests.factories.people import client_of
from tests.factories.referrals import Pair
from tests.support import language as words

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]*>")
SPOKEN = re.compile(r"""\b(?:aria-label|title|placeholder|alt|data-label)="([^"]*)\"""")


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: make.NOW)


def left_behind() -> tuple[set[str], list[tuple[str, re.Pattern]]]:
    """Return the Indonesian words that must not stand alone on an English page, and the phrases that must not occur.

    A phrase comes with its longest plain part, which is looked for first because that is quick.
    """
    catalog = [one for one in words.stored() if one.id]
    english = " ".join(form for one in catalog for form in words.forms(one.string))
    alone, phrases = set(), []
    for one in catalog:
        source = words.forms(one.id)[0]
        if source in english:
            continue
        alone.add(source)
        parts = [part for part in words.PLACEHOLDER.split(source) if part.strip()]
        if len(re.findall(r"[A-Za-z]{3,}", " ".join(parts))) > 1:
            pattern = r"[^\n]{0,80}?".join(re.escape(part) for part in parts)
            phrases.append((max(parts, key=len), re.compile(rf"(?<!\w){pattern}(?!\w)")))
    return alone, phrases


ALONE, PHRASES = left_behind()


def said(html: str) -> list[str]:
    """Return every piece of text on a page that a person reads or hears."""
    html = re.sub(r"<(script|style|textarea)\b.*?</\1>", "", html, flags=re.DOTALL)
    return [text for piece in [*SPOKEN.findall(html), *TAG.split(html)] if (text := " ".join(unescape(piece).split()))]


def indonesian(html: str) -> list[str]:
    """Return the Indonesian source strings that a page still shows."""
    texts = said(html)
    whole = "\n".join(texts)
    found = [text for text in texts if text.strip(" :·,.") in ALONE]
    return found + [phrase.pattern for plain, phrase in PHRASES if plain in whole and phrase.search(whole)]


def english(row: Membership) -> Client:
    """Return a browser of this person, who has chosen English."""
    client = client_of(row)
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert answer.status_code == 302
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    assert '<html lang="en">' in html
    return html


def row_of(viewer) -> Membership:
    return Membership.objects.get(pk=viewer.membership_id)


@pytest.fixture
def office():
    return make.Office()


def test_the_detector_sees_indonesian_left_on_a_page(office):
    html = client_of(row_of(office.worker)).get("/").content.decode()
    assert "Hari ini" in html
    assert len(indonesian(html)) > 5


def clean(client: Client, *addresses: str) -> dict[str, str]:
    """Return the pages at these addresses, none of which shows Indonesian."""
    pages = {address: read(client, address) for address in addresses}
    left = {address: found for address, html in pages.items() if (found := indonesian(html))}
    assert left == {}
    return pages


def test_home_case_timeline_and_forms_are_english(office):
    case, _office = make.case_at("implementation", office)
    with scope(office.worker):
        make.visit(case, office.worker)
        make.task_for(case, office.worker)
    client = english(row_of(office.worker))
    clean(client, "/", *map(reverse, ("menu", "duties", "cases", "search", "intake", "drafts", "aftercare_list")))
    intake = [reverse(f"intake_{page}", args=[uuid4()]) for page in ("note", "child")]
    clean(client, *intake)
    forms = ("note_new", "task_new", "case_team", "help_ask", "risk", "categories", "assessment", "plan", "service_end")
    clean(client, *(reverse(name, args=[case.code]) for name in ("case", "case_access", "case_referrals", *forms)))
    clean(client, reverse("child", args=[case.child.code]), reverse("child_edit", args=[case.child.code]))
    address = reverse("case_timeline", args=[case.code])
    timeline = clean(client, address)[address]
    # The record keeps "Tahap berpindah ke Implementasi" and "Kunjungan rumah dicatat"; each reader's language shows it.
    assert "Stage moved to Implementation" in timeline
    assert "Home visit recorded" in timeline
    assert "12 Nov 2026" in timeline and re.search(r"\d\d:\d\d WIB", timeline)
    at_home = client_of(row_of(office.worker)).get(address).content.decode()
    assert "Tahap berpindah ke Implementasi" in at_home and "Kunjungan rumah dicatat" in at_home


def test_labels_errors_and_refusals_with_what_is_missing_are_english(office):
    case, _office = make.case_at("planning", office)
    client = english(row_of(office.worker))
    child = reverse("intake_child", args=[uuid4()])
    for address in (child, reverse("note_new", args=[case.code])):
        html = client.post(address, {}).content.decode()
        assert "There are" in html or "There is" in html
        assert indonesian(html) == [], address
    assert "Enter the child" in client.post(child, {}).content.decode()
    refused = client.post(reverse("case_step", args=[case.code, "implement"]), follow=True).content.decode()
    assert "cannot be done yet" in refused and "Request approval of the latest plan version" in refused
    assert indonesian(refused) == []


def test_board_report_and_settings_are_english(office):
    make.case_at("implementation", office)
    client = english(row_of(office.supervisor))
    names = (
        "today", "board", "board_definitions", "report", "agreements", "coverage", "rules", "holidays",
        "notices", "account", "absence", "agencies", "help", "privacy", "menu", "heartbeat", "gallery",
    )  # fmt: skip
    clean(client, *map(reverse, names))
    assert "November 2026" in read(client, reverse("report"))
    clean(english(row_of(office.head)), "/", reverse("agreement_new"))


@pytest.mark.parametrize("role", Role.values)
def test_home_of_every_role_is_english(role, office):
    from tests.factories.people import membership

    clean(english(membership(role, office.agency)), "/", reverse("menu"))


def test_both_sides_of_a_referral_are_english():
    pair = Pair()
    asked = pair.in_state("opened")
    done = pair.in_state("reported", case=None)
    officer, worker = english(pair.officer_row), english(pair.worker_row)
    pages = clean(officer, reverse("inbox"), *(reverse("referral", args=[one.code]) for one in (asked, done)))
    shown = " ".join(pages.values())
    assert "Accept" in shown and "Incoming referrals" in shown
    # Frozen in Indonesian when it was sent: words of our lists and dates are translated, what people wrote is not.
    assert "Parent&#x27;s or guardian&#x27;s consent, written, 10 November 2026" in shown and "12–15 yrs" in shown
    assert "12 May 2014" in shown and "KENARIALASAN" in shown
    clean(worker, reverse("referrals"), *(reverse("referral", args=[one.code]) for one in (asked, done)))
    with scope(pair.worker):
        code = done.case.code
    clean(worker, reverse("case_timeline", args=[code]))


def test_dates_and_numbers_follow_the_language():
    from core.screens.templatetags import ui

    with translation.override("en"):
        assert ui.tanggal(make.TODAY) == "12 November 2026"
        assert ui.hari_tanggal(make.TODAY) == "Thu, 12 Nov"
        assert ui.waktu(make.NOW).endswith(":30 WIB")
        assert ui.angka(1234) == "1,234"
    with translation.override("id"):
        assert ui.tanggal(make.TODAY.replace(month=10, year=2020, day=9)) == "9 Oktober 2020"
        assert ui.waktu(make.NOW).endswith(".30 WIB")
        assert ui.angka(1234) == "1.234"


def test_the_choice_is_offered_before_sign_in_and_survives_it(office):
    row = row_of(office.worker)
    browser = Client(HTTP_HOST="localhost")
    login = reverse("account_login")
    first = browser.get(login).content.decode()
    assert '<html lang="id">' in first and 'name="language" value="en"' in first
    browser.post(reverse("set_language"), {"language": "en", "next": login})
    assert "Work e-mail" in read(browser, login) and indonesian(read(browser, login)) == []
    row.user.set_password("empat kata sandi panjang")
    row.user.save()
    browser.post(login, {"login": row.user.email, "password": "empat kata sandi panjang"})
    assert "Nothing is overdue" in read(browser, "/")
    browser.post(reverse("account_logout"))
    assert 'name="language" value="id"' in read(browser, login)


ACCOUNT_PAGES = (
    "account_change_password", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "usersessions_list",
    "account_reauthenticate", "account_logout",
)  # fmt: skip


def test_the_pages_of_the_libraries_speak_our_indonesian(office, settings):
    from tests.guards.test_language import banned

    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False
    row = row_of(office.worker)
    stranger, client = Client(HTTP_HOST="localhost"), client_of(row)
    pages = [stranger.post(reverse("account_login"), {"login": "x@contoh.example", "password": "salah"})]
    pages += [stranger.get(reverse(name)) for name in ("account_reset_password", "account_reset_password_done")]
    pages += [client.get(reverse(name), follow=True) for name in ACCOUNT_PAGES]
    pages.append(
        client.post(reverse("account_change_password"), {"oldpassword": "x", "password1": "a", "password2": "b"})
    )
    english_words = re.compile(r"\b(?:the|your|you|please|with|this|and|sign|key|keys|codes|browser|sessions?)\b", re.I)
    for page in pages:
        assert page.status_code == 200
        texts = [
            text
            for text in said(page.content.decode())
            if text not in {"English", "Masuk dengan kunci sandi (passkey)"}
        ]
        assert not [text for text in texts if banned(text) or english_words.search(text)], page.request["PATH_INFO"]
