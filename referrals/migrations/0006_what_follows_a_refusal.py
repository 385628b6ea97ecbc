import django.contrib.postgres.fields
from django.db import migrations, models

STATES = [
    ("draft", "Draf"), ("sent", "Terkirim"), ("opened", "Dilihat"), ("asked", "Menunggu jawaban pengirim"),
    ("accepted", "Diterima"), ("accepted_held", "Diterima, ditunda"), ("in_service", "Layanan berjalan"),
    ("service_held", "Layanan ditunda"), ("reported", "Hasil dilaporkan"), ("closed", "Selesai"),
    ("declined", "Ditolak"), ("withdrawn", "Ditarik"), ("lapsed", "Gugur tanpa jawaban"),
    ("rerouted", "Dilanjutkan dengan rujukan baru"), ("mistake", "Salah catat"),
]  # fmt: skip


class Migration(migrations.Migration):
    """What a refusal leads to: the facts that were missing, the day to try again; and drafts made together."""

    dependencies = (("referrals", "0005_rests_on_a_consent"),)
    operations = (
        migrations.AlterField("referral", "status", models.CharField(choices=STATES, default="draft", max_length=15)),
        migrations.AddField(
            "referral",
            "lacking",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=30), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField("referral", "retry_on", models.DateField(null=True)),
        migrations.AddField("referral", "bundle", models.CharField(blank=True, editable=False, max_length=10)),
        migrations.AddIndex(
            "referral",
            models.Index(fields=["bundle"], name="referral_bundle", condition=models.Q(("bundle", ""), _negated=True)),
        ),
    )
