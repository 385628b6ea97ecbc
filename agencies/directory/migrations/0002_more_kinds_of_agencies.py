from django.db import migrations, models


class Migration(migrations.Migration):
    """Every kind of agency that helps a child here."""

    dependencies = [("directory", "0001_agencies")]

    operations = [
        migrations.RemoveConstraint(
            model_name="agency",
            name="agency_kind_known",
        ),
        migrations.AlterField(
            model_name="agency",
            name="kind",
            field=models.CharField(
                choices=[
                    ("balai", "Balai Anak"),
                    ("social_office", "Dinas Sosial"),
                    ("education_office", "Dinas Pendidikan"),
                    ("civil_registry", "Disdukcapil"),
                    ("manpower_office", "Dinas Tenaga Kerja"),
                    ("religious_affairs", "Kementerian Agama"),
                    ("youth_sports", "Dinas Pemuda dan Olahraga"),
                    ("lpks", "LPKS"),
                    ("lksa", "LKSA"),
                    ("police_child_unit", "Polres Unit PPA"),
                    ("protection_unit", "UPTD PPA"),
                    ("health_service", "Layanan kesehatan"),
                    ("probation_office", "Bapas"),
                    ("prosecutor", "Kejaksaan"),
                    ("court", "Pengadilan"),
                    ("bnn", "BNN"),
                    ("school", "Sekolah"),
                    ("boarding_school", "Madrasah atau pesantren"),
                    ("training_centre", "Balai latihan kerja"),
                    ("health_insurance", "BPJS Kesehatan"),
                    ("recovery_centre", "Lembaga rehabilitasi NAPZA (IPWL)"),
                    ("family_counselling", "Konsultasi keluarga (LK3, Puspaga)"),
                    ("civil_society", "Lembaga masyarakat (LPA, PATBM)"),
                    ("village_office", "Kantor desa, kelurahan, atau nagari"),
                    ("order_police", "Satpol PP"),
                    ("other", "Lainnya"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "balai",
                            "social_office",
                            "education_office",
                            "civil_registry",
                            "manpower_office",
                            "religious_affairs",
                            "youth_sports",
                            "lpks",
                            "lksa",
                            "police_child_unit",
                            "protection_unit",
                            "health_service",
                            "probation_office",
                            "prosecutor",
                            "court",
                            "bnn",
                            "school",
                            "boarding_school",
                            "training_centre",
                            "health_insurance",
                            "recovery_centre",
                            "family_counselling",
                            "civil_society",
                            "village_office",
                            "order_police",
                            "other",
                        ],
                    )
                ),
                name="agency_kind_known",
            ),
        ),
    ]
