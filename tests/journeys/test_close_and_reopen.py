"""A case ends: refused while something is owed, closed on a day of its own, taken up again with its history."""

import pytest

from core.kernel.scope import scope
from tests.factories import casework
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_closed_when_nothing_is_owed_and_opened_again(sign_in, balai, javascript):
    case, _office = casework.case_at("aftercare", balai)
    with scope(balai.worker):
        casework.task_for(case, balai.worker, text="Antar akta ke rumah")
    yuni = sign_in("yuni", javascript=javascript)
    page = f"/kasus/{case.code}/"

    # What is still owed stands in the refusal, and its link leads to where it is done.
    close(yuni, page)
    steps.refused(yuni, "Tugas (Balai Anak Rumbai)")
    yuni.follow("Tugas (Balai Anak Rumbai)")
    yuni.sees("Antar akta ke rumah")
    yuni.press("Tandai selesai")

    # The end of service and the close are two events, each with its day and its reason.
    close(yuni, page)
    yuni.sees("Kasus ditutup.", "Selesai", "layanan berakhir 12 Nov 2026", "kasus ditutup 13 Nov 2026")
    ended = ("Layanan berakhir: Tujuan tercapai", "12 Nov 2026")
    closed = ("Kasus ditutup: Hasil layanan bertahan sampai pascalayanan selesai", "13 Nov 2026")
    open_timeline(yuni)
    dated(yuni, *ended)
    dated(yuni, *closed)

    # Taken up again at the assessment; what was is still there.
    yuni.go(page)
    yuni.act("Buka kembali")
    yuni.choose("Alasan", "Pengasuhan gagal")
    yuni.fill("Penjelasan", "Ibu sakit keras; nenek belum sanggup.")
    yuni.press("Buka kembali")
    yuni.sees("Kasus dibuka kembali.", "Tahap 3 dari 7: Asesmen")
    yuni.sees_not("kasus ditutup 13 Nov 2026")
    open_timeline(yuni)
    dated(yuni, "Kasus dibuka kembali: Pengasuhan gagal", "13 Nov 2026")
    dated(yuni, *ended)
    dated(yuni, *closed)
    yuni.tab("Rencana")
    yuni.sees("Anak kembali bersekolah")


def close(supervisor, page: str) -> None:
    """Ask for the close, with its reason."""
    supervisor.go(page)
    supervisor.act("Tutup kasus")
    supervisor.choose("Alasan", "Hasil layanan bertahan sampai pascalayanan selesai")
    supervisor.press("Tutup kasus")


def open_timeline(person) -> None:
    """Open what the timeline says about the case itself."""
    person.tab("Linimasa")
    kinds = person.page.get_by_role("navigation", name="Jenis kejadian")
    person._click(kinds.get_by_role("link", name="Kasus", exact=True))


def dated(person, words: str, day: str) -> None:
    """Insist that one event of the timeline says these words and bears this day."""
    events = [text for text in person.page.locator("ol.timeline > li").all_inner_texts() if words in text]
    assert len(events) == 1 and day in events[0], events
