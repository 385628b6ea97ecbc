"""Numbers of outgoing letters: one book per office and year, each number once, none left out."""

import threading
from datetime import datetime

import pytest
from django.db import connection

from agencies.people.roles import Role
from cases.documents.letters.kinds import LetterRefused
from cases.documents.letters.wording import date_in_words, number_words
from cases.documents.models import Letter
from cases.documents.services import freezing, numbering
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope, system_scope
from tests.factories import casework
from tests.factories import letters as make
from tests.factories.children import viewer

READY = {"conclusion": "Cukup", "recommendation": "Lanjut", "events": "Ditinggal"}
NEW_YEAR = datetime.fromisoformat("2027-01-04T02:00:00+00:00")


@pytest.fixture
def office():
    return casework.Office()


def letter(office, case=None):
    case = case or casework.open_case_for(office.worker, office.supervisor)
    return make.write(office.supervisor, case, **READY)


@pytest.mark.django_db
def test_a_book_counts_over_kinds_and_begins_anew_each_year(office):
    case = casework.case_at("access", office)[0]
    first = make.number(office.supervisor, letter(office, case))
    other = make.write(office.worker, case, "progress_report", next="Lanjut")
    second = make.number(office.worker, other)
    third = make.number(office.supervisor, letter(office, case), now=NEW_YEAR)
    assert [one.number for one in (first, second, third)] == ["001/LS/XI/2026", "002/LP/XI/2026", "001/LS/I/2027"]


@pytest.mark.django_db
def test_each_office_has_its_own_book(office):
    assert make.number(office.supervisor, letter(office)).number == "001/LS/XI/2026"
    stranger = casework.Office()
    assert make.number(stranger.supervisor, letter(stranger)).number == "001/LS/XI/2026"


@pytest.mark.django_db
def test_a_number_may_be_typed_once_and_the_book_goes_past_it(office):
    case = casework.case_at("access", office)[0]
    typed = make.number(office.supervisor, letter(office, case), number="001/LS/XI/2026")
    with pytest.raises(LetterRefused) as refused:
        make.number(office.supervisor, letter(office, case), number="001/LS/XI/2026")
    assert refused.value.field == "number" and "sudah dipakai" in str(refused.value.sentence)
    assert typed.sequence is None
    assert make.number(office.supervisor, letter(office, case)).number == "002/LS/XI/2026"


@pytest.mark.django_db
def test_a_letter_is_not_dated_ahead(office):
    with pytest.raises(LetterRefused) as refused:
        make.number(office.supervisor, letter(office), dated_on=NEW_YEAR.date())
    assert refused.value.field == "dated_on"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pattern", "words"),
    [("{kode}/{tahun}", "memerlukan {urut}"), ("{urut}/{nama}", "Gunakan hanya"), ("{urut}/{{", "Gunakan hanya")],
)
def test_a_pattern_must_make_every_number_another(office, pattern, words):
    with scope(office.supervisor), pytest.raises(LetterRefused) as refused:
        numbering.set_pattern(by=office.supervisor, now=make.LATER, year=2026, pattern=pattern, version=1)
    assert words in str(refused.value.sentence)


@pytest.mark.django_db
def test_a_pattern_holds_for_the_next_letter_and_the_next_year(office):
    with scope(office.supervisor):
        where = {"by": office.supervisor, "now": make.LATER, "year": 2026}
        numbering.set_pattern(**where, pattern="KS.04/{urut}/{kode}/{tahun}", version=1)
        with pytest.raises(ChangedMeanwhile):
            numbering.set_pattern(**where, pattern="{urut}", version=1)
    with scope(office.worker), pytest.raises(LetterRefused):
        admin = viewer(Role.WORKER, office.agency)
        numbering.set_pattern(by=admin, now=make.LATER, year=2026, pattern="{urut}", version=2)
    assert make.number(office.supervisor, letter(office)).number == "KS.04/001/LS/2026"
    case = casework.open_case_for(office.worker, office.supervisor, child={"full_name": "Ani", "sex": "P"})
    assert make.number(office.supervisor, letter(office, case), now=NEW_YEAR).number == "KS.04/001/LS/2027"


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(3))
def test_many_at_once_get_consecutive_numbers(transactional_db, turn):
    office = casework.Office()
    cases = [
        casework.open_case_for(
            office.worker, office.supervisor, child={"full_name": f"Anak {n}", "sex": "L"}, sure=True
        )
        for n in range(6)
    ]
    drafts = [letter(office, case) for case in cases]
    gate = threading.Barrier(len(drafts))

    def run(one):
        try:
            gate.wait(timeout=20)
            with scope(office.supervisor):
                freezing.freeze(by=office.supervisor, now=make.LATER, letter=one)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with system_scope("test"):
        found = Letter.objects.for_system(reason="test").filter(agency=office.agency).order_by("sequence")
        assert list(found.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6]
        assert len({one.number for one in found}) == 6


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"), (11, "sebelas"), (17, "tujuh belas"), (20, "dua puluh"), (101, "seratus satu"), (1000, "seribu"),
        (2026, "dua ribu dua puluh enam"), (110011, "seratus sepuluh ribu sebelas"),
    ],
)  # fmt: skip
def test_numbers_in_words(number, words):
    assert number_words(number) == words


def test_a_date_in_words():
    day = datetime(2020, 10, 9).date()
    assert date_in_words(day) == "Jumat tanggal sembilan bulan Oktober tahun dua ribu dua puluh (9 Oktober 2020)"
