"""The test database: migrated by the owner, used by the serving role, emptied by the superuser.

The whole suite therefore runs as the role that owns nothing, under row level security, as in production.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg2
from django.conf import settings
from django.db import connection

# Rows that migrations and the data files made stay between transactional tests.
KEEP = {"django_migrations", "django_content_type", "auth_permission", "directory_region"}
# One number for "somebody makes the template": workers of one run wait for the first.
MAKING_TEMPLATE = 7_311_402


@contextmanager
def _superuser(database: str) -> Iterator:
    facts = connection.settings_dict
    where = {"host": facts["HOST"], "port": facts["PORT"] or None, "dbname": database}
    with closing(psycopg2.connect(user="postgres", **where)) as opened:
        opened.autocommit = True
        with opened.cursor() as cursor:
            yield cursor


def create(name: str) -> None:
    """Make the test database afresh; parallel workers copy one that the first of them migrated."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if not run:
        _migrate_into(name)
        return
    template = f"template_{run[:20]}"
    with _superuser("postgres") as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING_TEMPLATE])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() is None:
            _migrate_into(f"{template}_begun")
            cursor.execute(f'ALTER DATABASE "{template}_begun" RENAME TO "{template}"')
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY OWNER ampk_owner')


def _migrate_into(name: str) -> None:
    with _superuser("postgres") as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" OWNER ampk_owner')
    owner_url = urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path=f"/{name}").geturl()
    environment = {**os.environ, "AMPK_DB_ROLE": "owner", "DATABASE_OWNER_URL": owner_url}
    for command in (["migrate", "-v", "0"], ["load_regions", "--provinces", "13,14"]):
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=environment, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"manage.py {command[0]} failed for the test database:\n{done.stderr[-3000:]}")


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
