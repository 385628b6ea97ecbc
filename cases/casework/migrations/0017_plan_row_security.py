from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import append_only, protect, rekeyable

TABLES = ("planactivity", "planreason", "progressreport", "progressline")


class Migration(migrations.Migration):
    """A plan's rows show to whoever reads the whole file; a report on progress is never changed."""

    dependencies = (("casework", "0016_goals_without_activity"),)
    operations = (
        *(protect(f"casework_{table}", sees=sees(f"casework_{table}.case_id")) for table in TABLES),
        append_only("casework_progressreport"),
        append_only("casework_progressline"),
        rekeyable("casework_progressreport", "obstacles", "child_view", "next_steps"),
        rekeyable("casework_progressline", "goal", "reached"),
    )
