"""A letter's life: drafted, changed, put before its signer, numbered once, replaced or void, never overwritten."""

import hashlib
import os
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction

from agencies.obligations.models import Obligation
from cases.documents import following, letterreading
from cases.documents.letters.kinds import LetterRefused
from cases.documents.models import Letter
from cases.documents.services import freezing, keeping, letters
from core.audit.models import Entry
from core.files.storage import attachments
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from tests.factories import casework
from tests.factories import letters as make

pytestmark = pytest.mark.django_db
READY = {"conclusion": "Cukup", "recommendation": "Lanjut", "events": "Ditinggal"}


@pytest.fixture
def office():
    return casework.Office()


@pytest.fixture
def case(office):
    return casework.case_at("access", office)[0]


def owed(case, *, is_open: bool = True) -> list[Obligation]:
    with system_scope("test"):
        found = Obligation.objects.for_system(reason="test").filter(kind="letter.number", case_id=case.pk)
        return list(found.filter(settled_at__isnull=is_open))


def test_a_worker_asks_and_the_signer_numbers(office, case):
    letter = make.write(office.worker, case, **READY)
    with pytest.raises(LetterRefused) as refused:
        make.number(office.worker, letter)
    assert "supervisor atau pimpinan" in str(refused.value.sentence)
    with scope(office.worker):
        letter = letters.ask(by=office.worker, now=make.LATER, letter=letter)
    assert [one.holder_id for one in owed(case)] == [letter.signer_id]
    letter = make.number(office.supervisor, letter)
    assert letter.number == "001/LS/XI/2026" and not owed(case)
    with scope(office.worker):
        content = freezing.file_of(letter)
        assert hashlib.sha256(content).hexdigest() == letter.sha256 and len(content) == letter.size
        verbs = set(Entry.objects.filter(case_id=case.pk, verb__startswith="letter.").values_list("verb", flat=True))
    assert verbs == {"letter.drafted", "letter.changed", "letter.asked", "letter.numbered"}
    with attachments().open(letter.file_name) as kept:
        assert b"%PDF" not in kept.read(), "the storage holds it sealed"


def test_a_letter_is_given_back_with_words(office, case):
    letter = make.write(office.worker, case, **READY)
    with scope(office.worker):
        letters.ask(by=office.worker, now=make.LATER, letter=letter)
    with scope(office.supervisor):
        with pytest.raises(LetterRefused):
            letters.give_back(by=office.supervisor, now=make.LATER, letter=letter, text="")
        letter = letters.give_back(by=office.supervisor, now=make.LATER, letter=letter, text="Tambah sekolah")
    assert letter.state == "draft" and letter.return_note == "Tambah sekolah" and not owed(case)
    with system_scope("test"):
        told = Notice.objects.for_system(reason="test").get(kind="letter.given_back")
    assert told.recipient_id == office.worker.user_id
    with scope(office.worker):
        letters.ask(by=office.worker, now=make.LATER, letter=letter)
    assert len(owed(case)) == 1, "asked again, owed again"


def test_a_numbered_letter_never_changes(office, case):
    letter = make.number(office.supervisor, make.write(office.worker, case, **READY))
    with scope(office.worker), pytest.raises(LetterRefused) as refused:
        letters.change(
            by=office.worker, now=make.LATER, letter=letter, version=letter.version, answers={"conclusion": "x"}
        )
    assert "bukan draf lagi" in str(refused.value.sentence)
    for column, value in {
        "words": "x", "number": "9", "sha256": "0" * 64, "file_name": "x", "dated_on": "2020-01-01", "state": "draft",
        "frozen_at": None, "mark": "x", "signer_id": office.worker.user_id,
    }.items():  # fmt: skip
        with scope(office.supervisor), pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            Letter.objects.visible_to(office.supervisor).filter(pk=letter.pk).update(**{column: value})
    with scope(office.supervisor), pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        connection.cursor().execute("DELETE FROM documents_letter WHERE id = %s", [letter.pk])


def test_a_letter_is_replaced_by_a_new_one(office, case):
    old = make.number(office.supervisor, make.write(office.worker, case, **READY))
    with scope(office.worker):
        new = letters.draft(by=office.worker, now=make.LATER, case=case, kind=old.kind, replaces=old)
        assert new.texts == old.texts
        with pytest.raises(LetterRefused) as refused:
            letters.draft(by=office.worker, now=make.LATER, case=case, kind=old.kind, replaces=old)
        assert new.code in str(refused.value.sentence)
    new = make.number(office.supervisor, new)
    with scope(office.worker):
        old = letterreading.letter_in(case, office.worker).get(pk=old.pk)
        assert old.state == "replaced" and letterreading.replacement_of(old, office.worker) == new
        assert freezing.file_of(old) != freezing.file_of(new), "both files stay"


