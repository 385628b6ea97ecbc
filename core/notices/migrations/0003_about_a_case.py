from django.db import migrations, models


class Migration(migrations.Migration):
    """A notice knows the case it is about."""

    dependencies = (("notices", "0002_row_security"),)
    operations = (migrations.AddField("notice", "case_id", models.UUIDField(null=True)),)
