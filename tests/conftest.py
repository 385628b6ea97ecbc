import gc
import os

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from tests.support import browser as real_browser
from tests.support import database
from tests.support.browser import browser, new_page  # noqa: F401
from tests.support.person import person  # noqa: F401
from tests.support.stack import server, stack, timetable  # noqa: F401


def pytest_collection_modifyitems(config, items):
    real_browser.sort_out(config, items)


def pytest_collection_finish(session):
    # Models, templates and tests live to the end: looking through them for garbage costs a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_terminal_summary(terminalreporter, config):
    real_browser.report(terminalreporter, config)


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


@pytest.fixture(scope="module")
def built_once(django_db_setup, django_db_blocker):
    """Hold one transaction open around a module, for a world that all its tests start from.

    A fixture of the module that asks for this may write; each test with `django_db` then runs in a savepoint of its own
    and leaves the world as it found it.  Objects in memory are not taken back: let each test read its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True, scope="session")
def _flush_as_superuser():
    # The serving role may not truncate, and the audit record refuses it to everybody.
    TransactionTestCase._fixture_teardown = lambda self: database.empty()
    yield
