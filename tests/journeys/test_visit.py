"""A visit in at most four taps besides typing, from the day's page, on a small phone, with and without JavaScript."""

import re
from datetime import timedelta

import pytest

from agencies.people.models import User
from ampk.demo.accounts import viewers
from cases.casework import services
from core.kernel.scope import scope
from tests.factories.casework import intake
from tests.support.stack import START

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_four_taps(sign_in, javascript):
    people, then = viewers(), START - timedelta(days=6)
    with scope(people["rina"]):
        case = services.open_case(by=people["rina"], now=then, answers=intake())
    with scope(people["yuni"]):
        worker = User.objects.get(pk=people["rina"].user_id)
        services.assign(by=people["yuni"], now=then, case=case, worker=worker)
    rina = sign_in("rina", javascript=javascript)
    rina.go("/")
    rina.sees("Terlambat", "Kontak dengan anak")
    link = rina.page.get_by_role("link", name=re.compile(rf"^Catat kunjungan\W+{case.code}$"))
    rina._click(link)  # 1
    rina.sees("Sudah terisi", "Kontak paling lambat")
    rina.choose("Hasil kontak", "Bertemu anak")  # 2
    rina.choose("Kondisi anak", "Membaik")  # 3
    rina.fill("Catatan", "Anak di rumah, sudah mau sekolah lagi.")
    rina.press("Simpan catatan")  # 4
    rina.sees("Catatan disimpan.", "Anak di rumah, sudah mau sekolah lagi.")
