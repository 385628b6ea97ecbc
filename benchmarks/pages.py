"""Pages against Django's floor: each page once a round, the median of each round's ratio to the floor."""

from statistics import median
from time import perf_counter

from django.urls import reverse

from agencies.people.viewers import viewer_of
from tests.factories.aftercare import case_in_service
from tests.factories.people import client_of, membership

ROUNDS, CASES = 25, 50


def test_pages_against_the_floor(db, settings):
    """Print the ratios; assert only that each page answers."""
    settings.ROOT_URLCONF = "benchmarks.floor_urls"
    worker = membership()
    cases = [case_in_service(viewer_of(worker)) for _turn in range(CASES)]
    client = client_of(worker)
    pages = {
        "floor": "/lantai/", "home": "/", "case": reverse("case", args=[cases[0].code]), "search": "/cari/?q=Budi",
    }  # fmt: skip
    ratios: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(ROUNDS + 3):
        spent = {}
        for name, address in pages.items():
            begun = perf_counter()
            answer = client.get(address)
            spent[name] = perf_counter() - begun
            assert answer.status_code == 200, (name, answer.status_code)
        if turn >= 3:  # the first rounds fill caches
            for name, seconds in spent.items():
                ratios[name].append(seconds / spent["floor"])
    print(f"\n{CASES} cases, {ROUNDS} rounds, times the floor:")
    for name, values in ratios.items():
        print(f"  {name:8} {median(values):6.1f}")
