from django.db import migrations

from core.kernel.rowsecurity import rekeyable


class Migration(migrations.Migration):
    """What is never changed can still be encrypted under a new key, by the tables' owner alone."""

    dependencies = (("referrals", "0002_row_security"),)
    operations = (
        rekeyable("referrals_referralfact", "value"),
        rekeyable("referrals_referralmessage", "body"),
    )
