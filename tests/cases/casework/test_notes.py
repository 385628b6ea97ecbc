"""Visits, sessions and notes: quick to write, set right within a day, never rewritten afterwards."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from agencies.obligations.models import Obligation
from cases.casework import notebook, services
from cases.casework.models import Case, Note, NoteEdit, Task
from cases.children import services as children
from core.audit.models import Entry
from core.kernel import clock
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope
from tests.cases.casework.test_pages import sign_in
from tests.factories import casework as make

pytestmark = pytest.mark.django_db
NOW = make.NOW
THREE = {"outcome": "met", "condition": "same", "next_step": "by_rule"}


@pytest.fixture
def at_now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def file():
    return make.case_at("implementation")


def edit(note: Note, by, *, at=NOW, version=0, **answers):
    with scope(by):
        said = {"happened_on": make.TODAY, "text": "Bibi di rumah", **answers}
        return services.edit_note(by=by, now=at, wrong=note, version=version, answers=said)


def written(case, by, **more) -> Note:
    with scope(by):
        return make.visit(case, by, **more)


def test_a_visit_takes_three_answers_and_fills_in_the_rest(client, file, at_now):
    case, office = file
    sign_in(client, office.worker)
    page = client.get(reverse("note_new", args=[case.code])).content.decode()
    assert "Hari ini 14.30" in page and "Kontak paling lambat" in page and "Buat rujukan" in page
    ticked = re.findall(r'name="(\w+)" id="\w+" value="(\w+)" checked', page)
    assert set(ticked) == {("next_step", "by_rule"), ("when", "now"), ("kind", "home_visit"), ("met", "child")}
    hidden = {"when": "now", "kind": "home_visit", "met": ["child"], "form_token": "n1"}
    assert client.post(reverse("note_new", args=[case.code]), {**THREE, **hidden}).status_code == 302
    with scope(office.worker):
        note = Note.objects.visible_to(office.worker).get(case=case, kind="home_visit")
        assert (note.happened_on, note.happened_time, note.met) == (make.TODAY, time(14, 30), ["child"])


def test_the_next_visit_begins_as_the_last_one(client, file, at_now):
    case, office = file
    with scope(office.worker):
        answers = {"name": "Siti {{ form }}", "relation": "mother", "safe_to_contact": "safe"}
        mother = children.add_person(by=office.worker, now=NOW, child=case.child, answers=answers)
    met = ["child", f"person:{mother.pk}"]
    written(case, office.worker, kind="school_visit", met=met, place="SDN 05", condition="worse")
    sign_in(client, office.worker)
    page = client.get(reverse("note_new", args=[case.code])).content.decode()
    assert re.search(r'value="school_visit" checked', page) and f'value="person:{mother.pk}" checked' in page
    assert 'value="SDN 05"' in page and "Memburuk" in page
    assert "Sudah terisi: Hari ini 14.30, Kunjungan sekolah, Anak, Ibu S." in page
    assert (
        client.get(reverse("note_new", args=[case.code]) + "?cara=call").content.decode().count('"call" checked') == 1
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"happened_on": "13 November 2026"}, "Tanggal kunjungan tidak boleh setelah hari ini"),
        ({"happened_on": "12-11-2026", "happened_time": "20.00"}, "Jam kunjungan tidak boleh setelah sekarang"),
        ({"happened_on": "12-11-2026", "happened_time": "pagi"}, "Tulis jam seperti 14.30"),
        ({"when": "other"}, "Isi tanggalnya"),
        ({"outcome": ""}, "Pilih hasil kontak"),
        ({"condition": ""}, "Pilih kondisi anak"),
        ({"next_step": "sooner", "next_on": "1-1-2030"}, "paling lambat tanggal menurut aturan"),
        ({"task_text": "Antar akta"}, "Pilih untuk siapa tugas ini"),
        ({"kind": "note", "text": ""}, "Tulis catatannya"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client, file, at_now, more, words):
    case, office = file
    sign_in(client, office.worker)
    sent = {**THREE, "kind": "home_visit", "text": "Ibu bercerita", "form_token": "w1", **more}
    page = client.post(reverse("note_new", args=[case.code]), sent)
    text = page.content.decode()
    assert page.status_code == 422 and words in text
    assert more.get("text", "Ibu bercerita") in text
    with scope(office.worker):
        assert not Note.objects.visible_to(office.worker).filter(case=case).exists()


def test_a_visit_can_leave_a_task_or_lead_to_a_referral(client, file, at_now):
    case, office = file
    sign_in(client, office.worker)
    task = {"task_text": "Siapkan ruang bermain", "task_to": f"p{office.head.user_id}", "task_due_on": "20-11-2026"}
    sent = {**THREE, "next_step": "refer", "kind": "home_visit", "form_token": "v1", **task}
    assert client.post(reverse("note_new", args=[case.code]), sent).url == reverse("referral_new", args=[case.code])
    with scope(office.worker):
        made = Task.objects.visible_to(office.worker).get(case=case)
        assert made.assigned_to_id == office.head.user_id and made.text == "Siapkan ruang bermain"
        owed = Obligation.objects.visible_to(office.worker).open().filter(case_id=case.pk)
        assert {"task", "case.contact"} <= {duty.kind for duty in owed}


def test_its_author_sets_a_note_right_within_a_day_and_the_old_words_stay(client, file):
    case, office = file
    note = written(case, office.worker)
    edit(note, office.worker, place="Rumah nenek")
    with scope(office.worker):
        again = notebook.with_edits(office.worker).get(pk=note.pk)
        assert (again.current.text, again.current.place, again.text) == ("Bibi di rumah", "Rumah nenek", "Ibu di rumah")
        assert Entry.objects.filter(case_id=case.pk, verb="note.edited").exists()
    sign_in(client, office.worker)
    for name, args in (("note", [case.code, note.code]), ("case_timeline", [case.code])):
        text = client.get(reverse(name, args=args)).content.decode()
        assert "Bibi di rumah" in text
    page = client.get(reverse("note", args=[case.code, note.code])).content.decode()
    assert "Ibu di rumah" in page and "Budi" not in page
    foreign = make.Office()
    sign_in(client, foreign.supervisor)
    assert client.get(reverse("note", args=[case.code, note.code])).status_code == 404


def test_after_a_day_or_by_somebody_else_only_a_correction_is_possible(file):
    case, office = file
    note = written(case, office.worker)
    for by, at in ((office.worker, NOW + timedelta(hours=24, minutes=1)), (office.supervisor, NOW)):
        with pytest.raises(services.CaseRefused, match="hanya dapat diubah penulisnya dalam 24 jam") as refused:
            edit(note, by, at=at)
        assert [gap.url for gap in refused.value.missing] == [reverse("note_correct", args=[case.code, note.code])]
    edit(note, office.worker, at=NOW + timedelta(hours=23))


@pytest.mark.parametrize("change", ["late", "other", "update", "delete"])
def test_the_database_itself_keeps_the_rule(file, change):
    case, office = file
    note = written(case, office.worker)
    first = edit(note, office.worker)
    who = office.supervisor.user_id if change == "other" else office.worker.user_id
    at = NOW + timedelta(hours=25) if change == "late" else NOW
    made = NoteEdit(
        case=case, note=note, number=2, happened_on=make.TODAY, text="x", written_at=at, written_by_id=who
    )  # fmt: skip
    with scope(office.worker), pytest.raises(DatabaseError, match=r"24 hours|append-only"), transaction.atomic():
        if change == "update":
            NoteEdit.objects.visible_to(office.worker).filter(pk=first.pk).update(text="y")
        elif change == "delete":
            NoteEdit.objects.visible_to(office.worker).filter(pk=first.pk).delete()
        else:
            made.save(force_insert=True)


def test_two_windows_of_one_author_lose_no_words(client, file, at_now):
    case, office = file
    note = written(case, office.worker)
    edit(note, office.worker)
    with pytest.raises(ChangedMeanwhile):
        edit(note, office.worker, text="Paman di rumah")
    sign_in(client, office.worker)
    url = reverse("note_edit", args=[case.code, note.code])
    sent = {"text": "Paman di rumah", "happened_on": "12-11-2026", "version": 0, "form_token": "e1"}
    page = client.post(url, sent)
    text = page.content.decode()
    assert page.status_code == 422 and "Paman di rumah" in text and "Bibi di rumah" in text
    assert client.post(url, {**sent, "version": 1, "form_token": "e2"}).status_code == 302


def test_a_session_of_a_group_stands_in_every_childs_file(client, file, at_now):
    case, office = file
    other = make.open_case_for(
        office.worker, office.supervisor, child={"full_name": "Rudi Hartono", "sex": "L", "age": 11}
    )
    sign_in(client, office.worker)
    url = reverse("session_new", args=[case.code])
    assert "R.H." in client.get(url).content.decode()
    sent = {"session": "training", "component": "vocational", "minutes": "0", "text": "Menjahit", "form_token": "s1"}
    wrong = client.post(url, sent)
    assert wrong.status_code == 422 and "Menjahit" in wrong.content.decode()
    good = {**sent, "minutes": "90", "others": [other.code], "form_token": "s2"}
    assert client.post(url, good).status_code == 302
    with scope(office.worker):
        for one in (case, other):
            note = Note.objects.visible_to(office.worker).get(case=one, kind="session")
            assert (note.minutes, note.is_group, note.session) == (90, True, "training")
            assert Case.objects.visible_to(office.worker).get(pk=one.pk).last_contact_at == NOW
        contact = Obligation.objects.visible_to(office.worker).open().filter(case_id=case.pk, kind="case.contact")
        assert contact.exists(), "a session is no contact by the risk rule"


def test_a_backdated_visit_says_when_the_child_was_met(file):
    case, office = file
    day = make.TODAY - timedelta(days=3)
    written(case, office.worker, happened_on=day, happened_time=time(9, 0))
    with scope(office.worker):
        met = Case.objects.visible_to(office.worker).get(pk=case.pk).last_contact_at
    assert met == datetime.combine(day, time(9, 0), tzinfo=office.worker.zone)


def test_the_form_of_an_edit_opens_only_where_it_could_be_saved(client, file, at_now):
    case, office = file
    note = written(case, office.worker)
    url = reverse("note_edit", args=[case.code, note.code])
    sign_in(client, office.supervisor)
    page = client.get(url)
    words = page.content.decode()
    assert page.status_code == 409 and "Catatan hanya dapat diubah penulisnya dalam 24 jam." in words
    assert reverse("note_correct", args=[case.code, note.code]) in words and "<textarea" not in words
    sign_in(client, office.worker)
    assert client.get(url).status_code == 200
