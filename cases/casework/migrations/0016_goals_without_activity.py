from django.db import migrations


class Migration(migrations.Migration):
    """The columns whose words moved into activities are gone from goals."""

    dependencies = (("casework", "0015_goals_into_activities"),)
    operations = (
        migrations.RemoveConstraint("plangoal", "goal_has_responsible"),
        *(migrations.RemoveField("plangoal", name) for name in ("component", "activity", "person", "agency", "due_on")),
    )
