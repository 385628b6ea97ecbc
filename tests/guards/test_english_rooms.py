"""In English no room leaves Indonesian behind: every page of ours, asked for by those who work on the child's file."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from agencies.people.roles import Role
from core.kernel import clock
from tests.guards import campaign as guard
from tests.guards.test_english_pages import indonesian, said
from tests.support.world import NOW, OWN, SHARED, World

pytestmark = pytest.mark.xdist_group("walls")
READERS = (
    (Role.WORKER, OWN), (Role.SUPERVISOR, OWN), (Role.INTAKE_OPERATOR, OWN), (Role.AGENCY_ADMIN, OWN),
    (Role.PARTNER_OFFICER, SHARED),
)  # fmt: skip
# Rooms that must have been among the pages read; a page that nobody of the readers gets proves nothing.
ROOMS = {
    "child", "child_edit", "child_address", "child_school", "child_needs", "child_paper", "child_family", "person_edit",
    "care_new", "child_nik", "duplicates", "merge_with", "merge_compare", "merge_undo", "risk", "risk_history",
    "categories", "approach", "assessment", "assessment_section", "assessment_round", "assessment_changes", "plan",
    "plan_version", "progress_new", "progress_report", "conferences", "conference", "conference_new",
    "case_consents", "consent", "consent_new", "consent_paper", "access_requests", "access_decide", "access_ask",
    "drafts", "intake_note", "intake_child", "intake_event", "intake_danger", "intake_check", "note", "session_new",
    "task", "tasks", "case_tasks", "transfers", "transfer", "case_offer_worker", "case_offer_agency", "case_team",
    "subcategories", "document", "case_documents",
}  # fmt: skip
# Words that no English sentence has: they betray what was never a source string.
BETRAYING = re.compile(
    r"\b(?:yang|dan|tidak|untuk|dengan|atau|belum|sudah|dari|pada|oleh|akan|bila|ini|itu|adalah|kepada|sebelum|setelah)\b"
)


def left_on(html: str) -> list[str]:
    """Return the Indonesian that a page still says, source string or not."""
    return indonesian(html) + [text for text in said(html) if BETRAYING.search(text)]


def pages_in_english(world: World) -> dict[str, dict[str, list[str]]]:
    """Return for every page that opens the Indonesian left on it, by address name and reader."""
    found: dict[str, dict[str, list[str]]] = {}
    for role, relation in READERS:
        browser = world.browser(role, relation)
        browser.post(reverse("set_language"), {"language": "en", "next": "/"})
        for one in guard.addresses():
            if "GET" not in one.methods or not one.allows(role):
                continue
            with transaction.atomic():
                answer = browser.get(reverse(one.name, kwargs=world.arguments(one.route, role, relation)))
                html = answer.getvalue() if answer.streaming else answer.content
                transaction.set_rollback(True)
            if answer.status_code == 200 and b'<html lang="en">' in html:
                found.setdefault(one.name, {})[role] = left_on(html.decode())
    return found


def refusals_in_english(world: World) -> dict[str, dict[str, list[str]]]:
    """Return the Indonesian left where every form was sent empty: labels, errors, refusals and what came of it."""
    found: dict[str, dict[str, list[str]]] = {}
    for role in (Role.WORKER, Role.SUPERVISOR):
        browser = world.browser(role, OWN)
        browser.post(reverse("set_language"), {"language": "en", "next": "/"})
        for one in guard.addresses():
            if "POST" not in one.methods or one.name == "set_language":
                continue
            with transaction.atomic():
                answer = browser.post(reverse(one.name, kwargs=world.arguments(one.route, role, OWN)), {}, follow=True)
                transaction.set_rollback(True)
            if not answer.streaming and b'<html lang="en">' in answer.content:
                found.setdefault(one.name, {})[role] = left_on(answer.content.decode())
    return found


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "now", lambda: NOW)
    # The language of the last answer must not stay with the tests that follow.
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("id"):
        world = World().build()
        found = pages_in_english(world), refusals_in_english(world)
        transaction.set_rollback(True)
    patch.undo()
    return found


def test_every_room_was_read(pages):
    opened, refused = pages
    assert sorted(ROOMS - set(opened)) == []
    assert len(refused) > 100


def test_no_page_leaves_indonesian_behind(pages):
    for kind in pages:
        left = {(name, role): found for name, by in kind.items() for role, found in by.items() if found}
        assert left == {}
