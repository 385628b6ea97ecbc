"""Half-remembered names are found: a slice of benchmarks/search.py with the same bounds."""

import pytest

from agencies.people.roles import Role
from cases.children.closeness import closeness, slips
from tests.factories.children import viewer
from tests.support import namegen, recall

pytestmark = pytest.mark.django_db


def test_half_remembered_names_are_found_among_the_first():
    looking = viewer(Role.SUPERVISOR)
    register = namegen.Register(1500)
    keys = recall.fill(register, looking.agency_id)
    tally, _spent = recall.measure(register, keys, looking, 80)
    asked, five, twenty_five = tally["semua"]
    assert set(tally) == {*namegen.WAYS, "semua"}
    assert five / asked >= 0.90, tally
    assert twenty_five / asked >= 0.97, tally


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("budi", "budi", 0),
        ("bdui", "budi", 1),
        ("bui", "budi", 1),
        ("buddi", "budi", 1),
        ("bodi", "budi", 1),
        ("", "ab", 2),
    ],
)
def test_a_slip_of_the_pen_counts_once(one, other, count):
    assert slips(one, other) == count


def test_parted_and_joined_words_and_initials_are_alike():
    assert closeness(("nur", "hayati"), "nurhayati") > 0.95
    assert closeness(("nurhayati",), "hayati nur") > 0.95
    assert closeness(("m", "utami"), "muhamad utami") > 0.8
    assert closeness(("samuel",), "utami") < 0.5
