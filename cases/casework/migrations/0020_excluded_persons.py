from django.db import migrations

from cases.sharing.policies import keeps_out


class Migration(migrations.Migration):
    """What shows by name or desk without an access row shows to nobody who is excluded from the file."""

    dependencies = (("casework", "0019_transfers_security"), ("sharing", "0009_exclusion_walls"))
    operations = tuple(keeps_out(f"casework_{table}") for table in ("transfer", "task", "invited", "conference"))
