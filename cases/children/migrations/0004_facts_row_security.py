from django.db import migrations

from cases.sharing.policies import sees
from core.kernel.rowsecurity import SYSTEM, protect

FILE = ("care", "full")
JOINED = sees("children_child.merged_into_id", FILE, by="child_id")


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
    """Other names and carers show like the child; a file that joined another shows to those who see that one."""

    dependencies = (("children", "0003_child_facts"),)
    operations = (
        protect("children_alias", sees=sees("children_alias.child_id", FILE, by="child_id")),
        keep("children_alias"),
        protect("children_careperiod", sees=sees("children_careperiod.child_id", FILE, by="child_id")),
        keep("children_careperiod"),
        migrations.RunSQL(
            f"CREATE POLICY children_child_joined ON children_child FOR SELECT USING ({JOINED})",
            "DROP POLICY children_child_joined ON children_child",
        ),
    )
