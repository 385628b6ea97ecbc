"""A case is handed to a colleague and then to another agency, on small phones, with and without script."""

import pytest

from tests.factories import casework
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHILD, WORDS = "B.S., 12 th, laki-laki", "Anak aman di rumah bibi. Ayah jangan dihubungi."


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_to_a_colleague_and_to_another_agency(sign_in, balai, javascript):
    case, _office = casework.case_at("implementation", balai)
    rina, andi = sign_in("rina", javascript=javascript), sign_in("andi", javascript=javascript)

    # The manager offers; the colleague reads no name before accepting, and everything afterwards.
    rina.go(f"/kasus/{case.code}/")
    rina.act("Alihkan kasus ke rekan")
    rina.choose_starting("Rekan", "Andi P.")
    rina.choose("Alasan", "Beban kerja")
    rina.fill("Catatan alih kasus", WORDS)
    rina.press("Tawarkan kasus")
    rina.sees("Kasus tetap di tangan Anda sampai diterima.", "Menunggu jawaban")
    take_over(andi)
    andi.press("Terima kasus")
    andi.sees("Kasus sekarang milik Anda.", WORDS)
    andi.follow(case.code)
    andi.sees(CHILD, "Andi P.")

    # To another agency only on what the family agreed to: the refusal leads to the form, the form back to the offer.
    yuni = sign_in("yuni", javascript=javascript)
    yuni.go(f"/kasus/{case.code}/")
    yuni.act("Alihkan ke instansi lain")
    offer_to_padang(yuni)
    steps.refused(yuni, "Belum ada persetujuan atau dasar hukum untuk “Penyerahan kasus ke instansi lain”")
    yuni.follow("Catat persetujuan atau dasar hukum")
    assert yuni.page.get_by_label("Penyerahan kasus ke instansi lain", exact=True).is_checked()
    yuni.fill("Nama yang menyetujui", "Nurhayati")
    yuni.choose("Cara persetujuan diberikan", "Tertulis, formulir ditandatangani")
    yuni.choose("Pendapat anak", "Anak didengar dan setuju")
    yuni.press("Simpan")
    yuni.sees("Alihkan kasus ke instansi lain")
    assert yuni.value("Catatan alih kasus") == WORDS, "what was typed before the refusal is still there"
    yuni.press("Tawarkan kasus")
    yuni.sees("Kasus ditawarkan.", "Dinsos Padang", "Menunggu jawaban")

    # The other supervisor decides by the envelope and names who answers for the case from now on.
    mega = sign_in("mega", javascript=javascript)
    take_over(mega)
    mega.choose_starting("Manajer kasus", "Sari W.")
    mega.press("Terima kasus")
    mega.sees("Kasus sekarang milik Anda.", "Manajer kasus sekarang: Sari W.")
    sari = sign_in("sari", javascript=javascript)
    sari.go(f"/kasus/{case.code}/")
    sari.sees(CHILD, "Sari W.", "Dinsos Padang", "Alih kasus diterima")
    yuni.go(f"/kasus/{case.code}/")
    yuni.sees("Kasus ini sudah beralih ke Dinsos Padang.")


def take_over(receiver) -> None:
    """From the first page through the envelope, which names nobody, to the form of acceptance."""
    receiver.go("/")
    receiver.follow("Jawab tawaran alih kasus")
    receiver.sees("12–17 tahun", "Implementasi", "Nama anak dan isi berkas terbuka setelah kasus diterima.")
    receiver.sees_not("Budi", "Santosa", "B.S.", "bibi")
    receiver.follow("Terima kasus")
    receiver.sees_not("Budi", "Santosa", "B.S.", "bibi")


def offer_to_padang(supervisor) -> None:
    """Fill the form of an offer and send it."""
    supervisor.pick("Instansi penerima", "Dinsos Padang")
    supervisor.choose("Alasan", "Anak pindah wilayah")
    supervisor.fill("Catatan alih kasus", WORDS)
    supervisor.press("Tawarkan kasus")
