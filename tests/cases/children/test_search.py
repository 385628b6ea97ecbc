"""Search before create: found under old spellings, explained, and silent about what lies outside one's reach."""

from datetime import date

import pytest

from cases.children import services
from cases.children.selectors import search
from core.kernel.scope import scope
from tests.factories import children as make

pytestmark = pytest.mark.django_db
NIK = "1471991205140001"


@pytest.fixture
def by():
    by = make.viewer()
    make.child(by, full_name="Muhammad Rizki Saputra", nickname="Kiki", nik=NIK, mother_name="Siti Aminah")
    make.child(by, full_name="Djoko Soesilo", born_on=date(2011, 1, 2))
    make.child(by, full_name="Putri Ayu Lestari", sex="P", born_on=None, age=10, mother_name="Nurhayati")
    for name in ("Andi Pratama", "Dewi Anggraini", "Fajar Nugroho", "Galih Wibowo"):
        make.child(by, full_name=name)
    return by


@pytest.mark.parametrize(
    ("typed", "name", "reason"),
    [
        ("moh rizki", "Muhammad Rizki Saputra", "nama sama"),
        ("saputra muh. rizki", "Muhammad Rizki Saputra", "nama sama"),
        ("Rizky Saputro", "Muhammad Rizki Saputra", "nama mirip"),
        ("kiki", "Muhammad Rizki Saputra", "nama sama"),
        ("joko susilo", "Djoko Soesilo", "nama sama"),
        ("ayu putri", "Putri Ayu Lestari", "nama sama"),
        ("Jokko Susillo 2011", "Djoko Soesilo", "lahir 2011"),
        ("1471 9912 0514 0001", "Muhammad Rizki Saputra", "NIK sama"),
        ("siti aminah 2014", "Muhammad Rizki Saputra", "nama ibu sama"),
    ],
)
def test_the_child_is_found_and_the_reason_said(by, typed, name, reason):
    with scope(by):
        first = search(by, typed)[0]
    assert first.child.full_name == name
    assert reason in first.reasons


def test_a_code_finds_its_child_however_it_is_typed(by):
    made = make.child(by, full_name="Hasan")
    with scope(by):
        assert search(by, made.code.lower().replace("-", " "))[0].child == made


def test_mother_with_birth_year_finds_an_estimated_age(by):
    with scope(by):
        found = search(by, "", mother="Nur Hayati", birth_year=2016)
        assert [match.child.full_name for match in found] == ["Putri Ayu Lestari"]
        assert search(by, "", mother="Nurhayati", birth_year=2004) == []


@pytest.mark.parametrize("typed", ["", " ", "%", "'; DROP TABLE x; --", "‮", "zzzzqqqq", "9" * 15, "x" * 100_000])
def test_odd_words_find_nobody(by, typed):
    with scope(by):
        assert search(by, typed) == []


def test_one_query_whatever_the_number(by, django_assert_num_queries):
    with scope(by), django_assert_num_queries(1):
        search(by, "muhammad rizki")


def test_a_known_nik_is_not_registered_twice_by_mistake(by):
    answers = {"full_name": "Lain", "sex": "L", "born_on": date(2014, 5, 12), "nik": NIK}
    with scope(by):
        with pytest.raises(services.NikInUse) as refused:
            services.register(by=by, now=make.NOW, answers=answers)
        assert refused.value.field == "nik" and refused.value.missing[0].url.startswith("/anak/A-")
        assert services.register(by=by, now=make.NOW, answers=answers, sure=True).pk
    stranger = make.viewer()
    with scope(stranger):
        assert services.register(by=stranger, now=make.NOW, answers=answers).pk
