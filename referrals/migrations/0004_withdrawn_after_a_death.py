from django.db import migrations, models

WHY = [
    ("not_needed", "Sudah tidak diperlukan"),
    ("moved", "Anak pindah wilayah"),
    ("consent", "Persetujuan dicabut"),
    ("elsewhere", "Sudah dilayani instansi lain"),
    ("unsafe", "Tidak aman bagi anak"),
    ("died", "Anak meninggal dunia"),
]


class Migration(migrations.Migration):
    """A referral may be taken back because the child died."""

    dependencies = (("referrals", "0003_rekeyable_records"),)
    operations = (
        migrations.AlterField("referral", "withdraw_reason", models.CharField(blank=True, choices=WHY, max_length=15)),
    )
