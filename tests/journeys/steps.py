"""What people do, in the words of their work; each step starts where the person is and uses only the pages."""

from tests.support.person import Person

CHILD = "Gilang Syahputra"
# The required sections of the assessment: factor -> how its answer begins.
SCORED = {
    "Makan dan gizi": {"Ketersediaan makanan": "3 Cukup", "Pertumbuhan dan gizi": "3 Cukup"},
    "Tempat tinggal dan pengasuhan": {"Tempat tinggal": "3 Cukup", "Pengasuhan": "3 Cukup"},
    "Perlindungan": {
        "Keamanan dari kekerasan dan eksploitasi": "4 Baik", "Identitas dan perlindungan hukum": "3 Cukup",
    },
    "Kesehatan": {"Kesehatan badan": "4 Baik", "Layanan kesehatan": "3 Cukup"},
    "Perasaan dan perilaku": {"Keadaan perasaan": "3 Cukup", "Perilaku dan pergaulan": "4 Baik"},
    "Pendidikan dan keterampilan": {"Sekolah atau pelatihan": "1 Buruk", "Perkembangan belajar": "3 Cukup"},
    "Kehidupan spiritual": {"Ibadah atau keyakinan": "3 Cukup", "Nilai, teladan, dan harapan": "4 Baik"},
}  # fmt: skip


def register(worker: Person, *, javascript: bool = True) -> str:
    """Search, find nobody, write the child down and open a case; return its code."""
    worker.go("/")
    worker.follow("Catat")
    worker.fill("Nama, NIK, atau kode anak", CHILD)
    worker.press("Cari")
    worker.sees("Tidak ada anak yang cocok")
    worker.follow("Catat anak baru")
    worker.sees("langkah 2 dari 4")
    assert worker.value("Nama lengkap") == CHILD, "the words of the search are carried over"
    worker.date("Tanggal lahir", 12, 5, 2014)
    worker.choose("Jenis kelamin", "Laki-laki")
    worker.fill("Nama ibu kandung", "Nurhayati")
    worker.press("Lanjut")
    worker.sees("langkah 3 dari 4")
    _live_in_padang(worker, javascript)
    worker.pick("Kategori AMPK utama", "Anak korban perlakuan salah dan penelantaran")
    worker.pick("Sumber laporan", "Dinas Sosial")
    worker.choose("Apakah anak dalam bahaya sekarang?", "Tidak")
    worker.fill("Uraian", "Anak tidur di pasar sejak dua pekan; ibunya bekerja di luar kota.")
    worker.press("Lanjut")
    worker.sees("langkah 4 dari 4", CHILD)
    worker.press("Simpan dan buka kasus")
    worker.sees("Kasus dibuka", "Yang terjadi sesudah ini")
    code = worker.code("K")
    worker.follow("Buka kasus")
    worker.sees("Tahap 1 dari 7: Akses")
    return code


def _live_in_padang(worker: Person, javascript: bool) -> None:
    # Without JavaScript a button loads the next list and keeps what was typed.
    for label, place in (("Provinsi", "Sumatera Barat"), ("Kabupaten/kota", "Kota Padang")):
        worker.pick(label, place)
        if not javascript:
            worker.press("Muat pilihan")
    worker.page.get_by_label("Kecamatan", exact=True).wait_for()


def assign(supervisor: Person, case: str, worker_name: str) -> None:
    """Make a worker the case's manager, from the supervisor's own first page."""
    supervisor.go("/")
    supervisor.follow("Tugaskan kasus baru")
    supervisor.choose_starting("Manajer kasus", worker_name)
    supervisor.press("Tugaskan")
    supervisor.sees("Kasus ditugaskan.")


def score(worker: Person, section: str, factors: dict[str, str]) -> None:
    """Fill one section of the assessment from its list."""
    worker.follow(section)
    for factor, words in factors.items():
        worker.choose_starting(factor, words)
    worker.press("Simpan bagian ini")
    worker.sees("Bagian disimpan.")


def agree(worker: Person, case: str) -> None:
    """From access through the agreement to the beginning of the assessment."""
    worker.go(f"/kasus/{case}/")
    worker.act("Lanjut ke kesepakatan")
    worker.act("Catat kesepakatan")
    worker.choose("Siapa yang menyetujui", "Ayah atau ibu")
    worker.choose("Apakah anak didengar?", "Ya, anak didengar")
    worker.press("Simpan kesepakatan")
    worker.act("Mulai asesmen")


def sum_up(worker: Person) -> None:
    """Write what the assessment comes to, and finish it."""
    worker.follow("Periksa dan selesaikan")
    worker.fill("Kesimpulan", "Anak perlu kembali bersekolah dan memerlukan akta.")
    worker.fill("Rekomendasi", "Utamakan sekolah, lalu akta kelahiran.")
    worker.press("Selesaikan asesmen")
    worker.sees("Asesmen selesai.")


