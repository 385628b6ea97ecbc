from uuid import uuid4

import django.db.models.deletion
from django.db import migrations, models

import core.kernel.encryption
from cases.casework.choices import DomainState, RoundReason


class Migration(migrations.Migration):
    """A round names the version of its instrument: what stands already was written by version 0."""

    dependencies = (("casework", "0003_rekeyable_records"),)
    operations = (
        migrations.AddField("assessment", "instrument", models.CharField(default="0", max_length=10)),
        migrations.AddField(
            "assessment", "reason", models.CharField(choices=RoundReason.choices, default="first", max_length=20)
        ),
        migrations.AddField("assessment", "version", models.PositiveIntegerField(default=0)),
        migrations.AlterField("assessmentdomain", "domain", models.CharField(max_length=20)),
        migrations.AlterField(
            "assessmentdomain",
            "state",
            models.CharField(choices=DomainState.choices, default="not_assessed", max_length=20),
        ),
        migrations.AddField("assessmentdomain", "answers", core.kernel.encryption.EncryptedTextField(blank=True)),
        migrations.AddField("assessmentdomain", "version", models.PositiveIntegerField(default=0)),
        migrations.CreateModel(
            name="AssessmentScore",
            fields=[
                ("id", models.UUIDField(default=uuid4, editable=False, primary_key=True, serialize=False)),
                ("factor", models.CharField(max_length=20)),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="casework.assessment"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "factor"), name="assessment_score_once"),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 4)), name="assessment_score_range"
                    ),
                ]
            },
        ),
    )
