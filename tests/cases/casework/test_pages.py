"""The casework pages through HTTP: they open, they keep what was typed, they cost the same at any size."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.directory.models import Region
from agencies.people.models import User
from cases.casework.models import Case
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from tests.factories import casework as make
from tests.factories import children

pytestmark = pytest.mark.django_db
PAGES = (
    "case", "case_timeline", "case_access", "note_new", "session_new", "task_new", "case_tasks", "phones", "conferences", "conference_new", "risk", "categories", "agreement_record",
    "assessment", "plan", "case_team", "approach", "risk_history",
)  # fmt: skip
SUPERVISOR_PAGES = (
    "case_assign", "case_close", "case_reject", "case_reopen", "case_transfer", "case_offer_agency",
)  # fmt: skip


def sign_in(client, viewer):
    client.force_login(User.objects.get(pk=viewer.user_id))
    return client


def cases() -> list[Case]:
    with system_scope("test"):
        return list(Case.objects.for_system(reason="test").select_related("child"))


@pytest.mark.parametrize("stage", ["access", "planning", "implementation", "aftercare", "done", "rejected"])
def test_every_page_of_a_case_opens_and_a_foreign_one_does_not(client, stage):
    case, office = make.case_at(stage)
    foreign = make.Office()
    for viewer, expected in ((office.worker, 200), (office.supervisor, 200), (foreign.supervisor, 404)):
        sign_in(client, viewer)
        for name in PAGES:
            page = client.get(reverse(name, args=[case.code]))
            assert page.status_code == expected, f"{name} {page.status_code}"
            if expected == 200:
                text = page.content.decode()
                assert "Budi" not in re.search(r"<title>(.*?)</title>", text, re.S)[1]
    for name in SUPERVISOR_PAGES:
        sign_in(client, office.supervisor)
        assert client.get(reverse(name, args=[case.code])).status_code == 200, name
        sign_in(client, office.worker)
        assert client.get(reverse(name, args=[case.code])).status_code == 403, name


def test_a_refused_step_is_a_page_that_says_what_is_missing(client):
    case, office = make.case_at("agreement")
    sign_in(client, office.worker)
    page = client.post(reverse("case_step", args=[case.code, "assess"]))
    assert page.status_code == 409 and "Catat kesepakatan layanan" in page.content.decode()
    assert client.post(reverse("case_step", args=[case.code, "fly"])).status_code == 404


def test_a_visit_in_one_form(client):
    case, office = make.case_at("implementation")
    sign_in(client, office.worker)
    url = reverse("note_new", args=[case.code])
    empty = client.post(url, {"kind": "home_visit", "happened_on": "12 November 2026", "form_token": "n1"})
    assert empty.status_code == 422
    assert "Pilih hasil kontak" in empty.content.decode()
    answers = {
        "kind": "home_visit", "happened_on": "12 November 2026", "outcome": "met", "condition": "same",
        "next_step": "by_rule", "text": "Ibu di rumah", "form_token": "n2",
    }  # fmt: skip
    assert client.post(url, answers).status_code == 302
    text = client.get(reverse("case_timeline", args=[case.code])).content.decode()
    assert "Kunjungan rumah" in text and "Ibu di rumah" in text


@pytest.mark.parametrize("address", ["list", "case", "case_timeline"])
def test_queries_do_not_grow(client, address):
    office = make.Office()
    case = make.open_case_for(office.worker, office.supervisor)
    sign_in(client, office.supervisor)
    url = reverse("cases") if address == "list" else reverse(address, args=[case.code])

    def count() -> int:
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    def grow(number: int) -> None:
        for _ in range(number):
            make.open_case_for(office.worker, office.supervisor)
            with scope(office.worker):
                make.task_for(case, office.worker)
                make.visit(case, office.worker)

    grow(5)
    small = count()
    grow(20)
    assert count() == small


def test_the_database_hides_the_file_from_everybody_else():
    case, office = make.case_at("monitoring")
    with scope(office.worker):
        make.visit(case, office.worker)
        make.task_for(case, office.worker)
    tables = (
        "case",
        "casecategory",
        "report",
        "serviceagreement",
        "note",
        "assessment",
        "assessmentdomain",
        "plan",
        "plangoal",
        "task",
    )

    def seen(table):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM casework_{table}")
            return cursor.fetchone()[0]

    care = children.viewer()
    children.share(case.child, care, level="care", basis="aftercare", case_id=case.pk, person_id=care.user_id)
    foreign = make.Office()
    assert {table: seen(table) for table in tables} == dict.fromkeys(tables, 0)
    with scope(foreign.supervisor):
        assert {table: seen(table) for table in tables} == dict.fromkeys(tables, 0)
    with scope(care):
        assert {table: seen(table) for table in tables} == {**dict.fromkeys(tables, 0), "case": 1}
    with scope(office.worker):
        assert all(seen(table) for table in tables)


def test_each_look_at_the_file_is_recorded(client):
    case, office = make.case_at("planning")
    sign_in(client, office.worker)
    for name in PAGES:
        client.get(reverse(name, args=[case.code]))
    with scope(office.worker):
        reads = Entry.objects.filter(case_id=case.pk, is_read=True, verb="case.read", actor_id=office.worker.user_id)
        assert reads.count() == len(PAGES)


def test_the_timeline_leads_on_without_losing_events_of_one_moment(client):
    case, office = make.case_at("implementation")
    with scope(office.worker):
        for _ in range(30):
            make.visit(case, office.worker)
    sign_in(client, office.worker)
    url, seen = reverse("case_timeline", args=[case.code]) + "?jenis=note.", 0
    while url:
        text = client.get(url).content.decode()
        seen += text.count("Kunjungan rumah dicatat")
        onward = re.search(r'href="(\?[^"]*mulai=[^"]+)"', text)
        url = reverse("case_timeline", args=[case.code]) + onward[1].replace("&amp;", "&") if onward else ""
    assert seen == 30


def test_help_is_asked_and_answered(client):
    case, office = make.case_at("implementation")
    sign_in(client, office.worker)
    assert (
        client.post(
            reverse("help_ask", args=[case.code]), {"text": "Ibu menolak ditemui", "form_token": "h1"}
        ).status_code
        == 302
    )
    sign_in(client, office.supervisor)
    page = reverse("help_answer", args=[case.code])
    assert "Ibu menolak ditemui" in client.get(page).content.decode()
    assert client.post(page, {"text": "Ajak nenek", "form_token": "h2"}).status_code == 302
    again = client.post(page, {"text": "Ajak nenek", "form_token": "h3"})
    assert again.status_code == 422 and "Tidak ada permintaan bantuan" in again.content.decode()


def test_a_task_is_done_undone_and_put_off(client):
    case, office = make.case_at("implementation")
    with scope(office.supervisor):
        task = make.task_for(case, office.supervisor, assigned_to=User.objects.get(pk=office.colleague.user_id))
    sign_in(client, office.colleague)
    page = reverse("task", args=[task.pk])
    assert "Antar akta" in client.get(page).content.decode()
    assert client.get(reverse("case", args=[case.code])).status_code == 404
    late = client.post(
        reverse("task_snooze", args=[task.pk]),
        {"due_on": "1 Januari 2020", "reason": "x", "form_token": "s0", "version": 1},
    )
    assert late.status_code == 422
    answers = {"due_on": "30 Desember 2099", "reason": "Kantor tutup", "form_token": "s1", "version": 1}
    assert client.post(reverse("task_snooze", args=[task.pk]), answers).url == page
    assert client.post(reverse("task_done", args=[task.pk])).url == page
    sign_in(client, office.supervisor)
    assert client.post(reverse("task_undo", args=[task.pk])).url == page
    assert "Belum selesai" in client.get(page).content.decode()
    sign_in(client, make.Office().supervisor)
    assert client.get(page).status_code == 404


def test_a_note_is_corrected_by_another_note(client):
    case, office = make.case_at("implementation")
    with scope(office.worker):
        note = make.visit(case, office.worker)
    sign_in(client, office.worker)
    url = reverse("note_correct", args=[case.code, note.code])
    assert client.post(url, {"text": "Bukan ibu, melainkan bibi", "form_token": "k1"}).status_code == 302
    text = client.get(reverse("case_timeline", args=[case.code])).content.decode()
    assert "Ibu di rumah" in text and "melainkan bibi" in text
    with scope(office.worker), pytest.raises(DatabaseError), transaction.atomic():
        note.text = "lain"
        note.save()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1), ("?tahap=access", 1), ("?tahap=planning", 0), ("?tahap=ditutup", 0), ("?risiko=unrated", 1),
        ("?risiko=high", 0), ("?manajer=belum", 0), ("?manajer=saya", 1), ("?manajer=999999", 0), ("?wilayah=13.71", 1), ("?wilayah=13", 1),
        ("?wilayah=14", 0), ("?tenggat=lewat", 1), ("?tahap=%27%00&wilayah=%27&mulai=x", 0),
    ],
)  # fmt: skip
def test_the_list_is_filtered_by_its_address(client, query, found):
    office = make.Office()
    region = Region.objects.get(code="13.71")
    case = make.open_case_for(office.worker, office.supervisor, region=region)
    sign_in(client, office.worker)
    page = client.get(reverse("cases") + query)
    assert page.status_code == 200
    assert (case.code in page.content.decode()) == bool(found)
