"""The child's file: what is known only in part is shown in part, the NIK hints, names and siblings are found again."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.directory.models import Region
from agencies.people.models import User
from cases.children import selectors, services
from cases.children.models import Alias, CarePeriod, Child, ImportantPerson
from cases.sharing.choices import Level
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from tests.factories import children as make

pytestmark = pytest.mark.django_db
NIK = "1471991205140001"


@pytest.fixture
def by():
    return make.viewer()


@pytest.fixture
def browser(client, by):
    client.force_login(User.objects.get(pk=by.user_id))
    return client


@pytest.fixture
def child(by):
    return make.child(by)


def row(by, child) -> Child:
    with scope(by):
        return Child.objects.visible_to(by).get(pk=child.pk)


def identity(**more) -> dict:
    return {"full_name": "Budi Santosa", "sex": "L", "version": "1", **more}


@pytest.mark.parametrize(
    ("boxes", "shown", "kept"),
    [
        (("12", "5", "2014"), "12 Mei 2014, 12 th", ("exact", date(2014, 5, 12))),
        (("", "5", "2014"), "Mei 2014, ± 12 th", ("month", date(2014, 5, 31))),
        (("", "Mei", "2014"), "Mei 2014, ± 12 th", ("month", date(2014, 5, 31))),
        (("Mei 2014", "", ""), "Mei 2014, ± 12 th", ("month", date(2014, 5, 31))),
        (("", "", "2014"), "2014, ± 11 th", ("year", date(2014, 12, 31))),
        (("2014", "", ""), "2014, ± 11 th", ("year", date(2014, 12, 31))),
    ],
)
def test_a_birth_known_in_part_is_shown_in_part(browser, by, child, boxes, shown, kept, settings):
    typed = dict(zip(("born_on_0", "born_on_1", "born_on_2"), boxes, strict=True))
    assert browser.post(reverse("child_edit", args=[child.code]), identity(**typed)).status_code == 302
    saved = row(by, child)
    assert (saved.birth_precision, saved.born_on) == kept
    assert saved.birth_words() == shown.split(",")[0]
    assert saved.age_words(date(2026, 11, 12)) == shown.split(", ")[1]
    form = browser.get(reverse("child_edit", args=[child.code])).content.decode()
    assert ('name="born_on_0" id="id_born_on_0" class="form-control w-2" value=' in form) == (kept[0] == "exact")


def test_an_estimated_age_stays_an_estimate_and_a_far_future_is_refused(browser, by, child):
    url = reverse("child_edit", args=[child.code])
    assert browser.post(url, identity(born_on_0="", age="12")).status_code == 302
    saved = row(by, child)
    assert (saved.birth_precision, saved.born_on, saved.age_estimate) == ("estimate", None, 12)
    assert (
        "Tanggal lahir tidak boleh setelah hari ini"
        in browser.post(url, identity(born_on_2="2090", version="2")).content.decode()
    )


def test_a_nik_that_differs_interrupts_and_is_used_only_on_a_press(browser, by, child):
    answer = browser.post(
        reverse("child_edit", args=[child.code]),
        identity(born_on_2="2013", nik_known="yes", nik="1471995205140001"),
    )
    assert answer["Location"] == reverse("child_nik", args=[child.code])
    saved = row(by, child)
    assert (saved.sex, saved.birth_words(), saved.nik) == ("L", "2013", "1471995205140001")
    page = browser.get(answer["Location"]).content.decode()
    assert "Perempuan" in page and "12 Mei 2014" in page and "berbeda" in page and "Kota Pekanbaru" in page
    assert "1471995205140001" not in page
    assert browser.post(answer["Location"], {"version": "1"}).status_code == 409
    assert browser.post(answer["Location"], {"version": "2"}).status_code == 302
    saved = row(by, child)
    assert (saved.sex, saved.born_on, saved.birth_precision) == ("P", date(2014, 5, 12), "exact")


@pytest.mark.parametrize(
    ("nik", "words"),
    [
        # The libraries reject these provinces, or take the child for somebody born in 1915.
        ("6501010101150001", "1 Januari 2015"),
        ("9201015506150002", "15 Juni 2015"),
        ("9601010101150001", "1 Januari 2015"),
        # An old code that is no region today is told, not refused.
        ("1499010101150001", "Riau"),
        ("9999010101150001", "kode 99.99 tidak ada di daftar wilayah sekarang"),
    ],
)
def test_what_libraries_get_wrong_is_only_a_hint_here(browser, by, nik, words):
    made = make.child(by, nik=nik)
    assert words in browser.get(reverse("child_nik", args=[made.code])).content.decode()


def test_an_odd_nik_asks_to_look_again(browser, by):
    made = make.child(by, nik="1471991305140000")
    page = browser.get(reverse("child_nik", args=[made.code])).content.decode()
    assert "tidak wajar" in page and "Pakai data ini" not in page
    assert browser.post(reverse("child_nik", args=[made.code]), {"version": "1"}).status_code == 409


def test_an_alias_is_found_by_search_until_it_is_removed(browser, by, child):
    url = reverse("alias_new", args=[child.code])
    assert "Pilih nama apa ini" in browser.post(url, {"name": "Ucok"}).content.decode()
    assert browser.post(url, {"name": "Ucok Tarigan", "kind": "street"}).status_code == 302
    assert "sudah tercatat" in browser.post(url, {"name": "ucok tarigan", "kind": "street"}).content.decode()
    with scope(by):
        assert [match.child.pk for match in selectors.search(by, "oetjok")] == [child.pk]
        services.change(by=by, now=make.NOW, child=child, version=2, answers={"full_name": "Budi Susanto"})
        assert [match.child.pk for match in selectors.search(by, "ucok tarigan")] == [child.pk]
        alias = Alias.objects.visible_to(by).get()
    assert "Ucok" not in browser.get(child.get_absolute_url()).content.decode()  # masked
    assert browser.post(reverse("alias_remove", args=[child.code, alias.pk])).status_code == 302
    with scope(by):
        assert selectors.search(by, "ucok tarigan") == []
        assert Alias.objects.visible_to(by).get().removed_at


def test_a_paper_keeps_its_number_masked_until_a_recorded_press(browser, by, child):
    url = reverse("child_paper", args=[child.code, "birth_certificate"])
    facts = {"status": "held", "number": "1371-LT-12052014-0001", "dated_0": "1 Juni 2014", "version": "1"}
    assert browser.post(url, facts).status_code == 302
    page = browser.get(child.get_absolute_url()).content.decode()
    assert "•••• 0001" in page and "1371-LT" not in page and "1 Jun 2014" in page
    shown = browser.post(reverse("child_reveal", args=[child.code]), {"what": "number_birth_certificate"})
    assert "1371-LT-12052014-0001" in shown.content.decode()
    with scope(by):
        looked = Entry.objects.get(child_id=child.pk, verb="child.revealed")
        assert looked.detail == {"what": "nomor akta kelahiran"}
    assert browser.post(url, {"status": "pending", "number": "", "version": "1"}).status_code == 422
    assert browser.post(url, {"status": "pending", "number": "-", "version": "2"}).status_code == 302
    assert row(by, child).number_birth_certificate == ""
    assert browser.get(reverse("child_paper", args=[child.code, "paspor"])).status_code == 404


def test_school_and_needs_say_what_does_not_fit(browser, by, child):
    school = reverse("child_school", args=[child.code])
    facts = {"school_status": "enrolled", "dropped_out_on_1": "7", "dropped_out_on_2": "2026", "version": "1"}
    assert "Pilih Putus sekolah" in browser.post(school, facts).content.decode()
    assert browser.post(school, {**facts, "school_npsn": "12"}).content.decode().count("NPSN terdiri atas 8 angka")
    assert browser.post(school, {**facts, "school_status": "dropped", "school_class": "VI"}).status_code == 302
    needs = reverse("child_needs", args=[child.code])
    assert "kosongkan ragamnya" in browser.post(needs, {"disabilities": "hearing", "version": "2"}).content.decode()
    kinds = {"disability": "yes", "disabilities": ["hearing", "speaking"], "languages": "Minang", "version": "2"}
    assert browser.post(needs, kinds).status_code == 302
    page = browser.get(child.get_absolute_url()).content.decode()
    for words in ("Putus sekolah sejak Juli 2026", "kelas VI", "pendengaran, bicara", "Minang"):
        assert words in page


def test_the_address_reaches_the_village_and_stays_hidden(browser, by, child):
    village = Region.objects.filter(level=4, code__startswith="13.71").first() or Region.objects.get(pk="13.71")
    url = reverse("child_address", args=[child.code])
    facts = {"region": village.code, "hamlet": "Jorong Kampuang", "rt_rw": "02/05", "postal_code": "2517"}
    assert "Kode pos terdiri atas 5 angka" in browser.post(url, {**facts, "version": "1"}).content.decode()
    answer = browser.post(url, {**facts, "postal_code": "25171", "address": "Jalan Rekaan 3", "version": "1"})
    assert answer.status_code == 302
    page = browser.get(child.get_absolute_url()).content.decode()
    assert village.full_name in page and "25171" in page and "Kampuang" not in page and "Rekaan" not in page
    shown = browser.post(reverse("child_reveal", args=[child.code]), {"what": "address"}).content.decode()
    assert "Jalan Rekaan 3, Jorong Kampuang, RT/RW 02/05" in shown


def test_what_is_still_to_be_asked_is_a_list_of_links(browser, by, child):
    page = browser.get(child.get_absolute_url()).content.decode()
    asked = page.split('id="tanya"')[1].split("</section>")[0]
    assert "Ditanyakan pada pertemuan berikut (8)" in page and "Ibu kandung" in asked and "Nama lengkap" not in asked
    with scope(by):
        services.change(by=by, now=make.NOW, child=child, version=1, answers={"mother_name": "Siti Aminah"})
    assert "berikut (7)" in browser.get(child.get_absolute_url()).content.decode()


def test_siblings_are_linked_in_both_files_and_only_where_both_are_seen(browser, client, by, child):
    other = make.child(by, full_name="Ani Santosa", sex="P")
    foreign = make.child(make.viewer())
    url = reverse("sibling_link", args=[child.code])
    assert "tidak ada di antara data Anda" in browser.post(url, {"code": foreign.code}).content.decode()
    assert "Pilih anak yang lain" in browser.post(url, {"code": child.code}).content.decode()
    assert "Periksa kodenya" in browser.post(url, {"code": "apa saja"}).content.decode()
    for _ in range(2):
        assert browser.post(url, {"code": other.code}).status_code == 302
    for here, there in ((child, other), (other, child)):
        assert there.code in browser.get(reverse("child_family", args=[here.code])).content.decode()
    with scope(by):
        assert ImportantPerson.objects.visible_to(by).count() == 2
    # Somebody who sees one of them sees a person there, without the other file's code.
    half = make.viewer()
    make.share(child, half, person_id=half.user_id, level=Level.FULL)
    client.force_login(User.objects.get(pk=half.user_id))
    page = client.get(reverse("child_family", args=[child.code])).content.decode()
    assert "Saudara kandung" in page and other.code not in page and "A.S." in page
    client.force_login(User.objects.get(pk=by.user_id))
    with scope(by):
        person = ImportantPerson.objects.visible_to(by).get(child=child)
    assert client.post(reverse("sibling_unlink", args=[child.code, person.pk])).status_code == 302
    with scope(by):
        assert not ImportantPerson.objects.visible_to(by).exclude(linked_child=None).exists()


def test_the_family_is_a_table_and_the_same_in_a_drawing(browser, by, child):
    make.person(child, by, relation="mother", name="Siti Aminah", is_guardian=True, lives_with="yes")
    make.person(
        child, by, relation="father", name="Hendra Putra", safe_to_contact="unsafe", reason="Mengancam", life="alive"
    )
    make.person(child, by, relation="grandparent", name="Rosna Dewi", sex="P", life="died", occupation="Petani")
    make.person(child, by, relation="teacher", name="Guru Kelas")
    page = browser.get(reverse("child_family", args=[child.code])).content.decode()
    table, drawing = page.split("<svg", 2)[0], page[page.index('class="chart genogram"') :]
    assert page.index("<table") < page.index('class="chart genogram"')
    for words in ("S.A.", "H.P.", "R.D.", "G.K."):
        assert words in drawing and words in page[: page.index('class="chart genogram"')]
    assert "Tidak aman" in drawing and "Mengancam" in page and "meninggal" in drawing and "Petani" in page
    assert drawing.count("<circle") == 2 and drawing.count("<rect") == 2 and drawing.count("<polygon") == 1
    assert "style=" not in page and "<script>" not in page and "Siti" not in page
    assert table


def test_who_cared_when_is_kept_in_order_and_two_editors_are_told(browser, by, child):
    person = make.person(child, by, relation="grandparent", name="Rosna Dewi")
    url = reverse("care_new", args=[child.code])
    facts = {"person": str(person.pk), "since_1": "5", "since_2": "2024", "until_1": "3", "until_2": "2024"}
    assert "mendahului" in browser.post(url, facts).content.decode()
    assert browser.post(url, {**facts, "until_2": "2025"}).status_code == 302
    page = browser.get(reverse("child_family", args=[child.code])).content.decode()
    assert "Mei 2024" in page and "Maret 2025" in page
    with scope(by):
        period = CarePeriod.objects.visible_to(by).get()
    edit = reverse("care_edit", args=[child.code, period.pk])
    assert browser.post(edit, {**facts, "until_1": "", "until_2": "", "version": "1"}).status_code == 302
    late = browser.post(edit, {**facts, "until_2": "2026", "note": "Pindah", "version": "1"})
    assert late.status_code == 422 and "Pindah" in late.content.decode()
    with scope(by):
        assert CarePeriod.objects.visible_to(by).get().until is None


def test_the_family_page_costs_the_same_with_5_and_50_people(browser, by):
    few, many = make.child(by), make.child(by)
    for made, number in ((few, 5), (many, 50)):
        for place in range(number):
            person = make.person(made, by, name=f"Kerabat {place}", relation="relative")
            with scope(by):
                services.record_care(by=by, now=make.NOW, child=made, person=person, since=date(2024, 1, 1), until=None)
    counts = []
    for made in (few, few, many):
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(reverse("child_family", args=[made.code])).status_code == 200
        counts.append(len(caught))
    assert counts[1] == counts[2]


def test_rows_of_a_child_stand_behind_the_second_wall(by, child):
    stranger = make.viewer()
    with scope(by):
        services.add_alias(by=by, now=make.NOW, child=child, name="Ucok", kind="street")
        person = services.add_person(
            by=by, now=make.NOW, child=child, answers={"name": "Siti", "relation": "mother", "occupation": "Petani"}
        )
        services.record_care(by=by, now=make.NOW, child=child, person=person, since=date(2024, 1, 1), until=None)
    for table in ("children_alias", "children_careperiod"):
        seen = []
        for entered in (scope(by), scope(stranger), system_scope("test")):
            with entered, connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                seen.append(cursor.fetchone()[0])
        assert seen == [1, 0, 1], table
    with system_scope("test"), connection.cursor() as cursor:
        cursor.execute("SELECT occupation FROM children_importantperson")
        assert "Petani" not in cursor.fetchone()[0]
