import pytest

from agencies.directory.network import load_network
from agencies.people.models import User
from agencies.people.services import join
from ampk.demo.accounts import ACCOUNTS, PASSWORD
from core.kernel.clock import WIB
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
