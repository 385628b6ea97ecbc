"""Whoever checks the record reads what somebody was doing, in words and in their language."""

import pytest
from django.urls import reverse
from django.utils import translation

from agencies.people.roles import Role
from cases.children.views.base import OfChild
from core.audit.purposes import is_known, purpose_words
from core.audit.services import record, record_read
from core.kernel.checks import leaves
from core.kernel.scope import scope, system_scope
from core.screens.views import PressScreen
from tests.factories import people
from tests.factories.casework import NOW

pytestmark = pytest.mark.django_db


def pages():
    """Give (route's name, view) of every page of ours that shows something when it is opened."""
    for _route, one in leaves():
        view = getattr(one.callback, "view_class", None)
        if view and hasattr(view, "access") and not issubclass(view, PressScreen):
            yield one.name, view


def test_every_page_of_a_file_has_words():
    files = {name for name, view in pages() if hasattr(view, "whole_file") or issubclass(view, OfChild)}
    assert len(files) > 30
    missing = sorted(name for name in files if not is_known(name))
    assert not missing, f"{missing} need words in ampk/desk/purposes.py"


def test_the_trail_says_what_for_in_words():
    office = people.agency()
    worker, checker = people.viewer(Role.WORKER, office), people.membership(Role.PRIVACY_OFFICER, office)
    with scope(worker):
        for purpose in ("case_referrals", "case_team", "unduh", "gone_since"):
            record_read(by=worker, now=NOW, verb="case.read", child_id=None, purpose=purpose)
    with system_scope("access ran out") as clock:
        record(by=clock, now=NOW, verb="case.assigned")
    page = people.client_of(checker).get(reverse("audit_trail")).content.decode()
    for words in ("Rujukan kasus", "Mengunduh dokumen", "Halaman lain", "Pekerjaan otomatis"):
        assert words in page
    for code in ("case_referrals", "case_team", "unduh<", "gone_since", "access ran out"):
        assert code not in page


def test_no_purpose_stays_empty_and_words_follow_the_language():
    assert purpose_words("") == ""
    with translation.override("id"):
        assert purpose_words("case_team") not in ("", "case_team")
