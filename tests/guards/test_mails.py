"""What leaves the house by mail, and what a notice says, read as its receiver: not a word about a child or a case.

The whole small world is built, everything in it is left to fall due for most of a year, and every mail and every
notice that comes of it is compared with all that the encrypted columns hold.
"""

import re
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.db import transaction
from django.test import override_settings
from django.urls import resolve, reverse

from agencies.obligations import sweeping
from agencies.people import mails
from agencies.people.models import User
from agencies.people.roles import Role
from cases.aftercare import services as aftercare
from cases.casework.choices import Category
from core.kernel import calendar, clock
from core.kernel.clock import WIB
from core.kernel.encryption import EncryptedTextField
from core.kernel.scope import scope, system_scope
from core.notices import digests
from core.notices.models import Notice
from tests.factories.people import client_of
from tests.support.world import CANARY, NOW, SECRETS, SHARED, World

pytestmark = pytest.mark.xdist_group("mails")
SITE = "https://jejaring.example"
AFTER_DAYS = (0, 1, 4, 8, 15, 31, 45, 75, 120, 200, 370)
# Rooms whose encrypted columns must have held something, or comparing with them proves nothing.
ROOMS = {"children", "casework", "sharing", "aftercare", "referrals", "drafts"}
CODES = re.compile(r"\b[KARPDT]-[0-9A-Z]{5,6}\b")


def encrypted_words() -> dict[str, set[str]]:
    """Return for every room what its encrypted columns hold, in words long enough to be recognised."""
    found: dict[str, set[str]] = {}
    for model in apps.get_models():
        names = [one.name for one in model._meta.concrete_fields if isinstance(one, EncryptedTextField)]
        if not names:
            continue
        rows = model._default_manager.all()
        rows = rows.for_system(reason="test") if hasattr(rows, "for_system") else rows
        for row in rows.values_list(*names):
            found.setdefault(model._meta.app_label, set()).update(
                str(value).strip() for value in row if value and len(str(value).strip()) >= 6
            )
    return found


class Year:
    """A year of the small world: its mails, its notices as their receivers see them, and its secrets."""

    def __init__(self, monkeypatch) -> None:
        self.world, self.pages, mail.outbox = World().build(), {}, []
        self._visit()
        with system_scope("test"):
            self.words = encrypted_words()
        mails.send_invitation(self.world.invitation.pk, self.world.token)
        for days in AFTER_DAYS:
            day = calendar.current().next_working((NOW + timedelta(days=days)).date())
            now = datetime(day.year, day.month, day.day, 9, 15, tzinfo=WIB)
            monkeypatch.setattr(clock, "now", lambda now=now: now)
            sweeping.run(now=now)
            sweeping.run_nightly(now=now)
            digests.drain(now=now)
        with system_scope("test"):
            for room, words in encrypted_words().items():
                self.words.setdefault(room, set()).update(words)
            told = set(Notice.objects.for_system(reason="test").values_list("recipient_id", flat=True))
            self.kinds = set(Notice.objects.for_system(reason="test").values_list("kind", flat=True))
        self.addresses = set(User.objects.filter(pk__in=told).values_list("email", flat=True))
        monkeypatch.setattr(clock, "now", lambda: NOW)  # nobody's membership has ended yet
        for row in self.world.rows.values():
            if row.user_id in told:
                page = client_of(row).get(reverse("notices")).content.decode()
                self.pages[row.user.email] = re.search(r"<main.*?</main>", page, re.DOTALL).group(0)

    def _visit(self) -> None:
        by = self.world.viewer(Role.WORKER, SHARED)
        said = {"outcome": "met", "condition": "worse", "next_step": "by_schedule", "note": "KENARIKUNJUNGAN"}
        with scope(by):
            aftercare.record_visit(by=by, now=NOW, episode=self.world.episode, answers=said)


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "now", lambda: NOW)
    memory = "django.core.mail.backends.locmem.EmailBackend"
    with (
        django_db_blocker.unblock(), transaction.atomic(), override_settings(EMAIL_BACKEND=memory, SITE_ADDRESS=SITE)
    ):  # fmt: skip
        found = Year(patch)
        found.mails = list(mail.outbox)
        transaction.set_rollback(True)
    patch.undo()
    return found


def whole(message) -> str:
    """Return a mail as it travels: every header and the text."""
    raw = message.message()
    return raw.as_string() + raw.get_payload(decode=True).decode()


def betrayed(year, text: str) -> list[str]:
    """Return what a text tells of a child: words of encrypted columns, names, numbers and categories."""
    kinds = [str(label) for label in Category.labels]
    words = {word for room in year.words.values() for word in room} | {CANARY, *SECRETS, *kinds}
    return sorted(word for word in words if word.casefold() in text.casefold())


def test_the_world_had_something_to_betray_and_somebody_to_tell(year):
    assert set(year.words) >= ROOMS, f"{ROOMS - set(year.words)} hold nothing encrypted in tests/support/world.py"
    assert any(CANARY in word for word in year.words["casework"] | year.words["children"])
    assert len(year.kinds) >= 5 and len(year.pages) >= 4, (year.kinds, year.pages.keys())
    assert len(year.mails) > len(AFTER_DAYS)


def test_no_mail_tells_of_a_child_a_case_or_an_office(year):
    offices = [year.world.home.name, year.world.partner.name]
    for message in year.mails:
        text = whole(message)
        assert not betrayed(year, text), message.subject
        assert not CODES.search(text), message.subject
        assert not [name for name in offices if name in text]


def test_every_mail_is_for_one_person_and_leads_to_a_page_of_ours(year):
    for message in year.mails:
        assert len(message.recipients()) == 1
        links = re.findall(r"https?://\S+", message.body)
        assert len(links) == 1 and links[0].startswith(f"{SITE}/"), message.body
        assert resolve(links[0].removeprefix(SITE))
        assert re.fullmatch(r"\d+ pemberitahuan menunggu Anda di Jejaring AMPK|Undangan Jejaring AMPK", message.subject)


def test_a_notice_read_by_its_receiver_names_no_child_and_no_category(year):
    for address, page in year.pages.items():
        assert not betrayed(year, page), address
