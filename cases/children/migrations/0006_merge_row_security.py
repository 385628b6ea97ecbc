from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import protect

FILE = ("care", "full")


def both(table: str) -> str:
    """Return the SQL condition that a viewer sees both files of a pair."""
    return " AND ".join(sees(f"{table}.{side}_id", FILE, by="child_id") for side in ("first", "second"))


def either(table: str) -> str:
    """Return the SQL condition that a viewer sees the file that stayed, or the one that was parted again."""
    return " OR ".join(sees(f"{table}.{side}_id", FILE, by="child_id") for side in ("winner", "loser"))


class Migration(migrations.Migration):
    """Pairs and merges show to those who see the files; the record of a joined file, to those who see the other."""

    dependencies = (("children", "0005_merges"), ("sharing", "0002_row_security"))
    operations = (
        protect("children_merge", sees=either("children_merge"), writes="false"),
        protect("children_duplicatepair", sees=both("children_duplicatepair"), writes="false"),
        migrations.RunSQL(
            "CREATE POLICY audit_entry_joined ON audit_entry FOR SELECT USING (EXISTS (SELECT 1 FROM children_child c"
            f" WHERE c.id = audit_entry.child_id AND {sees('c.merged_into_id', FILE, by='child_id')}))",
            "DROP POLICY audit_entry_joined ON audit_entry",
        ),
    )
