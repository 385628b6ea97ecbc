from datetime import timedelta
from types import SimpleNamespace

import pytest

from agencies.directory.network import load_network
from agencies.people.models import User
from agencies.people.services import join
from ampk.demo.accounts import ACCOUNTS, PASSWORD, viewers
from core.kernel.clock import WIB
from tests.factories.casework import NOW
from tests.support.person import Person
from tests.support.stack import START


@pytest.fixture
def network(server):
    """Give the article's agencies and one account per role; everything else is done in the browser."""
    today = START.astimezone(WIB).date()
    agencies = load_network(on=today)
    for one in ACCOUNTS:
        user = User.objects.create_user(one.email, PASSWORD, name=one.name)
        join(user=user, agency_id=agencies[one.agency].pk, role=one.role, on=today.replace(month=1, day=2))
    return agencies


@pytest.fixture
def sign_in(network, person):
    """Return a function that signs in somebody of the network: `sign_in("rina", javascript=False, width=1280)`."""
    emails = {one.login: one.email for one in ACCOUNTS}

    def _arrive(login: str, **browser) -> Person:
        return person(emails[login], PASSWORD, **browser)

    return _arrive


@pytest.fixture
def balai(network, server):
    """Give the Balai's people to the factories, on the morning after what those write down."""
    server.set_clock(NOW + timedelta(hours=19))
    people = viewers()
    return SimpleNamespace(
        agency=network["balai-anak-rumbai"], worker=people["rina"], colleague=people["andi"],
        supervisor=people["yuni"], head=people["kepala"],
    )  # fmt: skip