def test_a_letter_is_void_with_a_reason_and_keeps_number_and_file(office, case):
    letter = make.number(office.supervisor, make.write(office.worker, case, **READY))
    with scope(office.supervisor):
        with pytest.raises(LetterRefused):
            freezing.void(by=office.supervisor, now=make.LATER, letter=letter, reason="other")
        letter = freezing.void(by=office.supervisor, now=make.LATER, letter=letter, reason="wrong_to")
        assert freezing.file_of(letter)
    again = make.number(office.supervisor, make.write(office.worker, case, **READY))
    assert (letter.number, again.number) == ("001/LS/XI/2026", "002/LS/XI/2026")


@pytest.mark.parametrize(
    ("gap", "part"),
    [({"events": ""}, "events"), ({"recommendation": " "}, "recommendation")],
)
def test_what_is_needed_is_asked_for_before_the_number(office, case, gap, part):
    letter = make.write(office.worker, case, **{**READY, **gap})
    with pytest.raises(LetterRefused) as refused:
        make.number(office.supervisor, letter)
    assert refused.value.field == part and "Isi dahulu bagian" in str(refused.value.sentence)
    with scope(office.worker):
        assert not letterreading.letters_of(case, office.worker).exclude(number="").exists()


def test_two_writers_lose_nothing(office, case):
    letter = make.write(office.worker, case, **READY)
    with scope(office.colleague), pytest.raises(ObjectDoesNotExist):
        letters.change(by=office.colleague, now=make.LATER, letter=letter, version=2, answers={})
    with scope(office.supervisor), pytest.raises(ChangedMeanwhile):
        letters.change(by=office.supervisor, now=make.LATER, letter=letter, version=1, answers={"conclusion": "Lain"})


def test_a_dropped_draft_leaves_the_list(office, case):
    letter = make.write(office.worker, case)
    with scope(office.worker):
        letters.drop(by=office.worker, now=make.LATER, letter=letter)
        assert not letterreading.letters_of(case, office.worker).exists()


def test_a_letter_of_a_closed_case_is_not_begun(office):
    case, _office = casework.case_at("rejected", office)
    with pytest.raises(LetterRefused) as refused:
        make.write(office.supervisor, case)
    assert "sudah ditutup" in str(refused.value.sentence)


def test_unfinished_letters_follow_the_case_to_its_new_owner(office, case):
    old = make.number(office.supervisor, make.write(office.worker, case, **READY))
    waiting = make.write(office.worker, case, **READY)
    other = casework.Office()
    with scope(office.worker):
        letters.ask(by=office.worker, now=make.LATER, letter=waiting)
        following.follow(case=case, from_agency_id=office.agency.pk, to_agency_id=other.agency.pk)
        waiting = letterreading.letter_in(case, office.worker).get(pk=waiting.pk)
        old = letterreading.letter_in(case, office.worker).get(pk=old.pk)
    assert (waiting.agency_id, waiting.signer_id, old.agency_id) == (other.agency.pk, None, office.agency.pk)
    assert letterreading.steps(waiting, other.supervisor) >= {"give_back", "freeze"}
    assert not letterreading.steps(waiting, office.supervisor)


def test_a_new_key_renews_the_file_and_the_sweep_leaves_it(office, case, settings, django_capture_on_commit_callbacks):
    letter = make.number(office.supervisor, make.write(office.worker, case, **READY))
    with scope(office.worker):
        before = freezing.file_of(letter)
    settings.FIELD_KEYS = [("v2", os.urandom(32)), *settings.FIELD_KEYS]
    with django_capture_on_commit_callbacks(execute=True):
        assert keeping.rotate(batch=5) == 1
    with scope(office.worker):
        renewed = letterreading.letter_in(case, office.worker).get(pk=letter.pk)
        assert renewed.key_name == "v2" and renewed.file_name != letter.file_name
        assert freezing.file_of(renewed) == before
    assert keeping.remove_orphans(now=make.LATER + timedelta(days=3)) == 0
    with scope(office.worker):
        assert freezing.file_of(renewed) == before
