"""What stood in goals before there were activities is found in activities, in words and state."""

from datetime import date
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.support import database

NAME = "test_ampk_before_activities"
BEFORE = ("casework", "0014_plan_activities")
move = import_module("cases.casework.migrations.0015_goals_into_activities").move


@pytest.fixture
def before(django_db_setup, django_db_blocker):
    """Give the owner's connection to a database as it was before the columns moved, and its models."""
    with django_db_blocker.unblock():
        database.create(NAME)
        connections.databases["before"] = {
            **connections["default"].settings_dict, "NAME": NAME, "USER": "ampk_owner", "OPTIONS": {},
        }  # fmt: skip
        opened = connections["before"]
        executor = MigrationExecutor(opened)
        executor.migrate([BEFORE])
        yield opened, executor.loader.project_state(BEFORE).apps
        opened.close()
        del connections["before"], connections.databases["before"]
        database.drop(NAME)


def test_a_goal_of_before_keeps_its_activity_with_person_date_and_state(before):
    opened, known = before
    goals, activities = (
        known.get_model("casework", name).objects.using("before") for name in ("PlanGoal", "PlanActivity")
    )
    # The keys point to nothing, which is asked at the end of a transaction; this one is taken back.
    with transaction.atomic(using="before"):
        with opened.cursor() as cursor:
            cursor.execute("SELECT set_config('app.system', 'test', true)")
        for position, state in enumerate(("planned", "achieved"), start=1):
            goals.create(
                case_id=uuid4(), plan_id=uuid4(), position=position, domain="social", goal="Bersekolah", state=state,
                component="care", activity=f"Daftar ulang {position}", person_id=7, due_on=date(2026, 12, 1),
            )  # fmt: skip
        with opened.schema_editor(atomic=False) as editor:
            move(known, editor)
        # The column is encrypted, so the database cannot put it in order.
        found = sorted(activities.values_list("activity", "person_id", "due_on", "state", "component"))
        goal_of = dict(activities.values_list("activity", "goal__position"))
        transaction.set_rollback(True, using="before")
    assert found == [
        ("Daftar ulang 1", 7, date(2026, 12, 1), "planned", "care"),
        ("Daftar ulang 2", 7, date(2026, 12, 1), "done", "care"),
    ]
    assert goal_of == {"Daftar ulang 1": 1, "Daftar ulang 2": 2}
