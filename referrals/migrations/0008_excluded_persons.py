from django.db import migrations

from cases.sharing.policies import keeps_out


class Migration(migrations.Migration):
    """A referral shows to nobody at the desk who is excluded from the child's file."""

    dependencies = (("referrals", "0007_promised_answer"), ("sharing", "0009_exclusion_walls"))
    operations = (keeps_out("referrals_referral"),)
