import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.casework.models.conferences
import core.kernel.encryption


class Migration(migrations.Migration):
    """Case conferences: who is invited, the minutes, what was decided."""

    dependencies = (
        ("casework", "0009_tasks_for_anybody"),
        ("children", "0001_children"),
        ("directory", "0001_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Conference",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        default=cases.casework.models.conferences.conference_code,
                        editable=False,
                        max_length=10,
                        unique=True,
                    ),
                ),
                ("case_code", models.CharField(max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Direncanakan"),
                            ("held", "Dilaksanakan, notula disusun"),
                            ("finished", "Notula selesai"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                (
                    "meeting",
                    models.CharField(
                        choices=[("onsite", "Tatap muka"), ("online", "Daring")], default="onsite", max_length=20
                    ),
                ),
                ("place", core.kernel.encryption.EncryptedTextField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("invited_at", models.DateTimeField()),
                ("held_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("cancel_reason", core.kernel.encryption.EncryptedTextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="ConferenceDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", core.kernel.encryption.EncryptedTextField()),
                ("due_on", models.DateField()),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Invited",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("staff", "Petugas instansi"),
                            ("partner", "Instansi mitra"),
                            ("family", "Keluarga"),
                            ("child", "Anak"),
                            ("other", "Lainnya"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("came", models.BooleanField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agenda", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("facts", core.kernel.encryption.EncryptedTextField(blank=True)),
                (
                    "child_heard",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ya, pendapatnya dicatat"), ("no", "Tidak, dengan alasan")],
                        max_length=10,
                    ),
                ),
                ("child_view", core.kernel.encryption.EncryptedTextField(blank=True)),
                (
                    "family_heard",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Ya, pendapatnya dicatat"), ("no", "Tidak, dengan alasan")],
                        max_length=10,
                    ),
                ),
                ("family_view", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("differences", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("next_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MinutesAddition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", core.kernel.encryption.EncryptedTextField()),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("written_at",),
            },
        ),
        migrations.AddField(
            model_name="conference",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
            ),
        ),
        migrations.AddField(
            model_name="conference",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="conferences", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="conference",
            name="finished_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="conference",
            name="invited_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="conferencedecision",
            name="agency",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
            ),
        ),
        migrations.AddField(
            model_name="conferencedecision",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"),
        ),
        migrations.AddField(
            model_name="conferencedecision",
            name="conference",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="casework.conference"
            ),
        ),
        migrations.AddField(
            model_name="conferencedecision",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="conferencedecision",
            name="task",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.task"),
        ),
        migrations.AddField(
            model_name="invited",
            name="agency",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
            ),
        ),
        migrations.AddField(
            model_name="invited",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"),
        ),
        migrations.AddField(
            model_name="invited",
            name="conference",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invited", to="casework.conference"
            ),
        ),
        migrations.AddField(
            model_name="invited",
            name="family",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="children.importantperson"
            ),
        ),
        migrations.AddField(
            model_name="invited",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"),
        ),
        migrations.AddField(
            model_name="minutes",
            name="conference",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="casework.conference"
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="saved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="minutesaddition",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"),
        ),
        migrations.AddField(
            model_name="minutesaddition",
            name="conference",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="additions", to="casework.conference"
            ),
        ),
        migrations.AddField(
            model_name="minutesaddition",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="conference",
            index=models.Index(fields=["case", "-starts_at"], name="conference_case"),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "held", "finished", "cancelled"])), name="conference_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.CheckConstraint(
                condition=models.Q(("finished_at", None), ("state", "finished"), _connector="XOR"),
                name="conference_finished",
            ),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["held", "finished"]), ("held_at", None), _connector="XOR"),
                name="conference_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="conferencedecision",
            constraint=models.UniqueConstraint(fields=("conference", "number"), name="decision_number"),
        ),
        migrations.AddConstraint(
            model_name="conferencedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", None), ("agency", None), _connector="XOR"),
                name="decision_person_or_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="invited",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("conference", "person"),
                name="invited_person_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="invited",
            constraint=models.UniqueConstraint(
                condition=models.Q(("family__isnull", False)),
                fields=("conference", "family"),
                name="invited_family_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="invited",
            constraint=models.UniqueConstraint(
                condition=models.Q(("part", "child")), fields=("conference",), name="invited_child_once"
            ),
        ),
    )
