"""Row level security in migrations: PostgreSQL itself hides the rows a viewer may not see.

The settings `app.*` are set by `scope()`; an absent or emptied setting counts as nobody.
"""

from django.db import migrations

USER = "nullif(current_setting('app.user', true), '')::bigint"
AGENCY = "nullif(current_setting('app.agency', true), '')::bigint"
WIDE = "coalesce(current_setting('app.wide', true), '') = '1'"
AUDITOR = "coalesce(current_setting('app.auditor', true), '') = '1'"
SYSTEM = "coalesce(current_setting('app.system', true), '') <> ''"


def protect(table: str, *, sees: str, writes: str | None = None) -> migrations.RunSQL:
    """Return the migration operation that puts a table under row level security.

    `sees` is the SQL condition for reading, `writes` for new and changed rows (default: the same).
    Work done by the clock (a scope with a reason) passes both.
    """
    check = writes or sees
    return migrations.RunSQL(
        sql=[
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {table}_read ON {table} FOR SELECT USING (({SYSTEM}) OR ({sees}))",
            f"CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK (({SYSTEM}) OR ({check}))",
            f"CREATE POLICY {table}_change ON {table} FOR UPDATE"
            f" USING (({SYSTEM}) OR ({sees})) WITH CHECK (({SYSTEM}) OR ({check}))",
            f"CREATE POLICY {table}_remove ON {table} FOR DELETE USING (({SYSTEM}) OR ({sees}))",
        ],
        reverse_sql=[
            *(f"DROP POLICY {table}_{act} ON {table}" for act in ("read", "add", "change", "remove")),
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ],
    )


def append_only(table: str) -> migrations.RunSQL:
    """Return the migration operation that refuses UPDATE, DELETE and TRUNCATE on a table, for everybody."""
    refuse = f"{table}_refuse_change"
    return migrations.RunSQL(
        sql=[
            f"CREATE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
            f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {refuse}()",
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {refuse}()",
        ],
        reverse_sql=[
            f"DROP TRIGGER {table}_whole ON {table}",
            f"DROP TRIGGER {table}_rows ON {table}",
            f"DROP FUNCTION {refuse}()",
        ],
    )


def grant_to_app(connection, role: str) -> None:
    """Give the serving role its rights on every table and sequence; it owns nothing and runs no DDL."""
    with connection.cursor() as cursor:
        quoted = connection.ops.quote_name(role)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
