"""The case's page: what the next stage needs, what happened, and which pages open to whom."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.people.models import User
from agencies.people.roles import Role
from cases.casework import services, timeline
from cases.casework.models import Note
from cases.sharing import services as sharing
from cases.sharing.choices import Basis, Level
from core.kernel.scope import scope
from tests.factories import casework as make
from tests.factories import children, consents

pytestmark = pytest.mark.django_db


def page(client, viewer, name, case, query=""):
    client.force_login(User.objects.get(pk=viewer.user_id))
    return client.get(reverse(name, args=[case.code]) + query)


@pytest.mark.parametrize(
    ("stage", "target", "met", "missing"),
    [
        ("access", "Kesepakatan", ["manajer kasus", "kategori utama"], ""),
        ("agreement", "Asesmen", [], "Catat kesepakatan layanan"),
        ("assessment", "Perencanaan", ["manajer kasus", "kesepakatan layanan"], "Selesaikan asesmen"),
        ("planning", "Implementasi", [], "Minta persetujuan rencana versi terbaru"),
        ("implementation", "Monitoring", ["rencana disetujui supervisor"], ""),
        ("monitoring", "Pascalayanan", [], "Isi alasan, serah terima, dan rencana pascalayanan"),
    ],
)
def test_the_checklist_says_what_is_there_and_links_to_what_is_not(client, stage, target, met, missing):
    case, office = make.case_at(stage)
    text = page(client, office.worker, "case", case).content.decode()
    assert f"Untuk lanjut ke {target}" in text
    for words in met:
        assert re.search(rf'is-done">.*?{words}', text, re.S)
    assert bool(missing) == ("kurang:" in text)
    if missing:
        assert re.search(rf'<a href="/kasus/{case.code}/[^"]+">{missing}</a>', text)


def test_a_closed_case_has_no_checklist_and_shows_both_dates(client):
    case, office = make.case_at("done")
    text = page(client, office.supervisor, "case", case).content.decode()
    assert "Untuk lanjut ke" not in text
    assert "layanan berakhir" in text and "kasus ditutup" in text
    client.force_login(User.objects.get(pk=office.supervisor.user_id))
    rows = client.get(reverse("cases") + "?tahap=ditutup").content.decode()
    assert "layanan berakhir" in rows and "kasus ditutup" in rows


def test_the_timeline_is_grouped_narrowed_and_paged(client):
    case, office = make.case_at("implementation")
    with scope(office.worker):
        for day in range(25):
            services.write_note(
                by=office.worker, now=make.NOW + timedelta(days=day), case=case,
                answers={"kind": "note", "happened_on": make.TODAY, "text": f"Catatan hari {day}."},
            )  # fmt: skip
    first = page(client, office.worker, "case_timeline", case).content.decode()
    assert first.count('class="what"') == timeline.SIZE and "Halaman berikutnya" in first
    assert "Catatan hari 24." in first and "Catatan hari 3." not in first
    assert "Desember 2026" in first and "November 2026" in first
    older = client.get(re.search(r'href="(\?[^"]+)">Halaman berikutnya', first)[1].replace("&amp;", "&"))
    assert older.status_code in (200, 404)
    notes = page(client, office.worker, "case_timeline", case, "?jenis=catatan").content.decode()
    assert "Kasus dibuka" not in notes and "Catatan dicatat" in notes
    boss = page(client, office.worker, "case_timeline", case, f"?oleh={office.supervisor.user_id}").content.decode()
    assert "Rencana versi 1 disetujui" in boss and "Catatan hari" not in boss
    nonsense = page(client, office.worker, "case_timeline", case, "?oleh=999999&jenis=xx&mulai=zz")
    assert nonsense.status_code == 200 and "Catatan hari 24." in nonsense.content.decode()


def test_a_correction_stands_beside_the_old_words(client):
    case, office = make.case_at("implementation")
    with scope(office.worker):
        note = make.visit(case, office.worker, text="Bertemu ayah")
        services.correct_note(
            by=office.worker, now=make.NOW + timedelta(hours=1), wrong=note, text="Bertemu paman, bukan ayah"
        )
    text = page(client, office.worker, "case_timeline", case).content.decode()
    assert text.count("Bertemu paman, bukan ayah") == 2 and "Bertemu ayah" in text
    assert f'Koreksi untuk catatan <span class="code">{note.code}' in text


def test_an_event_that_is_only_a_date_shows_no_midnight():
    case, office = make.case_at("access")
    midnight = make.NOW.astimezone(office.worker.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    with scope(office.worker):
        services.write_note(
            by=office.worker, now=midnight, case=case,
            answers={"kind": "note", "happened_on": make.TODAY, "text": "Tanpa jam"},
        )  # fmt: skip
        found = timeline.timeline_of(case, office.worker, kind="catatan").events
    assert [event.date_only for event in found] == [True]
    assert found[0].note.text == "Tanpa jam"


def test_only_pages_that_open_are_offered(client):
    case, _office = make.case_at("implementation")
    other = make.Office()
    keeper = children.viewer(Role.WORKER, other.agency)
    with scope(_office.supervisor):
        sharing.grant(
            case_id=case.pk, child_id=case.child_id, owner_agency_id=_office.agency.pk, agency_id=other.agency.pk,
            person_id=keeper.user_id, level=Level.CARE, basis=Basis.AFTERCARE, by=_office.supervisor, now=make.NOW,
        )  # fmt: skip
    text = page(client, keeper, "case", case).content.decode()
    nav = re.search(r'<nav class="subnav".*?</nav>', text, re.S)[0]
    addresses = re.findall(r'href="([^"]+)"', nav)
    assert addresses and all(client.get(one).status_code == 200 for one in addresses)
    assert reverse("case_timeline", args=[case.code]) not in addresses
    nav = re.search(r'<nav class="subnav".*?</nav>', page(client, _office.worker, "case", case).content.decode(), re.S)
    addresses = re.findall(r'href="([^"]+)"', nav[0])
    assert reverse("case_timeline", args=[case.code]) in addresses
    assert all(client.get(one).status_code == 200 for one in addresses)
    assert Note.objects.visible_to(keeper).count() == 0


def test_six_entries_and_who_may_see_it_one_step_below_the_overview(client):
    case, office = make.case_at("implementation")
    text = page(client, office.worker, "case", case).content.decode()
    nav = re.search(r'<nav class="subnav".*?</nav>', text, re.S)[0]
    assert re.findall(r">([^<]+)</a>", nav) == ["Ikhtisar", "Linimasa", "Asesmen", "Rencana", "Rujukan", "Dokumen"]
    section = re.search(r'<section class="no-print" aria-labelledby="akses">.*?</section>', text, re.S)[0]
    assert re.findall(r">([^<]+)</a>", section) == ["Persetujuan", "Siapa dapat melihat", "Siapa sudah melihat"]
    addresses = re.findall(r'href="([^"]+)"', section)
    assert [client.get(one).status_code for one in addresses] == [200, 200, 200]
    # From one of them to the others, with the overview shown as the place one stands below.
    below = client.get(addresses[0]).content.decode()
    assert all(f'href="{one}"' in below for one in addresses)
    assert re.search(r'aria-current="true">Ikhtisar</a>', below)


def test_tasks_hang_below_the_overview_even_when_there_are_none(client):
    case, office = make.case_at("implementation")
    text = page(client, office.worker, "case", case).content.decode()
    assert "Tidak ada tugas yang menunggu." in text and reverse("task_new", args=[case.code]) in text
    assert reverse("case_tasks", args=[case.code]) in text


def test_a_wide_basis_is_told_in_a_line_and_its_page_lists_everything(client):
    case, office = make.case_at("implementation")
    consents.consent(case, office.worker)
    client.force_login(User.objects.get(pk=office.worker.user_id))
    page_of_list = client.get(reverse("case_consents", args=[case.code])).content.decode()
    assert re.search(r"untuk [^;]+; [^;]+; dan [0-9]+ lainnya", page_of_list)
    address = re.search(r'href="(/kasus/[^"]+/persetujuan/[0-9a-f-]{36}/)"', page_of_list)[1]
    told = client.get(address).content.decode()
    assert "lainnya" not in told and told.count('<ul class="short-list">') == 3


def test_what_is_done_every_week_stands_first_among_the_actions(client):
    case, office = make.case_at("implementation")
    text = page(client, office.worker, "case", case).content.decode()
    menu = re.search(r'<details class="menu">.*?</details>', text, re.S)[0]
    words = re.findall(r">([^<>]+)</(?:a|button)>", menu)
    assert words[0] == "Catat kunjungan"
    assert words.index("Minta bantuan supervisor") < words.index("Lanjut ke monitoring")
