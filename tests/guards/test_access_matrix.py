"""Who gets what: every address of ours x every role x every relation to the child, against the committed table.

`MATRIX=new ./test tests/guards/test_access_matrix.py -k line` adds the lines of new addresses, `MATRIX=write` writes the
whole table anew; read every changed line before committing it.  `MATRIX=whole` asks in all five relations; otherwise
own, and one other in turn, the foreign one twice as often.
"""

import os
from zlib import crc32

import pytest
from django.db import transaction

from agencies.people.roles import Role
from core.kernel import clock
from tests.guards import campaign as guard
from tests.support.world import ENDED, FOREIGN, NOW, OWN, RELATIONS, SECRETS, SHARED, TEAM, World

pytestmark = pytest.mark.xdist_group("walls")
MODE = os.environ.get("MATRIX", "")


def _slice(name: str, role: str, relation: str) -> bool:
    others = (FOREIGN, FOREIGN, TEAM, SHARED, ENDED)
    return relation == OWN or others[crc32(f"{name}{role}".encode()) % 5] == relation


@pytest.fixture(scope="module")
def campaign(django_db_setup, django_db_blocker):
    patch = pytest.MonkeyPatch()
    patch.setattr(clock, "now", lambda: NOW)
    with django_db_blocker.unblock(), transaction.atomic():
        old = guard.read_table()
        new = {one.name for one in guard.addresses()} - {name for _method, name in old}
        found = guard.run(World().build(), None if MODE else _slice, new if MODE == "new" else None)
        transaction.set_rollback(True)
    patch.undo()
    if MODE == "new":
        guard.write_table({**old, **found.rows()})
    if MODE == "write":
        guard.write_table(found.rows())
    return found


@pytest.fixture(scope="module")
def table():
    return guard.read_table()


def test_every_address_has_its_line(campaign, table):
    live = {(method, one.name) for one in guard.addresses() for method in ("GET", "POST")}
    new, gone = sorted(live - set(table)), sorted(set(table) - live)
    assert not new, f"{new} have no line: MATRIX=new ./test tests/guards/test_access_matrix.py -k line, then read them."
    assert not gone, f"{gone} are lines without an address: take them out of {guard.TABLE.name}."


def test_every_answer_is_the_one_in_the_table(campaign, table):
    wrong = []
    for one in campaign.answers:
        codes = table.get((one.method, one.name), {}).get(one.role, "").split() or ["?"]
        expected = codes[0] if len(codes) == 1 else codes[RELATIONS.index(one.relation)]
        if one.code != expected:
            wrong.append(f"{one.method} {one.name} as {one.role}, {one.relation}: {one.code}, expected {expected}")
    assert not wrong, "\n".join(wrong[:40])


def test_nothing_breaks(campaign):
    assert not [one.address for one in campaign.answers if one.code.startswith("5") and one.name != "health"]


def test_no_verb_is_reachable_that_its_page_hides(campaign):
    get = {(one.name, one.role, one.relation): one.code for one in campaign.answers if one.method == "GET"}
    for one in campaign.answers:
        shown = get.get((one.name, one.role, one.relation), "405")
        if one.method == "POST" and shown in (guard.SIGN_IN, "403", "404"):
            assert one.code in guard.REFUSED, (one.name, one.role, one.relation, shown, one.code)
        if one.method == "POST" and shown == "200":
            assert one.code not in ("403", "404", guard.SIGN_IN), (one.name, one.role, one.relation, one.code)


def test_what_is_refused_changes_nothing(campaign):
    assert not campaign.changed


FILES = ("kasus/", "anak/", "pascalayanan/", "asupan/", "tugas/", "rujukan/", "dokumen/")
BLIND = (guard.ANONYMOUS, guard.WITHOUT, Role.AGENCY_ADMIN, Role.ANALYST, Role.PRIVACY_OFFICER)


def test_roles_without_cases_reach_no_file(campaign):
    for one in campaign.answers:
        is_file = one.address.lstrip("/").startswith(FILES)
        if is_file and one.role in BLIND:
            assert one.code in guard.REFUSED, one
        if is_file and one.role == Role.PARTNER_OFFICER and not one.address.startswith(("/rujukan/", "/tugas/")):
            assert one.code in guard.REFUSED, one


# An intake's number is no object: whoever comes with an unknown one begins an intake of their own under it, and what was
# typed is shown to its writer only (tests/core/test_drafts.py); that no secret comes along is asked below.
BEGUN_BY_ANYBODY = "asupan/<uuid:pk>/"


def test_a_foreign_file_does_not_exist(campaign):
    files = [one for one in guard.addresses() if one.route.startswith(FILES) and "<" in one.route]
    objects = {one.name for one in files if not one.route.startswith(BEGUN_BY_ANYBODY)}
    for one in campaign.answers:
        own_past = one.relation == ENDED and one.address.startswith("/rujukan/")
        if one.name in objects and one.relation in (FOREIGN, ENDED) and one.role in Role.values and not own_past:
            assert one.code in guard.REFUSED, one


def test_no_secret_reaches_who_may_not_read_it(campaign):
    for one in campaign.answers:
        if one.relation in (FOREIGN, ENDED) or one.role in BLIND:
            assert not one.secrets, (one.name, one.role, one.relation, one.secrets)
        # An officer of a receiving office reads ticked facts on the referral's own page and nowhere else.
        if one.role == Role.PARTNER_OFFICER and one.name != "referral":
            assert not one.secrets, (one.name, one.relation, one.secrets)
    assert any(one.secrets for one in campaign.answers if one.name == "child_edit" and one.relation == OWN)


def test_no_secret_in_titles_addresses_headers_or_logs(campaign):
    for one in campaign.answers:
        outside = " ".join((one.title, one.address, *one.headers.values()))
        assert not [word for word in SECRETS if word in outside], (one.name, one.role)
    assert campaign.logged
    assert not [line for line in campaign.logged if any(word in line for word in SECRETS)]


def test_every_page_keeps_out_of_caches_and_runs_only_our_code(campaign):
    for one in campaign.answers:
        assert "no-store" in one.headers.get("Cache-Control", ""), one
        assert one.headers.get("X-Content-Type-Options") == "nosniff", one
        assert one.headers.get("X-Frame-Options") == "DENY", one
        policy = one.headers.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy and "unsafe" not in policy, one
