"""Writing down a new child on a small phone: few taps, with and without scripts, and nothing lost on the way."""

import pytest
from django.contrib.sessions.models import Session

from cases.casework.models import Case, Report
from core.drafts.models import Draft
from core.kernel.scope import system_scope
from tests.journeys import steps
from tests.support.person import Person
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_TAPS = 16
STORY = '  Guru: "lebam di lengan"; ibu bilang jatuh.\nعربي 👧🏽 <b>&amp;</b> 100%  '


class Taps:
    """A finger that is counted; choosing from a list takes two taps, typing none."""

    def __init__(self, person: Person) -> None:
        self.person, self.count = person, 0

    def __getattr__(self, verb: str):
        def act(*args, **kwargs):
            self.count += {"press": 1, "follow": 1, "choose": 1, "pick": 2}.get(verb, 0)
            return getattr(self.person, verb)(*args, **kwargs)

        return act


def rows(model) -> list:
    with system_scope("test"):
        return list(model.objects.for_system(reason="test"))


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_new_child_and_case_in_few_taps(sign_in, javascript):
    rina = Taps(sign_in("rina", javascript=javascript))
    rina.follow("Catat")
    rina.fill("Nama, NIK, atau kode anak", steps.CHILD)
    rina.press("Cari")
    rina.follow("Catat anak baru")
    rina.date("Tanggal lahir", 12, 5, 2014)
    rina.choose("Jenis kelamin", "Laki-laki")
    rina.press("Lanjut")
    rina.pick("Kategori AMPK utama", "Anak korban perlakuan salah dan penelantaran")
    rina.choose("Apakah anak dalam bahaya sekarang?", "Tidak")
    rina.pick("Sumber laporan", "Dinas Sosial")
    rina.fill("Uraian", "Anak tidur di pasar sejak dua pekan.")
    rina.press("Lanjut")
    rina.sees(steps.CHILD, "12 Mei 2014", "Anak tidur di pasar sejak dua pekan.")
    rina.press("Simpan dan buka kasus")
    rina.sees("Kasus dibuka")
    assert rina.count <= MOST_TAPS, rina.count
    [case], [report] = rows(Case), rows(Report)
    assert report.narrative == "Anak tidur di pasar sejak dua pekan." and case.child_id


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_session_that_is_killed_mid_form_loses_no_character(sign_in, javascript):
    rina = sign_in("rina", javascript=javascript)
    rina.go("/asupan/baru/")
    rina.fill("Nama lengkap", steps.CHILD)
    rina.fill("Perkiraan usia (tahun)", "12")
    rina.choose("Jenis kelamin", "Laki-laki")
    rina.press("Lanjut")
    where = rina.path
    Session.objects.all().delete()
    rina.pick("Kategori AMPK utama", "Anak korban perlakuan salah dan penelantaran")
    rina.choose("Apakah anak dalam bahaya sekarang?", "Tidak")
    rina.date("Tanggal kejadian", 3, 11, 2026)
    rina.page.get_by_label("Tahun", exact=True).fill("26x")
    rina.fill("Telepon pelapor", "0812-3456-7890")
    rina.fill("Uraian", STORY)
    typed = answers(rina)
    rina.press("Lanjut")
    rina.sees("Isian Anda tersimpan")
    rina.fill("Surel dinas", rina.email)
    rina.fill("Kata sandi", rina.password)
    rina.press("Masuk")
    assert rina.path == where
    assert answers(rina) == typed
    rina.sees("langkah 3 dari 4")


def answers(person: Person) -> dict:
    """Return every answer that stands in the form, by the name it is sent under."""
    return person.page.evaluate(
        """() => Object.fromEntries([...new FormData(document.querySelector("#isian"))]
             .filter(([name]) => !name.startsWith("_draf") && name !== "csrfmiddlewaretoken"))"""
    )


def test_the_page_saves_while_typing_and_says_when_the_line_is_broken(sign_in):
    rina = sign_in("rina")
    rina.go("/asupan/baru/?mulai=catatan")
    rina.page.get_by_label("Catatan telepon").press_sequentially("Ibu guru menelepon")
    rina.sees("Tersimpan")
    [draft] = rows(Draft)
    assert draft.parts["catatan"]["fields"]["note"] == ["Ibu guru menelepon"]
    rina.page.context.set_offline(True)
    rina.page.get_by_label("Catatan telepon").press_sequentially(", anak lebam")
    rina.sees("Belum tersimpan, sambungan putus")
    rina.page.context.set_offline(False)
    rina.page.get_by_label("Catatan telepon").press_sequentially(".")
    until(lambda: "lebam." in rows(Draft)[0].body, what="saved again")
    rina.faults[:] = [fault for fault in rina.faults if "ERR_INTERNET_DISCONNECTED" not in fault]
    rina.go("/draf/")
    rina.sees("Laporan baru")
