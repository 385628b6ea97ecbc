"""An assessment in two sittings, a plan approved, changed and approved again; on a small phone, with and without script."""

import pytest

from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_from_two_sittings_to_a_plan_approved_twice(sign_in, javascript):
    rina, yuni = sign_in("rina", javascript=javascript), sign_in("yuni", javascript=javascript)
    case = steps.register(rina, javascript=javascript)
    steps.assign(yuni, case, "Rina M.")
    steps.agree(rina, case)

    # Two sections today, one of them half done; the rest another day, from where it was left.
    rina.tab("Asesmen")
    rina.sees("Belum mulai", "Belum bisa dimulai")
    sections = list(steps.SCORED.items())
    steps.score(rina, *sections[0])
    steps.score(rina, "Pendidikan dan keterampilan", {"Sekolah atau pelatihan": "1 Buruk"})
    rina.sees("1 dari 11 bagian selesai", "Sedang diisi", "Lemah: Sekolah atau pelatihan")
    rina.go(f"/kasus/{case}/")
    rina.tab("Asesmen")
    for section, factors in sections[1:]:
        steps.score(rina, section, factors)
    steps.sum_up(rina)
    rina.act("Mulai perencanaan")

    # The weak part is suggested; the supervisor approves.
    steps.plan(rina, case, "Rina M.")
    steps.approve(yuni, case)
    rina.go(f"/kasus/{case}/")
    rina.act("Mulai implementasi")

    # A change voids the approval, and the supervisor sees the words that changed.
    rina.tab("Rencana")
    rina.sees("Disetujui")
    rina.follow("Ubah tujuan 1")
    rina.fill("Tujuan", "Anak kembali bersekolah di dekat rumah")
    rina.press("Simpan tujuan")
    rina.sees("Versi 2", "Rancangan")
    rina.press("Ajukan persetujuan")
    yuni.go("/")
    yuni.follow("Setujui rencana")
    yuni.sees("Dibandingkan dengan versi 1", "Diubah", "di dekat rumah")
    yuni.choose("Keputusan", "Setujui")
    yuni.press("Kirim keputusan")
    rina.go(f"/kasus/{case}/rencana/")
    rina.sees("Versi 2", "Disetujui")
