"""From a report to a case: four pages, one draft, one case; a note first; a caller who rings again."""

import re

import pytest
from django.urls import reverse

from agencies.directory.models import Region
from agencies.people.models import User
from cases.casework.models import Case, Report
from cases.children.models import Child
from core.drafts.models import Draft
from core.kernel.encryption import decrypt
from core.kernel.scope import system_scope
from tests.factories import casework as make

pytestmark = pytest.mark.django_db
CHILD = {"full_name": "Budi Santosa", "nik_known": "unknown", "age": "12", "sex": "L"}
EVENT = {
    "category": "violence", "region": "13.71.11", "in_danger": "no", "source": "school",
    "narrative": "Anak bercerita kepada guru", "reporter_contact": "0812-3456-7890",
}  # fmt: skip
NIK = "1471990512140001"


@pytest.fixture
def office():
    return make.Office()


@pytest.fixture
def worker(office, client):
    client.force_login(User.objects.get(pk=office.worker.user_id))
    return client


def rows(model) -> list:
    with system_scope("test"):
        found = model.objects
        return list(found.for_system(reason="test") if hasattr(found, "for_system") else found.all())


def begin(client, page: str = "intake_child", query: str = "") -> str:
    """Return the number of a new intake."""
    answer = client.get(reverse("intake_new") + query)
    assert answer.status_code == 302
    number = re.search(r"/asupan/([0-9a-f-]{36})/", answer.url)[1]
    assert answer.url == reverse(page, args=[number])
    return number


def send(client, page: str, number: str, **answers):
    return client.post(reverse(page, args=[number]), answers)


def leads(answer, page: str, number: str) -> None:
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    assert answer.url == reverse(page, args=[number])


def test_four_pages_make_one_case_however_often_the_last_is_sent(worker, office):
    number = begin(worker)
    assert "langkah 2 dari 4" in worker.get(reverse("intake_child", args=[number])).content.decode()
    leads(send(worker, "intake_child", number, **CHILD), "intake_event", number)
    page = worker.get(reverse("intake_event", args=[number])).content.decode()
    assert "langkah 3 dari 4" in page and "Tersimpan" in page
    leads(send(worker, "intake_event", number, **EVENT), "intake_check", number)
    page = worker.get(reverse("intake_check", args=[number])).content.decode()
    for words in (
        "langkah 4 dari 4", "Budi Santosa", "12", "Laki-laki", "Anak korban kekerasan fisik", "Sekolah",
        "Anak bercerita kepada guru", "+6281234567890", "Belum ditanyakan", "Ubah",
    ):  # fmt: skip
        assert words in page
    assert not rows(Case) and not rows(Child)
    first, again = send(worker, "intake_check", number), send(worker, "intake_check", number)
    [case], [report] = rows(Case), rows(Report)
    leads(first, "intake_done", case.code)
    assert again.url == first.url
    assert case.owner_agency_id == office.agency.pk and case.region_id == "13.71.11" and case.risk == "unrated"
    assert report.narrative == "Anak bercerita kepada guru" and report.reporter_contact == "+6281234567890"
    assert rows(Draft) == []
    # Whoever reloads a page of the finished intake, because the answer got lost, is led to the case.
    for page in ("intake_check", "intake_event", "intake_child", "intake_wizard"):
        assert worker.get(reverse(page, args=[number]), follow=True).redirect_chain[-1][0] == first.url
    assert case.code in worker.get(first.url).content.decode()


def test_a_page_ahead_leads_back_to_the_first_that_misses_an_answer(worker):
    number = begin(worker)
    for page in ("intake_event", "intake_check", "intake_danger", "intake_wizard"):
        leads(worker.get(reverse(page, args=[number])), "intake_child", number)
    send(worker, "intake_child", number, **CHILD)
    for page in ("intake_check", "intake_danger", "intake_wizard"):
        leads(worker.get(reverse(page, args=[number])), "intake_event", number)
    refused = send(worker, "intake_check", number)
    assert refused.status_code == 422 and "Laporan ini belum lengkap" in refused.content.decode()
    assert reverse("intake_event", args=[number]) in refused.content.decode() and not rows(Case)


