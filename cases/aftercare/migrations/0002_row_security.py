from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import AGENCY, USER, WIDE, append_only, protect

FILE = ("care", "full")
# After the end the former owner keeps one line of the episode, which holds nothing of the child.
CLOSED_LINE = (
    f"status = 'ended' AND owner_agency_id = {AGENCY} AND {USER} IS NOT NULL AND ({WIDE} OR worker_id = {USER})"
)


class Migration(migrations.Migration):
    """Episodes and what hangs on them show through an after-care or full access row of the case."""

    dependencies = (("aftercare", "0001_episodes"), ("sharing", "0002_row_security"))
    operations = (
        protect("aftercare_episode", sees=f"{sees('aftercare_episode.case_id', FILE)} OR ({CLOSED_LINE})"),
        *(
            protect(f"aftercare_{table}", sees=sees(f"aftercare_{table}.case_id", FILE))
            for table in ("plannedvisit", "visit", "lifeareaanswer", "decision")
        ),
        append_only("aftercare_visit"),
        append_only("aftercare_lifeareaanswer"),
        append_only("aftercare_decision"),
    )
