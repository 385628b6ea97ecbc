import os

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.support import database


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """Migrate once as the owner, then run everything as the serving role."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    name = f"test_ampk{worker}"
    with django_db_blocker.unblock():
        database.create(name)
        connection.close()
        connection.settings_dict["NAME"] = name
        assert connection.settings_dict["USER"] == "ampk_app"
        yield
        connection.close()
        database.drop(name)


@pytest.fixture(autouse=True, scope="session")
def _flush_as_superuser():
    # The serving role may not truncate, and the audit record refuses it to everybody.
    TransactionTestCase._fixture_teardown = lambda self: database.empty()
    yield
