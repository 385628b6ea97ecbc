import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.kernel.encryption


class Migration(migrations.Migration):
    """Sessions, time and place of a note; its author's edits as rows of their own."""

    dependencies = (
        ("casework", "0007_categories_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="NoteEdit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("happened_on", models.DateField()),
                ("happened_time", models.TimeField(null=True)),
                ("place", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("met", models.JSONField(default=list)),
                ("met_other", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("text", core.kernel.encryption.EncryptedTextField(blank=True)),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.AddField(
            model_name="note",
            name="component",
            field=models.CharField(
                blank=True,
                choices=[
                    ("basic_needs", "Dukungan pemenuhan kebutuhan hidup layak"),
                    ("care", "Perawatan sosial dan/atau pengasuhan anak"),
                    ("family_support", "Dukungan keluarga"),
                    ("therapy", "Terapi fisik, psikososial, dan mental spiritual"),
                    ("vocational", "Pelatihan vokasional dan/atau pembinaan kewirausahaan"),
                    ("assistance", "Bantuan sosial dan asistensi sosial"),
                    ("accessibility", "Dukungan aksesibilitas"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="happened_time",
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name="note",
            name="is_group",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="note",
            name="met_other",
            field=core.kernel.encryption.EncryptedTextField(blank=True),
        ),
        migrations.AddField(
            model_name="note",
            name="minutes",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="note",
            name="place",
            field=core.kernel.encryption.EncryptedTextField(blank=True),
        ),
        migrations.AddField(
            model_name="note",
            name="session",
            field=models.CharField(
                blank=True,
                choices=[("guidance", "Bimbingan"), ("therapy", "Terapi"), ("training", "Pelatihan")],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="kind",
            field=models.CharField(
                choices=[
                    ("home_visit", "Kunjungan rumah"),
                    ("call", "Telepon"),
                    ("school_visit", "Kunjungan sekolah"),
                    ("office", "Di kantor"),
                    ("session", "Sesi layanan"),
                    ("note", "Catatan"),
                    ("handover", "Catatan alih kasus"),
                    ("help", "Permintaan bantuan"),
                    ("answer", "Jawaban supervisor"),
                    ("correction", "Koreksi catatan"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "session"), _negated=True),
                    models.Q(
                        models.Q(("session", ""), _negated=True),
                        models.Q(("component", ""), _negated=True),
                        ("minutes__gte", 1),
                    ),
                    _connector="OR",
                ),
                name="session_answers",
            ),
        ),
        migrations.AddField(
            model_name="noteedit",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"),
        ),
        migrations.AddField(
            model_name="noteedit",
            name="note",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="edits", to="casework.note"
            ),
        ),
        migrations.AddField(
            model_name="noteedit",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="noteedit",
            constraint=models.UniqueConstraint(fields=("note", "number"), name="note_edit_once"),
        ),
    )
