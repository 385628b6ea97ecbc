import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who does what for which service within how many working days."""

    dependencies = [
        ("agreements", "0005_agreement_facts"),
        ("directory", "0001_agencies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("answer", "Menjawab rujukan"),
                            ("first_contact", "Menghubungi anak atau keluarga pertama kali"),
                            ("outcome", "Melaporkan hasil"),
                            ("confirm", "Mengesahkan hasil yang dilaporkan"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("schooling", "Kelanjutan pendidikan"),
                            ("identity_papers", "Identitas anak"),
                            ("work", "Penyaluran kerja"),
                            ("religious_guidance", "Pembinaan agama"),
                            ("youth_activity", "Kegiatan pemuda dan olahraga"),
                            ("family_care", "Pengasuhan keluarga atau pengganti"),
                            ("temporary_shelter", "Tempat sementara"),
                            ("health", "Kesehatan dan jaminan kesehatan"),
                            ("social_assistance", "Bantuan sosial"),
                            ("violence_protection", "Perlindungan dari kekerasan"),
                            ("substance_recovery", "Pemulihan NAPZA"),
                            ("aftercare", "Pascalayanan"),
                            ("rehabilitation", "Rehabilitasi sosial"),
                            ("legal_support", "Pendampingan hukum"),
                        ],
                        max_length=30,
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "agency", "deed", "service"), name="commitment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("deed__in", ["answer", "first_contact", "outcome", "confirm"])),
                        name="commitment_deed",
                    ),
                    models.CheckConstraint(condition=models.Q(("days__gte", 1)), name="commitment_days"),
                ],
            },
        ),
    ]
