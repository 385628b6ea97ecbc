from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import SYSTEM, protect

TABLE = "sharing_consent"


class Migration(migrations.Migration):
    """Whoever reads the child's file reads what sharing rests on; nobody deletes it."""

    dependencies = (("sharing", "0003_consents"),)
    operations = (
        protect(TABLE, sees=sees(f"{TABLE}.case_id", ("care", "full"))),
        migrations.RunSQL(
            [
                f"DROP POLICY {TABLE}_remove ON {TABLE}",
                f"CREATE POLICY {TABLE}_remove ON {TABLE} FOR DELETE USING ({SYSTEM})",
            ],
            migrations.RunSQL.noop,
        ),
    )
