"""Row level security in migrations: PostgreSQL itself hides the rows a viewer may not see.

The settings `app.*` are set by `scope()`; an absent or emptied setting counts as nobody.
"""

from django.db import migrations

USER = "nullif(current_setting('app.user', true), '')::bigint"
AGENCY = "nullif(current_setting('app.agency', true), '')::bigint"
WIDE = "coalesce(current_setting('app.wide', true), '') = '1'"
AUDITOR = "coalesce(current_setting('app.auditor', true), '') = '1'"
SYSTEM = "coalesce(current_setting('app.system', true), '') <> ''"
# The one thing that somebody without an account may see through a link; such a viewer is nobody else.
LINK = "nullif(current_setting('app.link', true), '')"


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


def also_sees(table: str, name: str, condition: str) -> migrations.RunSQL:
    """Return the migration operation that opens a protected table for reading to one more kind of viewer."""
    return migrations.RunSQL(
        sql=[f"CREATE POLICY {table}_{name} ON {table} FOR SELECT USING ({condition})"],
        reverse_sql=[f"DROP POLICY {table}_{name} ON {table}"],
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


# The reason that key rotation gives to its scope; the trigger below asks for it.
ROTATION = "key rotation"


def rekeyable(table: str, *columns: str) -> migrations.RunSQL:
    """Return the migration operation that lets an append-only table's columns be encrypted again, and no more.

    The table's owner alone may, inside a scope for key rotation, replace a ciphertext by one under another key name
    whose text is as long; every other value of the row stays.  The serving role is refused like before.
    """
    refuse = f"{table}_refuse_change"
    others = " - ".join(f"'{column}'" for column in columns)
    same = " AND ".join(
        f"(NEW.{column} IS NOT DISTINCT FROM OLD.{column}"
        f" OR (OLD.{column} ~ '^[^:]+:.' AND NEW.{column} ~ '^[^:]+:.'"
        f" AND split_part(NEW.{column}, ':', 1) <> split_part(OLD.{column}, ':', 1)"
        f" AND length(split_part(NEW.{column}, ':', 2)) = length(split_part(OLD.{column}, ':', 2))))"
        for column in columns
    )
    body = f"BEGIN RAISE EXCEPTION '{table} is append-only'; END"
    kept = (  # names of our own migrations, never anybody's input
        "BEGIN IF TG_OP = 'UPDATE' THEN"  # noqa: S608
        f" IF coalesce(current_setting('app.system', true), '') = '{ROTATION}'"
        " AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)"
        f" AND to_jsonb(NEW) - {others} = to_jsonb(OLD) - {others} AND {same}"
        f" THEN RETURN NEW; END IF; END IF; RAISE EXCEPTION '{table} is append-only'; END"
    )
    replace = f"CREATE OR REPLACE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$ {{}} $$"
    return migrations.RunSQL(sql=[replace.format(kept)], reverse_sql=[replace.format(body)])


def grant_to_app(connection, role: str) -> None:
    """Give the serving role its rights on every table and sequence; it owns nothing and runs no DDL."""
    with connection.cursor() as cursor:
        quoted = connection.ops.quote_name(role)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
