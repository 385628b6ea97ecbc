from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import AGENCY, USER, WIDE, protect

FILE = sees("casework_transfer.case_id")
# Those who read the file, who offered, the colleague who is asked, and the supervisors of both sides.
MINE = f"offered_by_id = {USER} OR to_person_id = {USER} OR ({WIDE} AND {AGENCY} IN (from_agency_id, to_agency_id))"


class Migration(migrations.Migration):
    """An offer shows to both sides of it; it tells no name and opens no file."""

    dependencies = (("casework", "0018_transfers"), ("sharing", "0002_row_security"))
    operations = (protect("casework_transfer", sees=f"{MINE} OR {FILE}"),)
