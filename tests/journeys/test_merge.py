"""Two files of one child become one and are parted again, on a small phone, with and without script."""

import re
from datetime import date, timedelta

import pytest

from tests.factories import casework

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LATER = timedelta(days=29)


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_two_files_become_one_and_two_again(sign_in, balai, server, javascript):
    first = casework.open_case_for(balai.worker, balai.supervisor)
    second = casework.open_case_for(
        balai.worker, balai.supervisor, sure=True,
        child={
            "full_name": "Budhi Santoso", "sex": "L", "born_on": date(2014, 5, 13), "mother_name": "Nurhayati",
        },
    )  # fmt: skip
    stays, goes = first.child.code, second.child.code
    yuni = sign_in("yuni", javascript=javascript)
    yuni.press("Nama samar")

    # Side by side: what differs is chosen, what only one file knows is already chosen.
    yuni.go(f"/anak/{stays}/")
    yuni.follow("Bandingkan dengan berkas lain")
    yuni.fill("Kode berkas yang lain", goes)
    yuni.press("Bandingkan")
    yuni.sees("Budi Santosa", "Budhi Santoso", "12 Mei 2014", "13 Mei 2014")
    assert radio(yuni, "Ibu kandung", "Nurhayati").is_checked()
    assert radio(yuni, "Nama lengkap", "Budi Santosa").is_checked()
    radio(yuni, "Lahir", "13 Mei 2014").check()
    yuni.press("Periksa hasilnya")
    yuni.sees("Periksa sekali lagi.", "Budi Santosa", "13 Mei 2014", "Nurhayati")
    yuni.sees_not("12 Mei 2014", "Budhi")
    yuni.press("Gabungkan kedua berkas")
    yuni.sees(f"Berkas {goes} digabung ke berkas ini.", "13 Mei 2014", "Nurhayati", first.code, second.code)

    # The old code opens the common file.
    yuni.go(f"/anak/{goes}/")
    assert yuni.path == f"/anak/{stays}/"

    # Weeks later it turns out to be two children after all.
    server.set_clock(casework.NOW + LATER)
    yuni.go(f"/anak/{stays}/")
    yuni._click(yuni.page.get_by_role("link", name=re.compile("^Batalkan, paling lambat 13 Des 2026")))
    yuni.sees(f"{goes} kembali persis seperti sebelum digabung")
    yuni.press("Batalkan penggabungan")
    yuni.sees("Kedua berkas sudah dipisahkan lagi.")
    stands(yuni, stays, "Budi Santosa", "12 Mei 2014", first.code)
    yuni.sees_not("Nurhayati", second.code)
    stands(yuni, goes, "Budhi Santoso", "13 Mei 2014", "Nurhayati", second.code)
    yuni.sees_not(first.code)


def radio(person, fact: str, words: str):
    """Return one side of a fact in the comparison."""
    row = person.page.locator("tr", has=person.page.locator("th", has_text=fact))
    return row.get_by_label(re.compile(f"^{words}"))


def stands(person, code: str, *words: str) -> None:
    """Insist that a file opens under its own code and says these words."""
    person.go(f"/anak/{code}/")
    assert person.path == f"/anak/{code}/"
    person.sees(*words)
