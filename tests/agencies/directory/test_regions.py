"""Places: found by name in any spelling people use, never without Kab. or Kota and parent."""

import pytest
from django.core.exceptions import ValidationError

from agencies.directory.forms import RegionField
from agencies.directory.loading import load_regions
from agencies.directory.models import Region
from agencies.directory.picking import picked
from agencies.directory.selectors import search_regions

pytestmark = pytest.mark.django_db


def test_all_provinces_and_regencies_are_there_and_loading_again_changes_nothing():
    before = Region.objects.count()
    assert load_regions({1, 2, 3}) == before
    assert Region.objects.filter(level=1).count() == 38
    assert Region.objects.filter(level=2).count() == 514


def test_a_changed_name_is_refreshed():
    Region.objects.filter(pk="13.71").update(full_name="lama")
    load_regions({1, 2})
    assert Region.objects.get(pk="13.71").full_name == "Kota Padang, Sumatera Barat"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("padang", "Kota Padang, Sumatera Barat"),
        ("Kota Solok", "Kota Solok, Sumatera Barat"),
        ("kab solok", "Kab. Solok, Sumatera Barat"),
        ("Kabupaten Lima Puluh Kota", "Kab. Lima Puluh Kota, Sumatera Barat"),
        ("LUBUK minturun", "Lubuk Minturun, Kec. Koto Tangah, Kota Padang, Sumatera Barat"),
        ("kel. lubuk minturun, padang", "Lubuk Minturun, Kec. Koto Tangah, Kota Padang, Sumatera Barat"),
    ],
)
def test_the_likeliest_place_comes_first(typed, first):
    assert search_regions(typed)[0].full_name == first


@pytest.mark.parametrize("typed", ["", " ", "x", "%%", "'; --", "\x00", "zzzzqq"])
def test_nonsense_finds_nothing(typed):
    assert search_regions(typed) == []


def test_a_search_is_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        search_regions("padang")


@pytest.mark.parametrize(
    ("posted", "code"),
    [
        ({}, ""),
        ({"r_found": "\x00"}, ""),
        ({"r_1": "13"}, "13"),
        ({"r_1": "13", "r_2": "13.71", "r_3": "13.71.11"}, "13.71.11"),
        ({"r_1": "14", "r_2": "13.71"}, "14"),  # province changed: what stood below it is dropped
        ({"r_found": "13.04", "r_1": "13", "r_2": "13.71"}, "13.04"),  # a result picked
        ({"r_found": "13.71", "r_was": "13.71", "r_1": "13", "r_2": "13.04"}, "13.04"),  # a select changed
        ({"r_found": "13.71", "r_was": "13.71", "r_1": "13", "r_2": "13.71"}, "13.71"),
    ],
)
def test_what_was_changed_counts(posted, code):
    assert picked(posted, "r") == code


@pytest.mark.parametrize("bad", ["99.99", "13.71'", "x" * 500])
def test_an_unknown_place_is_refused(bad):
    with pytest.raises(ValidationError):
        RegionField().clean(bad)


def test_a_province_alone_is_too_wide():
    with pytest.raises(ValidationError, match="lebih tepat"):
        RegionField().clean("13")
    assert RegionField(required=False).clean("13") is None
    assert RegionField(levels=(1, 2)).clean("13").name == "Sumatera Barat"
