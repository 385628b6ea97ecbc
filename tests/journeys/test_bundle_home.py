"""The child goes home to Padang: one bundle to three offices, one answered in two clicks, one silent, one too early.

Phones, a real browser for each person, no step by shell; the clock is moved with the demonstration's own button.
"""

import re

import pytest

from agencies.directory.models import Agency, ServiceOffer
from tests.journeys import steps
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NEEDS = ("Kelanjutan pendidikan: PAUD, SD, SMP, Paket A sampai C", "Identitas anak", "Penyaluran kerja atau pelatihan")


@pytest.fixture
def next_best(network):
    """Let a second civil registry serve Padang too, so that silence has somebody to turn to."""
    other = Agency.objects.get(slug="disdukcapil-kab-tanah-datar")
    ServiceOffer.objects.create(agency=other, service="identity_papers", region_id="13.71")
    return other.short_name


def test_a_bundle_home_is_answered_escalated_and_rerouted(sign_in, next_best, timetable):
    rina, yuni = sign_in("rina"), sign_in("yuni")
    case = steps.register(rina)
    steps.assign(yuni, case, "Rina M.")
    steps.agree_to_share(
        rina, case, ("Kelanjutan pendidikan", "Identitas anak", "Penyaluran kerja"),
        ("Dinas Pendidikan", "Disdukcapil", "Dinas Tenaga Kerja"),
    )  # fmt: skip

    # One submit drafts three; the one for work is explained and stays.
    rina.go(f"/kasus/{case}/rujukan/")
    rina.follow("Rujuk dari kebutuhan")
    for need in NEEDS:
        rina.tick(need)
    rina.fill("Alasan", "Anak pulang ke Padang dan meneruskan hidupnya di sana.")
    rina.press("Siapkan rujukan")
    rina.sees("Disdik Padang", "Disdukcapil Padang", "Disnaker Padang", "Pilih jenis pekerjaan atau pelatihan.")
    rina.sees("Kesepakatan" if "Kesepakatan" in rina.page.content() else "Melayani Kota Padang")
    rina.page.locator("summary", has_text="Mulai kapan boleh bekerja?").click()
    rina.sees("Mulai 12 Mei 2027, saat berusia 13 tahun", "UU 13/2003 ps. 69")
    rina.press("Kirim yang dicentang")
    rina.sees("2 rujukan terkirim.", "Sudah dikirim", "Penyaluran kerja atau pelatihan")
    school, papers = (_code_of(rina, words) for words in ("Kembali bersekolah", "Akta kelahiran"))

    # The school office: home page, Terima. Then the outcome; the sender confirms.
    disdik = sign_in("disdik")
    disdik.sees("Diminta: Kembali bersekolah")
    disdik.sees_not("Gilang")
    steps.accept_from_home(disdik)
    disdik.sees("Gilang Syahputra")
    disdik.follow("Catat kontak pertama")
    disdik.choose("Keadaan layanan", "Layanan diterima anak")
    disdik.fill("Hasil", "SDN 05 Percontohan, kelas 5")
    disdik.press("Simpan")
    rina.go(f"/rujukan/{school}/")
    rina.press("Sahkan hasil")
    rina.sees("Hasil disahkan. Rujukan selesai.")

    # The civil registry stays silent: the sender's task, then the supervisor's number, then it lapses.
    steps.move_clock(rina, 7)
    steps.move_clock(rina, 1)
    shown(rina, "/", "Rujukan tidak dijawab")
    steps.move_clock(rina, 30)
    shown(rina, f"/rujukan/{papers}/", "Gugur tanpa jawaban")
    rina.sees("Instansi berikutnya", next_best)

    # One press turns to the next-best agency, which gets the same request.
    rina.press(f"Alihkan ke {next_best}")
    rina.sees("Draf baru disiapkan.", f"ke {next_best}", "Menggantikan")
    rina.press("Kirim")
    rina.sees("Rujukan terkirim.")
    rina.go(f"/rujukan/{papers}/")
    rina.sees("Dilanjutkan dengan rujukan baru")

    # For the next coordination meeting the supervisor has the numbers, without any child.
    yuni.go("/rujukan/ketepatan/")
    yuni.follow("Disdukcapil Padang")
    yuni.sees("Janji ditepati", "0 dari 1", "Lewat janji")
    yuni.sees_not("Gilang", case)


def shown(person, path: str, words: str) -> None:
    """Wait until a page shows what the clock's own work brings."""

    def there() -> bool:
        person.go(path)
        return words in person.text()

    until(there, what=words, pause=0.5)


def _code_of(person, words: str) -> str:
    row = person.page.locator("li.due", has_text=words).first.inner_text()
    return re.search(r"R-[0-9A-Z]+", row).group()
