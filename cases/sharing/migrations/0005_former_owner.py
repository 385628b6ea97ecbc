from django.db import migrations, models

from cases.sharing.choices import Basis


class Migration(migrations.Migration):
    """Who owned a case before may still read it for a while."""

    dependencies = (("sharing", "0004_consent_row_security"),)
    operations = (
        migrations.AlterField("accessrow", "basis", models.CharField(choices=Basis.choices, max_length=12)),
        migrations.RemoveConstraint("accessrow", "access_basis"),
        migrations.AddConstraint(
            "accessrow",
            models.CheckConstraint(condition=models.Q(("basis__in", Basis.values)), name="access_basis"),
        ),
    )
