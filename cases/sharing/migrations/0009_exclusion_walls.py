from django.db import migrations

from cases.sharing.policies import keeps_out, sees
from core.kernel.rowsecurity import SYSTEM, USER, WIDE, protect

EXCLUSION, BAR = "sharing_exclusion", "sharing_bar"
READ_BY = f"{WIDE} AND person_id <> {USER} AND {sees(f'{EXCLUSION}.child_id', by='child_id')}"


def kept(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        [
            f"DROP POLICY {table}_remove ON {table}",
            f"CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({SYSTEM})",
        ],
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    """Who is excluded sees nothing of the file: no access row, and nothing that shows by other ways.

    The bars show to the person they are about, because the policies read them as that person; no page does.
    """

    dependencies = (
        ("sharing", "0008_exclusions"),
        ("audit", "0002_append_only"),
        ("obligations", "0002_row_security"),
        ("notices", "0003_about_a_case"),
    )
    operations = (
        protect(EXCLUSION, sees=READ_BY, writes="false"),
        kept(EXCLUSION),
        protect(BAR, sees=f"person_id = {USER}", writes="false"),
        kept(BAR),
        keeps_out("sharing_accessrow"),
        keeps_out("sharing_accessrequest", but=f"person_id = {USER}"),
        keeps_out("audit_entry"),
        keeps_out("audit_entry", "child_id"),
        keeps_out("obligations_obligation"),
        keeps_out("notices_notice"),
    )
