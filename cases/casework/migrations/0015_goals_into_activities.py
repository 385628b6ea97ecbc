from django.db import migrations

_STATES = {"achieved": "done"}


def move(apps, schema_editor):
    """Give each goal's activity a row of its own, its person, agency, date and state included."""
    # The owner stands under row security too; the setting ends with this transaction.
    schema_editor.execute("SELECT set_config('app.system', 'goals into activities', true)")
    goals, activities = apps.get_model("casework", "PlanGoal"), apps.get_model("casework", "PlanActivity")
    alias = schema_editor.connection.alias
    for goal in goals.objects.using(alias).iterator(chunk_size=500):
        activities.objects.using(alias).create(
            lineage=goal.lineage, case_id=goal.case_id, plan_id=goal.plan_id, goal_id=goal.pk, position=1,
            component=goal.component, activity=goal.activity, person_id=goal.person_id, agency_id=goal.agency_id,
            due_on=goal.due_on, state=_STATES.get(goal.state, goal.state), written_by_id=goal.written_by_id,
        )  # fmt: skip


class Migration(migrations.Migration):
    """What a goal's row said about its activity stands in the activity's own row."""

    dependencies = (("casework", "0014_plan_activities"),)
    operations = (migrations.RunPython(move, migrations.RunPython.noop),)