def test_each_page_says_what_is_missing_and_keeps_what_was_typed(worker):
    number = begin(worker)
    page = send(worker, "intake_child", number, nickname="Buyung", nik="123", nik_known="yes")
    text = page.content.decode()
    assert page.status_code == 422
    for words in (
        "Pilih jenis kelamin anak",
        "Isi tanggal lahir atau perkiraan usia",
        "NIK terdiri atas 16 angka",
        "Buyung",
    ):
        assert words in text
    send(worker, "intake_child", number, **CHILD)
    page = send(worker, "intake_event", number, narrative="Ditemukan di pasar", event_on="1 Januari 2099")
    text = page.content.decode()
    for words in (
        "Pilih kategori AMPK", "Pilih sumber laporan", "Jawab apakah anak dalam bahaya sekarang", "Pilih tempatnya",
        "Tanggal kejadian tidak boleh setelah hari ini", "Ditemukan di pasar",
    ):  # fmt: skip
        assert words in text


def test_going_back_keeps_what_was_typed_also_half_of_it(worker):
    number = begin(worker)
    send(worker, "intake_child", number, **CHILD)
    answer = send(worker, "intake_event", number, narrative="Baru separuh", event_on_0="3x", _ke="kembali")
    leads(answer, "intake_child", number)
    assert "Budi Santosa" in worker.get(answer.url).content.decode()
    page = worker.get(reverse("intake_event", args=[number])).content.decode()
    assert "Baru separuh" in page and 'value="3x"' in page and "error-summary" not in page
    [draft] = rows(Draft)
    assert "Laporan baru" in worker.get(reverse("drafts")).content.decode()
    leads(worker.get(draft.path), "intake_event", number)


def test_words_and_year_of_the_search_are_carried_over(worker):
    worker.post(reverse("intake"), {"text": "Gilang Syahputra", "born_year": "2014"})
    page = worker.get(reverse("intake_child", args=[begin(worker)])).content.decode()
    assert 'value="Gilang Syahputra"' in page and re.search(r'name="age"[^>]*value="1[12]"', page)
    assert "Gilang" not in str(dict(worker.session))
    worker.post(reverse("intake"), {"text": NIK})
    page = worker.get(reverse("intake_child", args=[begin(worker)])).content.decode()
    assert NIK in page and "NIK ini menunjukkan laki-laki" in page


def test_the_nik_offers_what_it_suggests_and_overwrites_nothing(worker):
    number = begin(worker)
    answer = send(worker, "intake_child", number, full_name="Budi", nik=NIK, sex="P", _nik="pakai")
    leads(answer, "intake_child", number)
    form = worker.get(answer.url).context["form"]
    assert [form.data.get(f"born_on_{n}") for n in range(3)] == ["5", "12", "2014"]
    assert form.data["sex"] == "P" and form.data["nik_known"] == "yes"
    send(worker, "intake_child", number, full_name="Budi", nik=NIK, nik_known="yes", sex="P", age="11")
    send(worker, "intake_event", number, **EVENT)
    assert "NIK ini menunjukkan laki-laki" in worker.get(reverse("intake_check", args=[number])).content.decode()


def test_the_place_of_the_last_intake_is_offered(worker, office):
    number = begin(worker)
    send(worker, "intake_child", number, **CHILD)
    assert worker.get(reverse("intake_event", args=[number])).context["form"]["region"].value() == "13.71"
    make.open_case_for(office.worker, region=Region.objects.get(pk="14.71.01"))
    assert worker.get(reverse("intake_event", args=[number])).context["form"]["region"].value() == "14.71"


