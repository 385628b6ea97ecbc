"""NIK, names and masks: tables of what a person types and what comes of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.children import masking, nik
from cases.children.models import Child
from cases.children.names import fold
from core.kernel.scope import Viewer

TODAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    "typed", ["1471991205140001", "1471 9912 0514 0001", "1471.9912.0514.0001", " 1471-9912-0514-0001 "]
)
def test_a_nik_may_be_typed_with_spaces_and_dots(typed):
    assert nik.clean_nik(typed) == "1471991205140001"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("147199120514000", "NIK terdiri atas 16 angka; Anda mengisi 15"),
        ("14719912051400011", "NIK terdiri atas 16 angka; Anda mengisi 17"),
        ("147199120514000A", "NIK hanya berisi angka"),
        ("１４７１９９１２０５１４０００１", "NIK hanya berisi angka"),
        ("1" * 1_000_000, "NIK terdiri atas 16 angka; Anda mengisi 1000000"),
    ],
)
def test_a_wrong_nik_is_explained(typed, words):
    with pytest.raises(ValidationError) as error:
        nik.clean_nik(typed)
    assert error.value.messages == [words]


@pytest.mark.parametrize(
    ("number", "sex", "born_on"),
    [
        ("1471991205140001", "L", date(2014, 5, 12)),
        ("1471995205140001", "P", date(2014, 5, 12)),
        ("1371017112990001", "P", date(1999, 12, 31)),
        ("1371012902000001", "L", date(2000, 2, 29)),
        ("1371011311260001", "L", date(1926, 11, 13)),
    ],
)
def test_a_nik_hints_at_sex_birth_and_place(number, sex, born_on):
    hint = nik.read_nik(number, today=TODAY)
    assert (hint.sex, hint.born_on, hint.regency_code) == (sex, born_on, f"{number[:2]}.{number[2:4]}")


@pytest.mark.parametrize(
    "number",
    ["1471991205140000", "1471993205140001", "1471991213140001", "1471990005140001", "1371012902010001"],
)
def test_an_odd_nik_gives_no_hint_but_a_warning(number):
    assert nik.read_nik(number, today=TODAY) is None
    assert nik.warnings(number, sex="L", born_on=None, today=TODAY)


def test_a_nik_that_does_not_fit_only_warns():
    assert nik.warnings("1471995205140001", sex="P", born_on=date(2014, 5, 12), today=TODAY) == []
    assert len(nik.warnings("1471995205140001", sex="L", born_on=date(2014, 5, 13), today=TODAY)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soekarno", "Sukarno"), ("Djoko Tjahjo", "joko cahyo"), ("Moh. Rizki", "Muhammad Riski"), ("Muhd Ali", "Muh. Ali"),
        ("Achmad Yusuf", "Yusuf Ahmad"), ("Annisa", "Anisa"), ("Fitri", "Vitri"), ("Nur'aini", "Nuraini"), ("José", "Jose"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_have_one_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("odd", ["", "\x00", "‮", "😀", "   ", "a" * 100_000])
def test_odd_names_do_not_break_the_key(odd):
    assert len(fold(odd)) <= 300


def test_masks_show_initials_and_ends_only():
    assert masking.initials("Budi Santosa") == "B.S."
    assert masking.initials("budi") == "B."
    assert masking.initials("") == "–"
    assert masking.mask_nik("1471991205140001") == "1471 •••• •••• 0001"
    assert masking.mask_phone("+6281234567890") == "•••• ••90"
    child = Child(full_name="", nickname="Budi Kecil")
    assert masking.shown_name(child, Viewer(masked=True)) == "B.K."
    assert masking.shown_name(child, Viewer(masked=False)) == "Budi Kecil"


def test_ages_in_words_and_bands():
    exact = Child(born_on=date(2014, 11, 13), birth_precision="exact")
    assert (exact.age_on(TODAY), exact.age_words(TODAY), masking.age_band(exact, TODAY)) == (
        11,
        "11 th",
        "6–11 th",
    )
    guess = Child(age_estimate=10, estimated_on=date(2024, 11, 1))
    assert (guess.age_on(TODAY), guess.age_words(TODAY)) == (12, "± 12 th")
    assert Child().age_words(TODAY) == "usia belum diketahui"
