"""The letters of a case through HTTP: from the choice to the numbered PDF, headers, words beside the field, the record."""

import re

import pytest
from django.urls import reverse

from cases.documents.models import Letter
from cases.documents.services import letters
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from tests.factories import letters as make
from tests.factories.children import NOW

pytestmark = pytest.mark.django_db


def only_letter() -> Letter:
    with system_scope("test"):
        return Letter.objects.for_system(reason="test").select_related("case").get()


def at(name: str, letter: Letter) -> str:
    return reverse(name, args=[letter.case.code, letter.code])


def fields(page: str) -> dict[str, str]:
    """Return what a page's form would send as it stands."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "radio" not in tag:
            found[name[1]] = value[1] if value else ""
    found |= dict(re.findall(r'<textarea name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', page))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_from_the_choice_to_the_numbered_letter(world, browse):
    browser = browse(world.worker)
    new = reverse("letter_new", args=[world.case.code])
    assert "Laporan sosial" in browser.get(new).content.decode()
    answer = browser.post(new, {"letter": "progress_report"})
    letter = only_letter()
    assert answer.url == at("letter_edit", letter)
    sent = fields(browser.get(answer.url).content.decode())
    assert sent["signer_title"] == "Pekerja Sosial"
    answer = browser.post(answer.url, {**sent, "next": "Daftar ulang bulan depan"})
    assert answer.status_code == 302 and answer.url == at("letter", letter)
    page = browser.get(answer.url).content.decode()
    assert "Draf" in page and f"{letter.content_url}?halaman=1" not in page, "the first page names the child"
    picture = browser.get(f"{letter.content_url}?halaman=1")
    assert picture.headers["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    draft = browser.get(letter.content_url)
    assert "belum bernomor" in make.pages(draft.content)[0]
    page = browser.get(at("letter_number", letter)).content.decode()
    answer = browser.post(at("letter_number", letter), fields(page))
    assert answer.status_code == 302
    letter = only_letter()
    assert letter.number == "001/LP/XI/2026"
    file = browser.get(letter.content_url)
    assert file.headers["Content-Disposition"] == f'attachment; filename="{letter.code}.pdf"'
    assert file.headers["Content-Security-Policy"].startswith("sandbox") and file.headers["Cache-Control"] == "no-store"
    assert "Daftar ulang bulan depan" in " ".join(make.pages(file.content))
    assert browser.get(letter.content_url).content == file.content, "rendered once"
    listed = browser.get(reverse("case_letters", args=[world.case.code])).content.decode()
    assert letter.number in listed and "Budi" not in listed
    with scope(world.worker):
        read = Entry.objects.filter(verb="letter.fetched", subject=letter.code, actor_id=world.worker.user_id)
        assert read.count() == 4 and read.first().child_id == world.case.child_id


def test_words_beside_the_field(world, browse):
    letter = make.write(world.worker, world.case, "progress_report", now=NOW)
    browser = browse(world.worker)
    page = browser.get(at("letter_edit", letter)).content.decode()
    answer = browser.post(at("letter_edit", letter), {**fields(page), "place": "x" * 300})
    assert answer.status_code == 422 and "paling banyak 100 huruf" in answer.content.decode()
    shown = browser.get(at("letter", letter)).content.decode()
    assert "Sebelum diberi nomor, isi dahulu: Rencana periode berikutnya" in shown
    answer = browser.post(at("letter_number", letter), {"dated_on_0": "10", "dated_on_1": "11", "dated_on_2": "2026"})
    assert answer.status_code == 422 and "Isi dahulu bagian" in answer.content.decode()


def test_a_second_editor_sees_the_others_words(world, browse):
    letter = make.write(world.worker, world.case, "progress_report", now=NOW)
    browser = browse(world.worker)
    sent = fields(browser.get(at("letter_edit", letter)).content.decode())
    with scope(world.supervisor):
        letters.change(by=world.supervisor, now=NOW, letter=letter, version=1, answers={"next": "Dari supervisor"})
    answer = browser.post(at("letter_edit", letter), {**sent, "next": "Dari pekerja"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Dari supervisor" in page and "Dari pekerja" in page


def test_strangers_and_after_care_find_no_letter(world, browse):
    letter = make.write(world.worker, world.case, "progress_report", now=NOW)
    for who in (world.stranger, world.care):
        browser = browse(who)
        assert browser.get(at("letter", letter)).status_code == 404
        assert browser.get(letter.content_url).status_code == 404
    assert browse(world.care).get(reverse("letter_new", args=[world.case.code])).status_code == 200


def test_the_pattern_of_the_office(world, browse):
    browser = browse(world.supervisor)
    url = reverse("letter_pattern")
    page = browser.get(url).content.decode()
    assert "001/SR/XI/2026" in page
    assert browser.post(url, {**fields(page), "pattern": "{kode}"}).status_code == 422
    assert browser.post(url, {**fields(page), "pattern": "KS/{urut}/{tahun}"}).status_code == 302
    assert "KS/001/2026" in browser.get(url).content.decode()
