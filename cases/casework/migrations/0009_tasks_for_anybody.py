import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.kernel.encryption


class Migration(migrations.Migration):
    """A task waits for a person or at a desk; what happened to it is kept."""

    dependencies = (
        ("casework", "0008_note_edits_and_sessions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="TaskEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("done", "Selesai"),
                            ("undone", "Dibuka lagi"),
                            ("snoozed", "Ditunda"),
                            ("reassigned", "Dialihkan"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("due_on", models.DateField(null=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="task",
            name="desk",
            field=models.CharField(
                blank=True,
                choices=[
                    ("supervisor", "Meja supervisor"),
                    ("worker", "Meja pekerja sosial"),
                    ("intake", "Meja asupan"),
                    ("head", "Meja pimpinan"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="task",
            name="assigned_to",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["assigned_to", "state", "due_on"], name="task_person"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("assigned_to", None), ("desk", ""), _connector="XOR"), name="task_person_or_desk"
            ),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="events", to="casework.task"
            ),
        ),
        migrations.AddIndex(
            model_name="taskevent",
            index=models.Index(fields=["task", "at"], name="task_event"),
        ),
    )
