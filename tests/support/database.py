"""The test database: migrated by the owner, used by the serving role, emptied by the superuser.

The whole suite therefore runs as the role that owns nothing, under row level security, as in production.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from django.db import connection

# Rows that migrations and the data files made stay between transactional tests.
KEEP = {"django_migrations", "django_content_type", "auth_permission", "directory_region", "casework_subcategory"}


@contextmanager
def _superuser(database: str) -> Iterator:
    facts = connection.settings_dict
    where = {"host": facts["HOST"], "port": facts["PORT"] or None, "dbname": database}
    with closing(psycopg2.connect(user="postgres", **where)) as opened:
        opened.autocommit = True
        with opened.cursor() as cursor:
            yield cursor


def create(name: str) -> None:
    """Make the test database afresh, as a copy of the one that `./test` migrated."""
    with _superuser("postgres") as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        template = os.environ["TEST_TEMPLATE"]
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY OWNER ampk_owner')


def drop(name: str) -> None:
    """Remove the test database."""
    with _superuser("postgres") as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def empty() -> None:
    """Remove every row a transactional test committed; triggers and foreign keys are left aside for that."""
    with _superuser(connection.settings_dict["NAME"]) as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        emptied = [f'DELETE FROM "{table}"' for (table,) in cursor.fetchall() if table not in KEEP]
        # One statement string is one transaction, and the setting goes with it.
        cursor.execute("; ".join(["SET LOCAL session_replication_role = replica", *emptied]))
