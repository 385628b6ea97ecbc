from django.db import migrations

from cases.sharing.policies import keeps_out


class Migration(migrations.Migration):
    """The line a former owner keeps shows to nobody who is excluded from the file."""

    dependencies = (("aftercare", "0003_rekeyable_records"), ("sharing", "0009_exclusion_walls"))
    operations = (keeps_out("aftercare_episode"),)
