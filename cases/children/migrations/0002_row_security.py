from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import SYSTEM, USER, protect

FILE = ("care", "full")
CHILD = sees("children_child.id", FILE, by="child_id")


def keep(table: str) -> migrations.RunSQL:
    """Return the operation that leaves deleting rows to the system alone."""
    return migrations.RunSQL(
        [
            f"DROP POLICY {table}_remove ON {table}",
            f"CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({SYSTEM})",
        ],
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    """Children and their families show only through an access row."""

    dependencies = (("children", "0001_children"), ("sharing", "0002_row_security"))
    operations = (
        # A child is registered before the first access row opens it, hence the second way to write.
        protect("children_child", sees=CHILD, writes=f"registered_by_id = {USER} OR {CHILD}"),
        keep("children_child"),
        protect("children_importantperson", sees=sees("children_importantperson.child_id", FILE, by="child_id")),
        keep("children_importantperson"),
    )
