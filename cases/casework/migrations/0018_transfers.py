import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.casework.models.transferring
import core.kernel.encryption
from cases.casework.choices import AgeBand, DeclineReason, Risk, Stage, TransferKind, TransferState

_WAITING = ["offered", "escalated"]


def _to(model, *, null=False, name="+"):
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model)


class Migration(migrations.Migration):
    """Cases offered to a colleague or another agency, with what the receiver sees before accepting."""

    dependencies = (
        ("casework", "0017_plan_row_security"),
        ("directory", "0001_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=cases.casework.models.transferring.transfer_code,
                        editable=False,
                        max_length=10,
                        unique=True,
                    ),
                ),
                ("kind", models.CharField(choices=TransferKind.choices, max_length=10)),
                ("state", models.CharField(choices=TransferState.choices, default="offered", max_length=20)),
                ("state_since", models.DateTimeField()),
                ("reason", models.CharField(max_length=20)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("age_band", models.CharField(choices=AgeBand.choices, max_length=10)),
                ("stage", models.CharField(choices=Stage.choices, max_length=20)),
                ("risk", models.CharField(choices=Risk.choices, max_length=20)),
                ("duties", models.PositiveSmallIntegerField(default=0)),
                ("offered_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("decline_reason", models.CharField(blank=True, choices=DeclineReason.choices, max_length=20)),
                ("decline_text", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("read_until", models.DateField(null=True)),
                ("answered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ("case", _to("casework.case", name="transfers")),
                ("from_agency", _to("directory.agency")),
                ("from_manager", _to(settings.AUTH_USER_MODEL, null=True)),
                ("new_manager", _to(settings.AUTH_USER_MODEL, null=True)),
                ("offered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ("region", _to("directory.region", null=True)),
                ("to_agency", _to("directory.agency")),
                ("to_person", _to(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["to_agency", "-offered_at"], name="transfer_to"),
                    models.Index(fields=["from_agency", "-offered_at"], name="transfer_from"),
                    models.Index(condition=models.Q(("state__in", _WAITING)), fields=["due_at"], name="transfer_due"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", TransferState.values)), name="transfer_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", _WAITING)) ^ models.Q(("answered_at__isnull", False)),
                        name="transfer_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "worker"), ("to_person__isnull", False))
                        | models.Q(("kind", "agency"), ("to_person", None)),
                        name="transfer_addressed",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(("state", "accepted")) | models.Q(("new_manager__isnull", False)),
                        name="transfer_has_manager",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", _WAITING)), fields=("case",), name="transfer_one_waiting"
                    ),
                ],
            },
        ),
    )
