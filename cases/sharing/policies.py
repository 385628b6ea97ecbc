"""The SQL twin of `visibility.py`, for the row security migrations of every room that hangs on a case."""

from collections.abc import Iterable

from django.db import migrations

from cases.sharing.choices import DESK_LEVELS
from core.kernel.rowsecurity import AGENCY, SYSTEM, USER, WIDE


def _names(levels: Iterable[str]) -> str:
    return ", ".join(f"'{level!s}'" for level in levels)


def _current(levels: Iterable[str]) -> str:
    return (
        f"a.level IN ({_names(levels)}) AND a.revoked_at IS NULL"
        " AND (a.ends_at IS NULL OR a.ends_at > statement_timestamp())"
        f" AND {USER} IS NOT NULL AND {AGENCY} IS NOT NULL"
        f" AND (a.person_id = {USER} OR (a.person_id IS NULL AND a.agency_id = {AGENCY}"
        f" AND ({WIDE} OR a.level IN ({_names(DESK_LEVELS)}))))"
    )


def sees(column: str, levels: Iterable[str] = ("full",), *, by: str = "case_id") -> str:
    """Return the SQL condition that a current access row opens what stands in `column` ("table.column").

    `by` says what that is: "case_id" a case, "child_id" a child.
    """
    return f"EXISTS (SELECT 1 FROM sharing_accessrow a WHERE a.{by} = {column} AND {_current(levels)})"  # noqa: S608


def keeps_out(table: str, column: str = "case_id", *, but: str = "false") -> migrations.RunSQL:
    """Return the migration operation that hides a table's rows from who is excluded, whatever else would show them.

    `column` holds a case's id, or a child's when it is called so; `but` are rows that stay all the same.
    """
    which = "child_id" if column == "child_id" else "case_id"
    # Read once for a query, not once for a row.
    barred = f"SELECT b.{which} FROM sharing_bar b WHERE b.person_id = {USER} AND b.{which} IS NOT NULL"  # noqa: S608
    return migrations.RunSQL(
        f"CREATE POLICY {table}_out_{which} ON {table} AS RESTRICTIVE FOR SELECT"
        f" USING (({SYSTEM}) OR ({but}) OR {column} IS NULL OR {column} NOT IN ({barred}))",
        f"DROP POLICY {table}_out_{which} ON {table}",
    )


def sees_referral(column: str, levels: Iterable[str]) -> str:
    """Return the SQL condition that a current access row opens the referral whose code stands in `column`."""
    return (  # names and levels of our own migrations, never anybody's input
        "EXISTS (SELECT 1 FROM sharing_accessrow a WHERE a.basis = 'referral'"  # noqa: S608
        f" AND a.basis_ref = {column} AND {_current(levels)})"
    )
