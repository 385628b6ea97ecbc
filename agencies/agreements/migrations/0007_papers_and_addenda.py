import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Scans of an agreement, and what was changed while it was in force."""

    dependencies = [
        ("agreements", "0006_commitments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Addendum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(blank=True, max_length=80)),
                ("dated_on", models.DateField()),
                ("note", models.TextField(max_length=1000)),
                ("recorded_at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="addenda", to="agreements.agreement"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "file_type",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("jpg", "JPEG"), ("png", "PNG"), ("docx", "DOCX"), ("xlsx", "XLSX")],
                        max_length=4,
                    ),
                ),
                ("file_name", models.CharField(max_length=80, unique=True)),
                ("key_name", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("is_scanned", models.BooleanField(default=False)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed", "Naskah bertanda tangan"),
                            ("work_plan", "Lampiran rencana kerja"),
                            ("addendum", "Addendum"),
                            ("authority", "Surat kuasa atau dasar kewenangan"),
                            ("other", "Lainnya"),
                        ],
                        max_length=10,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="agreements.agreement"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("file_type__in", ["pdf", "jpg", "png", "docx", "xlsx"])),
                        name="agreements_paper_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["signed", "work_plan", "addendum", "authority", "other"])),
                        name="agreement_paper_kind",
                    ),
                ],
            },
        ),
    ]
