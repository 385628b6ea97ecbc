"""A page costs the same number of questions with five rows and with fifty: every GET page of ours is asked."""

import pytest
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.people.roles import Role
from core.kernel import clock
from core.kernel.checks import leaves
from core.screens.views import ListScreen
from tests.guards.campaign import addresses
from tests.support.growing import grow
from tests.support.world import NOW, OWN, SHARED, World

pytestmark = pytest.mark.xdist_group("query counts")
# Who opens a page here is the first of these whom it answers with 200; the officer's own pages come second.
READERS = (
    (Role.SUPERVISOR, OWN), (Role.PARTNER_OFFICER, SHARED), (Role.WORKER, OWN), (Role.HEAD, OWN),
    (Role.WORKER, SHARED), (Role.AGENCY_ADMIN, OWN), (Role.INTAKE_OPERATOR, OWN), (Role.ANALYST, OWN),
    (Role.PRIVACY_OFFICER, OWN),
)  # fmt: skip
# Pages on which every reader's own rows are gathered from many rooms are measured for each of them.
FOR_EACH = {"today", "duties", "menu", "referral", "inbox", "aftercare_list", "tasks", "transfers"}
# Which tab or list is long in this world.
QUERIES = {
    "aftercare_list": "?tab=berikutnya",
    "report_cases": "?bulan=2026-11",
    "report_rows": "?bulan=2026-11",
    "inbox": "?keadaan=menunggu",
    "transfers": "?keadaan=terkirim",
}
# Rules and holidays are kept for a while and read again when that is over, whatever the number of rows.
NOTING = (
    'UPDATE "django_session"', "SAVEPOINT", "RELEASE SAVEPOINT", 'SELECT "obligations_rulevalue"',
    'SELECT "obligations_holiday"',
)  # fmt: skip
ARGUMENTS = {"board_list": {"list": "terbuka"}}


class Measure:
    """The pages of one world, asked before and after it has grown."""

    def __init__(self) -> None:
        self.world = World().build()
        self.browsers = {key: self.world.browser(*key) for key in READERS}
        grow(self.world, 5)
        self.readers: dict[tuple[str, tuple[str, str]], str] = {}
        for one in addresses():
            if "GET" in one.methods and one.name != "health":
                self._find_readers(one)
        # What is read once and kept was read while the readers were found.
        self.few = self.counts()
        grow(self.world, 45)
        self.many = self.counts()

    def _find_readers(self, one) -> None:
        for key in READERS:
            if not one.allows(key[0]):
                continue
            arguments = ARGUMENTS.get(one.name) or self.world.arguments(one.route, *key)
            address = reverse(one.name, kwargs=arguments) + QUERIES.get(one.name, "")
            if self._get(key, address).status_code == 200:
                self.readers[one.name, key] = address
                if one.name not in FOR_EACH:
                    return

    def _get(self, key, address):
        with transaction.atomic():
            response = self.browsers[key].get(address)
            transaction.set_rollback(True)
        return response

    def counts(self) -> dict:
        """Return queries and length of every page."""
        found = {}
        for (name, key), address in self.readers.items():
            reset_queries()  # the log holds 9000 and no more
            with CaptureQueriesContext(connection) as asked:
                response = self._get(key, address)
            assert response.status_code == 200, (name, key, response.status_code)
            # Whether a session notes the minute it was seen depends on the clock on the wall, not on rows.
            questions = [one for one in asked.captured_queries if not one["sql"].startswith(NOTING)]
            found[name, key] = (len(questions), len(response.content))
        return found


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker):
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "now", lambda: NOW)
    with django_db_blocker.unblock(), transaction.atomic():
        found = Measure()
        transaction.set_rollback(True)
    patch.undo()
    return found


def test_every_page_asks_the_same_number_of_questions(measured):
    grown = {
        key: (measured.few[key][0], measured.many[key][0])
        for key in measured.few
        if measured.few[key][0] != measured.many[key][0]
    }
    assert not grown, "\n".join(f"{name} as {reader}: {pair}" for (name, reader), pair in grown.items())


# Lists whose rows the growing world does not make more of, and why that is right.
NOT_LONGER = {
    "audit_trail": "the building of the world alone fills its page of fifty",
    "coverage": "more offices of a kab/kota are counted in its cells; a row is a kab/kota",
    "scoreboard_list": "the growing world asks other offices; a number of this pair keeps its few",
}


def test_every_list_was_really_longer(measured):
    lists = {
        pattern.name for _route, pattern in leaves()
        if issubclass(getattr(pattern.callback, "view_class", object), ListScreen)
    }  # fmt: skip
    longer = {name for (name, key), (_n, size) in measured.few.items() if measured.many[name, key][1] > size + 500}
    missing = lists - longer - set(NOT_LONGER)
    assert not missing, f"{sorted(missing)} show no more rows: let tests/support/growing.py make what they list."
    assert not set(NOT_LONGER) & longer
