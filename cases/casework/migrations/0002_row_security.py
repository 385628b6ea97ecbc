from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import USER, append_only, protect

CASE = sees("casework_case.id", ("care", "full"))
FILES = (
    "casecategory", "report", "teammember", "decision", "handover", "serviceagreement", "note", "riskrating",
    "assessment", "assessmentdomain", "plan", "plangoal",
)  # fmt: skip


class Migration(migrations.Migration):
    """A case shows through an access row; everything in its file needs the whole file's level."""

    dependencies = (("casework", "0001_cases"), ("sharing", "0002_row_security"))
    operations = (
        protect("casework_case", sees=CASE, writes=f"opened_by_id = {USER} OR {sees('casework_case.id')}"),
        *(protect(f"casework_{table}", sees=sees(f"casework_{table}.case_id")) for table in FILES),
        protect("casework_task", sees=f"assigned_to_id = {USER} OR {sees('casework_task.case_id')}"),
        append_only("casework_note"),
        append_only("casework_decision"),
    )
