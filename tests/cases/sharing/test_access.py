"""Access rows: one writer, and the ORM and the database always agree on who sees what."""

import random
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from agencies.people.roles import Role
from cases.children.models import Child, ImportantPerson
from cases.sharing import selectors, services
from cases.sharing.choices import Basis, Level
from cases.sharing.models import AccessRow
from cases.sharing.querysets import NotTheWriter
from core.audit.models import Entry
from core.kernel.scope import scope, system_scope
from tests.factories import children as make

pytestmark = pytest.mark.django_db
TABLES = {
    AccessRow: "sharing_accessrow",
    Child: "children_child",
    ImportantPerson: "children_importantperson",
}


def raw_ids(table: str) -> set:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        return {row[0] for row in cursor.fetchall()}


def test_without_a_viewer_the_database_shows_nothing():
    by = make.viewer()
    make.person(make.child(by), by)
    for table in [*TABLES.values(), "audit_entry"]:
        assert raw_ids(table) == set()
    with scope(by):
        assert all(raw_ids(table) for table in TABLES.values())


@pytest.mark.parametrize("seed", range(4))
def test_orm_and_database_agree_for_random_viewers(seed):
    dice = random.Random(seed)
    agencies = [make.agency() for _ in range(3)]
    viewers = [
        make.viewer(role, at) for at in agencies for role in (Role.WORKER, Role.SUPERVISOR, Role.PARTNER_OFFICER)
    ]
    workers = [one for one in viewers if one.role == Role.WORKER]
    for _ in range(8):
        by = dice.choice(workers)
        made = make.child(by)
        make.person(made, by)
        for _again in range(3):
            to = dice.choice(viewers)
            ends_at = dice.choice([None, make.NOW - timedelta(days=9000), make.NOW + timedelta(days=9000)])
            row = make.share(
                made, by, level=dice.choice(Level.values), basis=dice.choice(Basis.values), agency_id=to.agency_id,
                person_id=dice.choice([None, to.user_id]), ends_at=ends_at,
            )  # fmt: skip
            if dice.random() < 0.3:
                services.end(case_id=row.case_id, by=by, now=make.NOW)
    seen = 0
    for viewer in viewers:
        with scope(viewer):
            for model, table in TABLES.items():
                by_orm = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
                assert by_orm == raw_ids(table), (viewer.role, table)
                seen += len(by_orm)
    assert seen


def test_only_the_service_writes():
    by = make.viewer()
    row = make.share(make.child(by), by)
    with scope(by):
        rows = AccessRow.objects.for_system(reason="test")
        for attempt in (
            row.save,
            row.delete,
            rows.delete,
            lambda: rows.update(level="full"),
            AccessRow().save,
        ):
            with pytest.raises(NotTheWriter):
                attempt()
        for sql in (
            "UPDATE sharing_accessrow SET level = 'full'",
            "INSERT INTO sharing_accessrow SELECT * FROM sharing_accessrow",
        ):
            with (
                pytest.raises(DatabaseError, match="row-level security"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sharing_accessrow")
            assert cursor.rowcount == 0


def test_the_same_grant_twice_is_one_row_and_one_entry():
    by = make.viewer()
    made, case_id = make.child(by), uuid4()
    first = make.share(made, by, case_id=case_id)
    assert make.share(made, by, case_id=case_id).pk == first.pk
    moved = make.share(made, by, case_id=case_id, ends_at=make.NOW + timedelta(days=1))
    assert (moved.pk, moved.ends_at) == (first.pk, make.NOW + timedelta(days=1))
    with scope(by):
        assert Entry.objects.filter(verb="access.granted", case_id=case_id).count() == 2


def test_ended_access_is_gone_at_once_and_recorded():
    by = make.viewer()
    made = make.child(by)
    with scope(by):
        row = AccessRow.objects.visible_to(by).get(child_id=made.pk)
        assert selectors.level_of(row.case_id, by) == "full"
        assert [one.pk for one in selectors.current_rows(row.case_id, by)] == [row.pk]
        assert services.end(case_id=row.case_id, person_id=by.user_id, by=by, now=make.NOW) == 1
        assert services.end(case_id=row.case_id, by=by, now=make.NOW) == 0
        assert not Child.objects.visible_to(by).exists()
        assert selectors.level_of(row.case_id, by) == ""
        with pytest.raises(ValueError, match="names a case"):
            services.end(by=by, now=make.NOW)


def test_the_night_closes_what_ran_out_once():
    by = make.viewer()
    row = make.share(make.child(by), by, ends_at=make.NOW)
    assert services.close_ended(now=make.NOW - timedelta(seconds=1)) == 0
    assert services.close_ended(now=make.NOW) == 1
    assert services.close_ended(now=make.NOW) == 0
    with system_scope("test"):
        assert AccessRow.objects.for_system(reason="test").get(pk=row.pk).revoked_at == make.NOW


def test_a_condition_built_once_is_not_another_viewers():
    first, second = make.viewer(), make.viewer()
    child = make.child(first)
    for _again in range(2):
        with scope(first):
            assert Child.objects.visible_to(first).filter(pk=child.pk).exists()
        with scope(second):
            assert not Child.objects.visible_to(second).filter(pk=child.pk).exists()
