from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import AGENCY, AUDITOR, SYSTEM, USER, protect

FILE = ("care", "full")
TABLE = "sharing_accessrow"


class Migration(migrations.Migration):
    """Access rows hide files; the audit record is read by those whose access row opens the file, and auditors."""

    dependencies = (("sharing", "0001_access"), ("audit", "0002_append_only"))
    operations = (
        protect(
            TABLE,
            sees=f"{USER} IS NOT NULL AND {AGENCY} IS NOT NULL"
            f" AND (person_id = {USER} OR agency_id = {AGENCY} OR owner_agency_id = {AGENCY})",
            writes="false",
        ),
        migrations.RunSQL(
            [
                f"DROP POLICY {TABLE}_remove ON {TABLE}",
                f"CREATE POLICY {TABLE}_remove ON {TABLE} FOR DELETE USING ({SYSTEM})",
            ],
            migrations.RunSQL.noop,
        ),
        protect(
            "audit_entry",
            sees=f"{AUDITOR} OR actor_id = {USER} OR {sees('audit_entry.case_id', FILE)}"
            f" OR {sees('audit_entry.child_id', FILE, by='child_id')}",
            writes="true",
        ),
    )
