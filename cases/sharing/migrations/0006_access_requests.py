import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.kernel.encryption

BASES = ["owner", "assignment", "team", "intake", "referral", "aftercare", "request", "former"]


class Migration(migrations.Migration):
    """Somebody of another agency asks to read a file, and access may rest on that."""

    dependencies = [
        ("directory", "0001_agencies"),
        ("sharing", "0005_former_owner"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("accessrow", "access_basis"),
        migrations.AddConstraint(
            "accessrow",
            models.CheckConstraint(condition=models.Q(("basis__in", BASES)), name="access_basis"),
        ),
        migrations.CreateModel(
            name="AccessRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(null=True)),
                ("case_code", models.CharField(blank=True, max_length=10)),
                ("child_id", models.UUIDField(null=True)),
                ("asked_code", models.CharField(blank=True, max_length=10)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("same_child", "Anak ini sedang kami tangani juga"),
                            ("new_report", "Laporan baru tentang anak ini masuk ke kami"),
                            ("family", "Kami menangani saudara atau keluarganya"),
                            ("court", "Diminta pengadilan atau aparat penegak hukum"),
                            ("other", "Alasan lain"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", core.kernel.encryption.EncryptedTextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu jawaban"),
                            ("granted", "Akses diberikan"),
                            ("refused", "Tidak diberikan"),
                            ("withdrawn", "Ditarik peminta"),
                            ("lapsed", "Gugur tanpa jawaban"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_need", "Tidak diperlukan untuk tugas peminta"),
                            ("unsafe", "Tidak aman bagi anak"),
                            ("referral", "Lebih tepat melalui rujukan"),
                            ("other", "Alasan lain"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner_agency",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-asked_at"], name="access_request_person"),
                    models.Index(fields=["owner_agency", "-asked_at"], name="access_request_owner"),
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["asked_at"], name="access_request_open"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "granted", "refused", "withdrawn", "lapsed"])),
                        name="access_request_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "granted"), _negated=True),
                            models.Q(
                                ("case_id__isnull", False), ("decided_at__isnull", False), ("ends_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="access_request_granted",
                    ),
                ],
            },
        ),
    ]
