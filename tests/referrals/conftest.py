import pytest

from core.kernel import clock
from tests.factories.people import client_of
from tests.factories.referrals import NOW, Pair
from tests.referrals.link_steps import issued, moment  # noqa: F401  (fixtures)


@pytest.fixture(autouse=True)
def _tuesday(monkeypatch):
    """Every page is asked for on Tuesday 10 November 2026, 09.15 WIB."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def pair(db) -> Pair:
    return Pair()


@pytest.fixture
def officer(pair):
    return client_of(pair.officer_row)


@pytest.fixture
def worker(pair):
    return client_of(pair.worker_row)
