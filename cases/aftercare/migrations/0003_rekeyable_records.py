from django.db import migrations

from core.kernel.rowsecurity import rekeyable


class Migration(migrations.Migration):
    """What is never changed can still be encrypted under a new key, by the tables' owner alone."""

    dependencies = (("aftercare", "0002_row_security"),)
    operations = (
        rekeyable("aftercare_visit", "note"),
        rekeyable("aftercare_decision", "explanation"),
    )
