from django.db import migrations

from core.kernel.rowsecurity import AGENCY, SYSTEM, USER, WIDE, protect

TABLE = "sharing_accessrequest"


class Migration(migrations.Migration):
    """Who asked reads their own requests, the owner's supervisors and head those for their files; the verbs write."""

    dependencies = (("sharing", "0006_access_requests"),)
    operations = (
        protect(
            TABLE,
            sees=f"{USER} IS NOT NULL AND {AGENCY} IS NOT NULL AND"
            f" ((person_id = {USER} AND agency_id = {AGENCY}) OR ({WIDE} AND owner_agency_id = {AGENCY}))",
            writes="false",
        ),
        migrations.RunSQL(
            [
                f"DROP POLICY {TABLE}_remove ON {TABLE}",
                f"CREATE POLICY {TABLE}_remove ON {TABLE} FOR DELETE USING ({SYSTEM})",
            ],
            migrations.RunSQL.noop,
        ),
    )
