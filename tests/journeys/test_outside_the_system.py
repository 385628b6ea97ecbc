"""Those without an account: a home that answers by phone, a school that answers through a link, police who refer a child.

Small phones; the school's has never seen the product and carries no session.
"""

from datetime import timedelta

import pytest

from core.kernel.clock import WIB
from tests.factories import casework, consents, documents
from tests.factories.casework import NOW
from tests.support.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CALLED = (NOW + timedelta(hours=19, minutes=4)).astimezone(WIB)
CHILD = "Budi Santosa"


def called(worker: Person, officer: str) -> None:
    """Say that it was said on the phone, by whom and when."""
    worker.choose("Lewat apa?", "Telepon")
    worker.fill("Nama petugas instansi itu", officer)
    worker.date("Tanggal telepon", CALLED.day, CALLED.month, CALLED.year)
    worker.fill("Jam telepon", f"{CALLED:%H.%M}")


def prepare(worker: Person, case: str, need: str) -> None:
    """Go from the case to the form of a referral."""
    worker.go(f"/kasus/{case}/")
    worker.tab("Rujukan")
    worker.follow("Buat rujukan")
    worker.follow(need)


def test_by_phone_through_a_link_and_from_the_police(sign_in, balai, server, new_page):
    case, _office = casework.case_at("implementation", balai)
    consents.consent(case, balai.worker, now=NOW)
    rina = sign_in("rina")

    # LPKS is called and takes the child on; until it says so itself, it counts as unverified and opens nothing.
    prepare(rina, case.code, "Tempat sementara")
    rina.choose("Instansi tujuan", "Instansi lain, pilih di bawah")
    rina.pick("Instansi lain", "LPKS Lubuk Minturun")
    rina.fill("Alasan", "Perlu tempat sampai wali datang.")
    rina.press("Lihat pratinjau")
    rina.follow("Kirim lewat surat atau telepon")
    called(rina, "Hendri Tanjung")
    rina.press("Kirim rujukan")
    rina.sees("Lewat telepon", "Hitungan hari jawab berjalan.")
    rina.follow("Catat jawaban lewat surat atau telepon")
    rina.choose("Jawaban instansi", "Diterima")
    called(rina, "Hendri Tanjung")
    rina.press("Catat jawaban")
    rina.sees("Jawaban ini baru dikatakan lewat telepon: belum terverifikasi.", "Dicatat Rina M.")
    shelter = rina.code("R")
    lpks = sign_in("lpks")
    lpks.go(f"/rujukan/{shelter}/")
    lpks.sees_not("Santosa")
    lpks.press("Benar, kami menerima")
    lpks.sees(CHILD)

    # A school outside the network is written down once; link and code reach it on two ways.
    prepare(rina, case.code, "Kelanjutan pendidikan: PAUD, SD, SMP, Paket A sampai C")
    rina.follow("Instansinya belum ada? Catat instansi di luar jejaring")
    rina.fill("Nama lengkap instansi", "SD Negeri 12 Koto Tangah")
    rina.pick("Jenis instansi", "Sekolah")
    rina.pick("Provinsi", "Sumatera Barat")
    rina.pick("Kabupaten/kota", "Kota Padang")
    rina.fill("Telepon kantor", "0751-123456")
    rina.press("Simpan instansi")
    rina.sees("SD Negeri 12 Koto Tangah (di luar jejaring)")
    rina.choose("Yang diminta", "Kembali bersekolah")
    rina.fill("Alasan", "Perlu kursi di dekat rumah.")
    rina.press("Lihat pratinjau")
    rina.follow("Kirim lewat tautan sekali pakai")
    rina.fill("Nama petugas instansi itu", "Yanti Oktavia")
    rina.press("Buat tautan")
    rina.sees("hanya tampil sekali")
    address = rina.page.locator("#alamat").input_value()
    code = rina.page.locator("strong.code").inner_text()
    rina.follow("Sudah, kembali ke rujukan")
    rina.sees("Lewat tautan sekali pakai", "belum dibuka")
    school = Person(new_page(360), server.url, "", "")
    school.go(address.removeprefix(server.url))
    school.sees("Masukkan kode")
    school.fill("Kode dari telepon", code)
    school.press("Buka")
    school.sees("Diminta: Kembali bersekolah", "Balai Anak Rumbai", "Yanti Oktavia")
    school.sees_not("Santosa", "Budi")
    school.press("Terima")
    school.sees(CHILD)
    school.choose("Keadaan layanan", "Layanan diterima anak")
    school.fill("Hasil", "Kelas 6, mulai 16 November")
    school.press("Simpan")
    school.sees("Menunggu pengirim mengesahkan hasil.")
    assert school.faults == []
    rina.go(rina.path)
    rina.sees("Yanti Oktavia, SD Negeri 12 Koto Tangah", "Kelas 6, mulai 16 November")
    rina.press("Sahkan hasil")
    rina.sees("Hasil disahkan.")

    # The police ask for a social report; the child is taken on, and they hear that and no more.
    polres = sign_in("polres")
    polres.follow("Permintaan antarinstansi: rujuk anak ke balai atau dinas")
    polres.follow("Rujuk anak")
    polres.pick("Instansi tujuan", "Balai Anak Rumbai")
    polres.choose("Yang diminta", "Laporan sosial untuk penyidikan")
    polres.fill("Nama anak", "Raka Ananda")
    polres.fill("Perkiraan usia (tahun)", "15")
    polres.choose("Jenis kelamin", "Laki-laki")
    polres.fill("Apa yang terjadi dan apa yang diminta", "Diduga mengambil sepeda; diminta laporan sosial.")
    paper = {"name": "kronologi.pdf", "mimeType": "application/pdf", "buffer": documents.pdf()}
    polres.page.get_by_label("Kronologi").set_input_files(paper)
    polres.press("Kirim permintaan")
    polres.sees("Permintaan terkirim.", "Menunggu jawaban")
    request = polres.path
    asupan = sign_in("asupan")
    asupan.follow("Permintaan masuk dari instansi lain")
    asupan.sees("3 x 24 jam", "Raka Ananda")
    asupan.press("Terima dan catat kasus")
    asupan.sees("langkah 2 dari 4")
    assert asupan.value("Nama lengkap") == "Raka Ananda"
    asupan.press("Lanjut")
    asupan.pick("Kategori AMPK utama", "Anak yang berhadapan dengan hukum (ABH)")
    asupan.choose("Apakah anak dalam bahaya sekarang?", "Tidak")
    asupan.press("Lanjut")
    asupan.press("Simpan dan buka kasus")
    asupan.sees("Kasus dibuka")
    polres.go(request)
    polres.sees("Balai Anak Rumbai sudah membuka kasus untuk anak ini.")
    assert not [word for word in (asupan.code("K"),) if word in polres.text()]
