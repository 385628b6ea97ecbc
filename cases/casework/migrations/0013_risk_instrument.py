from django.db import migrations, models

import core.kernel.encryption
from cases.casework.choices import Risk


class Migration(migrations.Migration):
    """What a rating was made with: the instrument's version, its answers, and the level they gave."""

    dependencies = (("casework", "0012_case_opened_for"),)
    operations = (
        migrations.AddField("riskrating", "instrument", models.CharField(blank=True, default="", max_length=20)),
        migrations.AddField(
            "riskrating", "computed", models.CharField(blank=True, choices=Risk.choices, default="", max_length=20)
        ),
        migrations.AddField("riskrating", "answers", core.kernel.encryption.EncryptedTextField(blank=True, default="")),
        migrations.AlterField("riskrating", "reason", core.kernel.encryption.EncryptedTextField(blank=True)),
        migrations.AddConstraint(
            "riskrating",
            models.CheckConstraint(
                condition=models.Q(("instrument", "")) | ~models.Q(("computed", "")), name="rating_computed"
            ),
        ),
    )
