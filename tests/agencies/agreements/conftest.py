import pytest

from agencies.people.models import User
from agencies.people.roles import Role
from tests.factories.children import agency, viewer


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Give the folder in which this test's contents lie."""
    place = tmp_path / "attachments"
    options = {**settings.STORAGES["attachments"]["OPTIONS"], "location": place}
    settings.STORAGES = {**settings.STORAGES, "attachments": {**settings.STORAGES["attachments"], "OPTIONS": options}}
    return place


@pytest.fixture
def head():
    return viewer(Role.HEAD)


@pytest.fixture
def other():
    return agency()


@pytest.fixture
def browser(client, head):
    """Give the head's browser."""
    client.force_login(User.objects.get(pk=head.user_id))
    return client
