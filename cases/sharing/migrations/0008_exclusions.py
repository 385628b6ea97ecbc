import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.kernel.encryption


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **more
    )


class Migration(migrations.Migration):
    """Persons who never see a file, and what that means case by case."""

    dependencies = [
        ("directory", "0001_agencies"),
        ("sharing", "0007_request_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("case_id", models.UUIDField()),
                ("case_code", models.CharField(max_length=10)),
                ("child_id", models.UUIDField()),
                ("whole_child", models.BooleanField(default=True)),
                ("reason", core.kernel.encryption.EncryptedTextField()),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("added_by", _person()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                ("ended_by", _person(null=True)),
                ("person", _person()),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["child_id"], name="exclusion_child")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="exclusion_ended_by",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_id", models.UUIDField(null=True)),
                ("child_id", models.UUIDField(null=True)),
                (
                    "exclusion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bars", to="sharing.exclusion"
                    ),
                ),
                ("person", _person()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "case_id"], name="bar_case"),
                    models.Index(fields=["person", "child_id"], name="bar_child"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case_id", None), ("child_id__isnull", False)),
                            models.Q(("case_id__isnull", False), ("child_id", None)),
                            _connector="OR",
                        ),
                        name="bar_one_kind",
                    )
                ],
            },
        ),
    ]
