import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.kernel.encryption


class Migration(migrations.Migration):
    """Purpose, cost, contact, signing, parent, renewal and places of an agreement; who signed for a party."""

    dependencies = [
        ("agreements", "0004_coordination_papers"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="agreement",
            name="agreement_state",
        ),
        migrations.AddField(
            model_name="agreement",
            name="contact_name",
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name="agreement",
            name="contact_phone",
            field=core.kernel.encryption.EncryptedTextField(blank=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="financing",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="agreement",
            name="parent",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="below", to="agreements.agreement"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="place",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="agreement",
            name="purpose",
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="agreement",
            name="regions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=13), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="renews",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="renewals",
                to="agreements.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="signed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="agreementparty",
            name="authority",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="agreementparty",
            name="position",
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name="agreementparty",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Rancangan"),
                    ("in_force", "Berlaku"),
                    ("expiring", "Segera berakhir"),
                    ("expired", "Berakhir"),
                    ("ended", "Diakhiri"),
                    ("renewed", "Diperpanjang"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "in_force", "expiring", "expired", "ended", "renewed"])),
                name="agreement_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None),
                    models.Q(("type", "pks"), models.Q(("parent", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="agreement_parent_of_pks",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ended"), _negated=True), fields=("renews",), name="agreement_one_renewal"
            ),
        ),
    ]
