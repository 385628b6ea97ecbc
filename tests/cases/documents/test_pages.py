"""The documents of a case through HTTP: who opens what, headers, words beside the field, and the cost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.documents import services
from cases.documents.models import Document
from cases.sharing.choices import Basis, Level
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from tests.cases.documents.conftest import files
from tests.factories import documents as make
from tests.factories.children import NOW, agency, share, viewer

pytestmark = pytest.mark.django_db
ANSWERS = {**make.ANSWERS, "note": "Asli disimpan ibu", "dated_on": "12-05-2014"}


def upload(received: bytes, name: str = "Budi Santosa.pdf"):
    return SimpleUploadedFile(name, received, content_type="text/html")


def all_rows() -> list[Document]:
    with system_scope("test"):
        return list(Document.objects.for_system(reason="test"))


def test_a_photograph_through_the_form(world, browse):
    browser = browse(world.worker)
    url = reverse("document_new", args=[world.case.code])
    page = browser.get(url).content.decode()
    assert 'enctype="multipart/form-data"' in page and "paling besar 10 MB" in page
    answer = browser.post(url, {**ANSWERS, "file": upload(make.photo(), "../../Budi Santosa.html")})
    assert answer.status_code == 302
    [made] = all_rows()
    assert answer.url == reverse("document", args=[world.case.code, made.code])
    shown = browser.get(answer.url).content.decode()
    assert "Asli disimpan ibu" in shown and f"{made.content_url}?lihat=kecil" in shown and "Budi" not in shown
    listed = browser.get(reverse("case_documents", args=[world.case.code])).content.decode()
    assert made.title in listed and "Budi" not in listed


@pytest.mark.parametrize(
    ("received", "words"),
    [
        (b"MZ\x90\x00" + b"\0" * 300, "tidak diterima"),
        (b"", "kosong"),
        (b"%PDF-1.4\n" + b"0" * (11 * 1024 * 1024), "lebih besar dari 10 MB"),
        (None, "Pilih berkasnya"),
    ],
)
def test_a_wrong_file_is_told_beside_the_field_and_everything_typed_is_kept(world, browse, folder, received, words):
    data = {**ANSWERS, **({} if received is None else {"file": upload(received)})}
    answer = browse(world.worker).post(reverse("document_new", args=[world.case.code]), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    field = text[text.index('id="div_id_file"') : text.index('id="div_id_kind"')]
    assert words in field and "Pilih berkasnya lagi" in field
    assert "Asli disimpan ibu" in text and make.ANSWERS["title"] in text
    assert not all_rows() and not files(folder)


def test_a_form_sent_twice_gives_one_document(world, browse):
    browser, url = browse(world.worker), reverse("document_new", args=[world.case.code])
    received = make.pdf()
    first, again = (
        browser.post(url, {**ANSWERS, "form_token": "t1", "file": upload(received)}) for _ in range(2)
    )  # fmt: skip
    assert first.status_code == again.status_code == 302 and first.url == again.url and len(all_rows()) == 1


HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip


@pytest.mark.parametrize(
    ("received", "asked", "place", "content_type"),
    [
        (make.pdf(), "", "attachment", "application/pdf"),
        (make.pdf(), "?lihat=1", "inline", "application/pdf"),
        (make.photo(), "", "attachment", "image/jpeg"),
        (make.photo("PNG"), "?lihat=kecil", "inline", "image/png"),
        (make.office(), "?lihat=1", "attachment", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)  # fmt: skip
def test_the_content_has_no_power_in_the_readers_browser(world, browse, received, asked, place, content_type):
    made = make.document(world.case, world.worker, received)
    answer = browse(world.worker).get(made.content_url + asked)
    assert answer.status_code == 200 and not answer.streaming
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"] == f'{place}; filename="{made.code}.{made.file_type}"'
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


def test_each_look_at_the_content_is_on_the_record(world, browse):
    made = make.document(world.case, world.worker, make.photo())
    browse(world.supervisor).get(made.content_url)
    with system_scope("test"):
        entry = Entry.objects.get(verb="document.fetched")
    assert entry.is_read and entry.actor_id == world.supervisor.user_id and entry.subject == made.code
    assert entry.child_id == world.case.child_id and entry.case_id == world.case.pk


def test_whoever_may_not_see_it_finds_nothing(world, browse):
    made = make.document(world.case, world.worker, audience="file")
    marked = make.document(world.case, world.worker, audience="care")
    places = [
        reverse("document", args=[world.case.code, made.code]), made.content_url,
        reverse("document_replace", args=[world.case.code, made.code]),
        reverse("document_withdraw", args=[world.case.code, made.code]),
        reverse("document_new", args=[world.case.code]),
    ]  # fmt: skip
    listed = reverse("case_documents", args=[world.case.code])
    for who in (world.stranger, world.office.colleague):
        for place in (*places, marked.content_url, listed):
            assert browse(who).get(place).status_code == 404, place
    browser = browse(world.care)
    for place in places:
        assert browser.get(place).status_code == 404, place
    page = browser.get(listed).content.decode()
    assert marked.code in page and made.code not in page and "Tambah dokumen</a>" not in page.split("section-head")[1]
    assert browser.get(marked.content_url).status_code == 200
    assert browser.get(reverse("document", args=[world.case.code, marked.code])).status_code == 200


def test_a_document_is_found_under_its_own_case_only(world, browse):
    from tests.factories import casework

    other = casework.open_case_for(
        world.worker, world.supervisor, child={"full_name": "Rudi Hartono", "sex": "L", "age": 9}
    )
    made = make.document(world.case, world.worker)
    assert browse(world.worker).get(reverse("document", args=[other.code, made.code])).status_code == 404


def test_a_receiving_desk_opens_what_travels_and_nothing_else(world, browse):
    sent, kept = make.document(world.case, world.worker), make.document(world.case, world.worker)
    with scope(world.worker):
        services.send_along(by=world.worker, now=NOW, case=world.case, codes=[sent.code], basis_ref="R-TEST01")
    desk = viewer("partner_officer", agency(kind="education_office"))
    facts = {"agency_id": desk.agency_id, "owner_agency_id": world.office.agency.pk, "case_id": world.case.pk}
    share(world.case.child, world.worker, level=Level.PACKAGE, basis=Basis.REFERRAL, basis_ref="R-TEST01", **facts)
    browser = browse(desk)
    assert browser.get(sent.content_url).status_code == 200
    with system_scope("test"):
        entry = Entry.objects.get(verb="document.fetched")
    assert entry.actor_id == desk.user_id and entry.child_id == world.case.child_id
    assert browser.get(kept.content_url).status_code == 404
    assert browser.get(reverse("document", args=[world.case.code, sent.code])).status_code in (403, 404)


def test_withdrawn_and_restored_through_the_pages(world, browse):
    made = make.document(world.case, world.worker, make.photo())
    browser, place = browse(world.worker), [world.case.code, made.code]
    url = reverse("document_withdraw", args=place)
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"reason": "other"}).status_code == 422
    assert browser.post(url, {"reason": "wrong_case"}).status_code == 302
    page = browser.get(reverse("document", args=place)).content.decode()
    assert "Bukan untuk kasus ini" in page and "lihat=kecil" not in page and "Unduh" not in page
    answer = browser.get(made.content_url)
    assert answer.status_code == 410 and "sudah ditarik" in answer.content.decode()
    assert browser.post(reverse("document_restore", args=place)).status_code == 302
    assert browser.get(made.content_url).status_code == 200


def test_a_newer_version_through_the_form(world, browse):
    old = make.document(world.case, world.worker)
    browser, url = browse(world.worker), reverse("document_replace", args=[world.case.code, old.code])
    assert old.title in browser.get(url).content.decode()
    answer = browser.post(url, {**ANSWERS, "file": upload(make.pdf())})
    page = browser.get(answer.url).content.decode()
    assert old.code in page
    assert (
        "versi yang lebih baru" in browser.get(reverse("document", args=[world.case.code, old.code])).content.decode()
    )


def test_a_lost_content_is_told(world, browse, folder):
    made = make.document(world.case, world.worker)
    for path in files(folder):
        path.unlink()
    answer = browse(world.worker).get(made.content_url)
    assert answer.status_code == 409 and "Beri tahu admin" in answer.content.decode()


def test_a_list_of_fifty_costs_what_a_list_of_five_does(world, browse):
    browser, url = browse(world.worker), reverse("case_documents", args=[world.case.code])
    browser.get(url)  # what is asked once per process is asked here
    counts = []
    for many in (5, 45):
        for _ in range(many):
            make.document(world.case, world.worker)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
