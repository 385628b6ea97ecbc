from uuid import uuid4

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.casework.choices import ActivityState, Component, GoalState
from core.kernel.encryption import EncryptedTextField


def _key(to: str, related: str = "+", **more) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related, to=to, **more)


def _id() -> tuple:
    return ("id", models.UUIDField(default=uuid4, editable=False, primary_key=True, serialize=False))


class Migration(migrations.Migration):
    """A goal has several activities with their own people and dates, a state with its day, and reports on progress."""

    dependencies = (
        ("casework", "0013_risk_instrument"),
        ("directory", "0001_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.AlterField("plangoal", "domain", models.CharField(max_length=20)),
        migrations.AddField("plangoal", "state_on", models.DateField(null=True)),
        migrations.AddField("plangoal", "state_reason", EncryptedTextField(blank=True)),
        migrations.AddField("plangoal", "version", models.PositiveIntegerField(default=1)),
        migrations.CreateModel(
            name="PlanActivity",
            fields=[
                _id(),
                ("lineage", models.UUIDField(default=uuid4, editable=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("component", models.CharField(choices=Component.choices, max_length=20)),
                ("activity", EncryptedTextField()),
                ("due_on", models.DateField(null=True)),
                ("state", models.CharField(choices=ActivityState.choices, default="planned", max_length=20)),
                ("state_on", models.DateField(null=True)),
                ("state_reason", EncryptedTextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("agency", _key("directory.agency", null=True)),
                ("case", _key("casework.case")),
                ("goal", _key("casework.plangoal", "activities")),
                ("person", _key(settings.AUTH_USER_MODEL, null=True)),
                ("plan", _key("casework.plan", "activities")),
                ("written_by", _key(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("plan", "lineage"), name="activity_once_per_version")]
            },
        ),
        migrations.CreateModel(
            name="PlanReason",
            fields=[
                _id(),
                ("domain", models.CharField(max_length=20)),
                ("reason", EncryptedTextField()),
                ("case", _key("casework.case")),
                ("plan", _key("casework.plan", "reasons")),
                ("written_by", _key(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("plan", "domain"), name="plan_reason_once")]},
        ),
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                _id(),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("obstacles", EncryptedTextField(blank=True)),
                ("child_view", EncryptedTextField(blank=True)),
                ("next_steps", EncryptedTextField()),
                ("written_at", models.DateTimeField()),
                ("case", _key("casework.case", "progress_reports")),
                ("plan", _key("casework.plan")),
                ("written_by", _key(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period_from__lte", models.F("period_to"))), name="progress_period"
                    )
                ],
                "indexes": [models.Index(fields=["case", "-written_at"], name="progress_case")],
            },
        ),
        migrations.CreateModel(
            name="ProgressLine",
            fields=[
                _id(),
                ("lineage", models.UUIDField()),
                ("position", models.PositiveSmallIntegerField()),
                ("goal", EncryptedTextField()),
                ("state", models.CharField(choices=GoalState.choices, max_length=20)),
                ("reached", EncryptedTextField(blank=True)),
                ("case", _key("casework.case")),
                ("report", _key("casework.progressreport", "lines")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("report", "lineage"), name="progress_goal_once")]},
        ),
    )
