"""The main job: a child is logged at the Balai, served, referred home to Padang, and not forgotten afterwards.

Five people in five browsers on phones, real web server, real worker and beat; no step by shell.
"""

import re

import pytest

from ampk.demo.accounts import DOMAIN
from tests.journeys import steps
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_from_the_first_report_to_the_reminder_of_a_visit(sign_in, timetable):
    rina, yuni = sign_in("rina"), sign_in("yuni")

    # The Balai takes the child in and works with it.
    case = steps.register(rina)
    steps.assign(yuni, case, "Rina M.")
    steps.agree_and_assess(rina, case)
    steps.plan(rina, case, "Rina M.")
    steps.approve(yuni, case)
    rina.go(f"/kasus/{case}/")
    rina.act("Mulai implementasi")

    # The child goes home to Padang, where each office has its part; the family agrees to that first.
    steps.agree_to_share(
        rina, case, ("Kelanjutan pendidikan", "Identitas anak", "Pascalayanan"),
        ("Dinas Pendidikan", "Disdukcapil", "Dinas Sosial"),
    )  # fmt: skip
    school = steps.refer(
        rina, case, "Kelanjutan pendidikan: PAUD, SD, SMP, Paket A sampai C", "Disdik Padang",
        ask="Kembali bersekolah", reason="Terakhir kelas 5; perlu kursi di dekat rumah.",
    )  # fmt: skip
    papers = steps.refer(
        rina, case, "Identitas anak", "Disdukcapil Padang", ask="Akta kelahiran", reason="Belum punya akta.",
    )  # fmt: skip
    episode = steps.end_service(rina, case, "Dinas Sosial Kota Padang", "Sari W.")

    # The school office: two clicks from its first page, then the outcome.
    disdik = sign_in("disdik")
    disdik.sees("Diminta: Kembali bersekolah", "Balai Anak Rumbai")
    disdik.sees_not("Gilang", "Nurhayati", "penelantaran")
    steps.accept_from_home(disdik)
    disdik.sees("Gilang Syahputra")
    disdik.sees_not("penelantaran", "tidur di pasar")
    disdik.follow("Catat kontak pertama")
    disdik.choose("Keadaan layanan", "Layanan berjalan")
    disdik.press("Simpan")
    disdik.follow("Lapor perkembangan")
    disdik.choose("Keadaan layanan", "Layanan diterima anak")
    disdik.fill("Hasil", "SDN 05 Percontohan, kelas 5, mulai 16 November")
    disdik.press("Simpan")
    disdik.sees("Menunggu pengirim mengesahkan hasil.")

    # The civil registry asks first, and takes it on when it is answered.
    dukcapil = sign_in("dukcapil")
    dukcapil.sees("Diminta: Akta kelahiran")
    dukcapil.unfold("Tanya dulu…")
    dukcapil.fill("Pertanyaan Anda", "Apakah ada surat keterangan lahir?")
    dukcapil.press("Kirim pertanyaan")
    dukcapil.sees("Hitungan hari berhenti")
    rina.go(f"/rujukan/{papers}/")
    rina.follow("Jawab pertanyaan")
    rina.fill("Jawaban Anda", "Ada, dari puskesmas.")
    rina.press("Kirim jawaban")
    steps.accept_from_home(dukcapil)

    # The sender confirms, and the school office may no longer read the child's data.
    rina.go(f"/rujukan/{school}/")
    rina.press("Sahkan hasil")
    rina.sees("Hasil disahkan. Rujukan selesai.")
    disdik.go(f"/rujukan/{school}/")
    disdik.sees("Data anak tidak lagi tersedia")
    disdik.sees_not("Gilang")

    # Padang owns the after-care; a month later the visit is due, and the worker and beat that run say so.
    sari = sign_in("sari")
    sari.go(f"/pascalayanan/{episode}/")
    sari.sees("Sari W., Dinsos Padang", "10 Des 2026")
    mailed(timetable, "sari", "2026-11-10")
    steps.move_clock(sari, 30)
    reminded(sari, "Jatuh tempo hari ini", episode)
    mailed(timetable, "sari", "2026-12-10")
    sari.go("/")
    sari.sees("Kunjungan pascalayanan")
    steps.move_clock(sari, 7)
    reminded(sari, "Terlambat", episode)
    mailed(timetable, "sari", "2026-12-17")
    sari.go("/")
    sari.sees("1 Terlambat")
    sari.go("/pemberitahuan/")

    # The reminder leads to the form of the visit; recording it ends what was late.
    sari.press(f"Buka Terlambat {episode}")
    sari.sees("Catat kunjungan", episode)
    sari.choose("Hasil kontak", "Bertemu anak")
    sari.choose("Kondisi anak", "Membaik")
    sari.choose_first("Langkah berikut")
    sari.press("Simpan kunjungan")
    sari.sees("Kunjungan dicatat.", "Bertemu anak; membaik")
    sari.go("/")
    sari.sees("0 Terlambat", "Berikutnya: Rab, 10 Feb 2027")


def reminded(person, words: str, code: str) -> None:
    """Wait until the notices page shows a reminder, once."""
    pattern = re.compile(rf"{words}.*?{code}", re.S)

    def shown() -> int:
        person.go("/pemberitahuan/")
        items = person.page.locator("li.due").all_inner_texts()
        return sum(bool(pattern.match(item)) for item in items)

    assert until(shown, what=f"{words} {code}", pause=0.5) == 1


def mailed(server, login: str, day: str) -> None:
    """Wait for somebody's digest of a day; no mail says anything about a child or a case."""
    address = f"{login}@{DOMAIN}"

    def found() -> list:
        return [mail for mail in server.mails() if mail["To"] == address and f".{day}@" in mail["Message-ID"]]

    mails = until(found, what=f"mail of {day} to {login}")
    assert len(mails) == 1
    body = mails[0].get_payload(decode=True).decode()
    assert "pemberitahuan menunggu Anda" in body and server.url in body
    for mail in server.mails():
        said = mail.as_string() + mail.get_payload(decode=True).decode()
        assert not re.search("Gilang|Syahputra|Nurhayati|penelantaran|pascalayanan|kunjungan|K-[0-9A-Z]{5}", said, re.I)


def test_a_child_is_registered_without_javascript(sign_in):
    rina = sign_in("rina", javascript=False)
    case = steps.register(rina, javascript=False)
    rina.go("/kasus/")
    rina.sees(case)