def agree_and_assess(worker: Person, case: str) -> None:
    """From access through agreement and assessment to planning."""
    agree(worker, case)
    worker.tab("Asesmen")
    for section, factors in SCORED.items():
        score(worker, section, factors)
    sum_up(worker)
    worker.act("Mulai perencanaan")
    worker.sees("Tahap 4 dari 7: Perencanaan")


def plan(worker: Person, case: str, worker_name: str) -> None:
    """Write a goal for what the assessment found weak and ask for the plan's approval."""
    worker.go(f"/kasus/{case}/")
    worker.tab("Rencana")
    worker.follow("Tulis tujuan Pendidikan dan keterampilan")
    worker.fill("Tujuan", "Anak kembali bersekolah")
    worker.pick("Komponen ATENSI", "Dukungan keluarga")
    worker.fill("Kegiatan", "Pendampingan, lalu rujukan ke dinas pendidikan")
    worker.pick("Penanggung jawab", worker_name)
    worker.date("Tenggat", 1, 12, 2026)
    worker.press("Simpan tujuan")
    worker.press("Ajukan persetujuan")
    worker.sees("Rencana diajukan.")


def approve(supervisor: Person, case: str) -> None:
    """Approve the plan that waits, from the supervisor's first page."""
    supervisor.go("/")
    supervisor.follow("Setujui rencana")
    supervisor.choose("Keputusan", "Setujui")
    supervisor.press("Kirim keputusan")
    supervisor.sees("Keputusan dikirim.")


def agree_to_share(worker: Person, case: str, purposes: tuple[str, ...], receivers: tuple[str, ...]) -> None:
    """Write down what the family agreed to share, with whom."""
    worker.go(f"/kasus/{case}/")
    worker.follow("Persetujuan")
    worker.follow("Catat persetujuan")
    worker.choose("Siapa yang menyetujui", "Ayah atau ibu")
    worker.fill("Nama yang menyetujui", "Nurhayati")
    worker.choose("Cara persetujuan diberikan", "Tertulis, formulir ditandatangani")
    worker.choose("Pendapat anak", "Anak didengar dan setuju")
    for label in (*purposes, *receivers):
        worker.tick(label)
    worker.press("Simpan")
    worker.sees("Berlaku", *purposes)


def refer(sender: Person, case: str, need: str, agency: str, **answers: str) -> str:
    """Refer the child to an agency and return the referral's code."""
    sender.go(f"/kasus/{case}/")
    sender.tab("Rujukan")
    sender.follow("Buat rujukan")
    sender.follow(need)
    sender.choose_starting("Instansi tujuan", agency)
    sender.choose("Yang diminta", answers["ask"])
    sender.fill("Alasan", answers["reason"])
    sender.press("Lihat pratinjau")
    sender.press("Kirim")
    sender.sees("Rujukan terkirim.")
    return sender.code("R")


def end_service(worker: Person, case: str, owner: str, owner_worker: str) -> str:
    """End the service with handover and after-care plan; return the episode's code."""
    worker.go(f"/kasus/{case}/")
    worker.act("Akhiri layanan")
    worker.choose("Alasan layanan berakhir", "Reunifikasi dengan keluarga")
    worker.choose("Anak diserahkan kepada", "Orang tua")
    worker.fill("Nama penerima", "Nurhayati")
    worker.date("Tanggal serah terima", 10, 11, 2026)
    worker.fill("Keadaan anak saat diserahkan", "Sehat dan gembira")
    worker.pick("Instansi yang mendampingi", owner)
    worker.press("Muat pekerja instansi ini")
    worker.pick("Pekerja yang mendampingi", owner_worker)
    worker.press("Akhiri layanan")
    worker.sees("Jadwal kunjungan", "10 Des 2026")
    return worker.code("P")


def accept_from_home(officer: Person) -> None:
    """Sign in shows what is asked; one press takes it on: two clicks with the way home."""
    officer.go("/")
    officer.press("Terima")
    officer.sees("Rujukan diterima. Anda petugasnya")


def move_clock(person: Person, days: int) -> None:
    """Move the demonstration's clock with the button at the foot of every page."""
    person.go("/")
    person.press(f"{days} hari")
    person.sees(f"Jam demonstrasi maju {days} hari.")


def refused(person: Person, *words: str) -> None:
    """Insist that the page says why it did not do it; that answer is no fault."""
    person.sees(*words)
    assert any(fault.startswith("422 POST") for fault in person.faults), person.faults
    person.faults[:] = [fault for fault in person.faults if "422" not in fault]
