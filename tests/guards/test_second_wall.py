"""With the application's filter removed, PostgreSQL alone still shows each person no more than they may see."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from agencies.people.roles import Role
from cases.casework.models import Case
from cases.children.models import Child
from cases.sharing.models import AccessRow, Exclusion
from cases.sharing.services.barring import spell_out
from core.kernel.scope import ScopedQuerySet, scope, system_scope
from tests.guards.test_walls import protected_tables
from tests.support.world import ENDED, FOREIGN, NOW, OWN, RELATIONS, SECRETS, SHARED, TEAM, World

# One narrow and one wide role of the office, the desk's own, and one that only writes reports down.
ROLES = (Role.WORKER, Role.SUPERVISOR, Role.PARTNER_OFFICER, Role.INTAKE_OPERATOR)
pytestmark = pytest.mark.xdist_group("second wall")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World().build()
        transaction.set_rollback(True)


def guarded_models():
    """Return the models under row security whose queryset asks for a viewer."""
    tables = set(protected_tables())
    return [
        model for model in apps.get_models()
        if model._meta.db_table in tables and isinstance(model._default_manager.all(), ScopedQuerySet)
    ]  # fmt: skip


def test_what_the_database_shows_is_what_the_application_shows(world):
    seen = set()
    for relation in RELATIONS:
        for role in ROLES:
            viewer = world.viewer(role, relation)
            for model in guarded_models():
                # Each wall alone: the database without the filter, and the filter where the database shows all.
                with scope(viewer):
                    found = model.objects.for_system(reason="filter removed")
                    # A file that joined another keeps its row, so that its code leads on; it is in no list.
                    found = found.filter(merged_into=None) if model is Child else found
                    raw = set(found.values_list("pk", flat=True))
                with system_scope("policies aside"):
                    allowed = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
                assert raw == allowed, (model.__name__, role, relation, len(raw), len(allowed))
                seen |= {(model.__name__, relation)} if raw else set()
    assert {("Exclusion", OWN), ("Case", OWN), ("Note", OWN), ("Case", SHARED), ("ReferralFact", SHARED)} <= seen


@pytest.mark.parametrize("relation", [FOREIGN, ENDED])
@pytest.mark.parametrize("role", [Role.WORKER, Role.SUPERVISOR, Role.PARTNER_OFFICER])
def test_raw_sql_shows_nothing_of_a_foreign_file(world, role, relation):
    tables = [name for name in protected_tables() if name.startswith(("children_", "casework_", "aftercare_"))]
    with scope(world.viewer(role, relation)), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            assert cursor.fetchone() == (0,), table


def kept_out(world, role, relation):
    """Keep a person out of every child of the world, whatever they hold, and return them as a viewer."""
    row = world.rows[role, relation]
    by = world.rows[Role.SUPERVISOR, TEAM].user
    with system_scope("test"):
        for case in Case.objects.for_system(reason="test"):
            made = Exclusion(
                case_id=case.pk, case_code=case.code, child_id=case.child_id, agency=world.home, person=row.user,
                reason="Kerabat anak", added_at=NOW, added_by=by,
            )  # fmt: skip
            made.save(force_insert=True)
            spell_out([made])
    return world.viewer(role, relation)


# What a person keeps who is kept out of every file: what they asked for, began or were told of no case, and the bars;
# and what another office asks for a child without a file (test_incoming.py: with the file it is gone).
THEIR_OWN = {"AccessRequest", "Draft", "Notice", "Obligation", "Bar", "Incoming", "IncomingPaper"}


@pytest.mark.parametrize("relation", RELATIONS)
def test_who_is_kept_out_sees_nothing_through_either_wall(world, relation):
    for role in ROLES:
        with transaction.atomic():
            before = world.viewer(role, relation)
            with scope(before):
                held = sum(model.objects.visible_to(before).count() for model in guarded_models())
            viewer = kept_out(world, role, relation)
            for model in guarded_models():
                with scope(viewer):
                    raw = model.objects.for_system(reason="filter removed")
                    raw_ids = set(raw.values_list("pk", flat=True))
                with system_scope("policies aside"):
                    shown = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
                assert raw_ids == shown, (model.__name__, role)
                if model.__name__ not in THEIR_OWN:
                    assert not shown, (model.__name__, role, relation)
            with scope(viewer), connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM audit_entry WHERE case_id IS NOT NULL OR child_id IS NOT NULL")
                assert cursor.fetchone() == (0,), (role, relation)
                for name in ("obligations_obligation", "notices_notice"):
                    cursor.execute(f"SELECT count(*) FROM {name} WHERE case_id IS NOT NULL")
                    assert cursor.fetchone() == (0,), (name, role, relation)
            assert held > 1 or relation in (FOREIGN, ENDED), (role, relation)
            transaction.set_rollback(True)


def test_no_access_row_opens_by_being_old(world):
    with system_scope("test"):
        rows = AccessRow.objects.for_system(reason="test").filter(agency=world.former, level__in=["care", "full"])
        assert rows.count() == 8 and not rows.current().exists()


def test_the_world_is_full_of_secrets():
    assert len(SECRETS) >= 10
