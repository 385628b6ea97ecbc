from django.db import migrations, models


class Migration(migrations.Migration):
    """A service says whom it takes and has a desk and hours of its own."""

    dependencies = [("directory", "0002_more_kinds_of_agencies")]

    operations = [
        migrations.AddField(
            model_name="serviceoffer",
            name="contact_desk",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="serviceoffer",
            name="opening_hours",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="serviceoffer",
            name="sex",
            field=models.CharField(
                blank=True, choices=[("P", "Anak perempuan saja"), ("L", "Anak laki-laki saja")], max_length=1
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceoffer",
            constraint=models.CheckConstraint(condition=models.Q(("sex__in", ["", "P", "L"])), name="offer_sex_known"),
        ),
    ]