def test_danger_interrupts_with_numbers_before_anything_else(worker, office):
    number = begin(worker)
    send(worker, "intake_child", number, **CHILD)
    leads(send(worker, "intake_event", number, **{**EVENT, "in_danger": "yes"}), "intake_danger", number)
    leads(worker.get(reverse("intake_check", args=[number])), "intake_danger", number)
    page = worker.get(reverse("intake_danger", args=[number])).content.decode()
    for call in ("112", "110", "129", "119"):
        assert f'href="tel:{call}"' in page
    assert "supervisor Anda" in page and "Budi" not in page
    leads(send(worker, "intake_danger", number, called="yes"), "intake_check", number)
    done = send(worker, "intake_check", number)
    [case] = rows(Case)
    assert done.url == reverse("intake_done", args=[case.code]) and case.risk == "immediate"
    assert "sudah menghubungi" in worker.get(reverse("case_timeline", args=[case.code])).content.decode()


def test_a_note_taken_first_stands_beside_and_becomes_the_narrative(worker):
    number = begin(worker, "intake_note", "?mulai=catatan")
    answer = send(worker, "intake_note", number, note="Ibu guru Yani menelepon: anak kelas 5 lebam")
    assert answer.url == f"{reverse('intake')}?asupan={number}"
    found = worker.post(answer.url, {"text": "Gilang Syahputra"}).content.decode()
    onward = f"{reverse('intake_new')}?asupan={number}"
    assert onward in found
    leads(worker.get(onward), "intake_child", number)
    for page, answers in (("intake_child", CHILD), ("intake_event", {**EVENT, "narrative": ""})):
        assert "anak kelas 5 lebam" in worker.get(reverse(page, args=[number])).content.decode()
        send(worker, page, number, **answers)
    assert "anak kelas 5 lebam" in worker.get(reverse("intake_check", args=[number])).content.decode()
    send(worker, "intake_check", number)
    [report] = rows(Report)
    assert report.narrative == "Ibu guru Yani menelepon: anak kelas 5 lebam"


def test_nobody_else_opens_an_intake_that_is_going_on(worker, office, client):
    number = begin(worker)
    send(worker, "intake_child", number, **CHILD)
    client.force_login(User.objects.get(pk=office.supervisor.user_id))
    assert "Budi" not in client.get(reverse("intake_child", args=[number])).content.decode()
    leads(client.get(reverse("intake_check", args=[number])), "intake_child", number)
    [draft] = rows(Draft)
    assert "Budi" in decrypt_body(draft)


def decrypt_body(draft: Draft) -> str:
    from django.db import connection

    with system_scope("test"), connection.cursor() as cursor:
        cursor.execute("SELECT body FROM drafts_draft WHERE id = %s", [draft.pk])
        stored = cursor.fetchone()[0]
    assert "Budi" not in stored
    return decrypt(stored, column="drafts_draft.body")


def test_a_session_that_ends_on_a_page_loses_nothing(worker, office):
    number = begin(worker)
    send(worker, "intake_child", number, **CHILD)
    address = reverse("intake_event", args=[number])
    mark = worker.get(address).context["drafting"]["mark"]
    worker.session.flush()
    half = {**EVENT, "narrative": "  Sebelum  putus\r\n", "source": ""}
    refused = worker.post(address, {**half, "_draf_tanda": mark})
    assert refused.status_code == 302 and address in refused.url
    worker.force_login(User.objects.get(pk=office.worker.user_id))
    data = worker.get(address).context["form"].data
    assert {name: data[name] for name in half} == half
    assert "Budi Santosa" in worker.get(reverse("intake_child", args=[number])).content.decode()


def test_the_slip_prints_a_code_and_no_name(worker, office):
    case = make.open_case_for(office.worker)
    page = worker.get(reverse("intake_done", args=[case.code])).content.decode()
    slip = re.search(r'<div class="print-only slip">(.*?)</div>', page, re.S)[1]
    assert case.code in slip and "Budi" not in page and "Sebutkan kode ini" in slip
