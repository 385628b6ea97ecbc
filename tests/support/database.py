"""The test database: migrated by the owner, used by the serving role, emptied by the superuser.

The whole suite therefore runs as the role that owns nothing, under row level security, as in production.
"""

import os
import subprocess
import sys

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2.extensions import make_dsn

# Rows that migrations and the data files made stay between transactional tests.
KEEP = {"django_migrations", "django_content_type", "directory_region", "cache"}


def _superuser(database: str):
    facts = connection.settings_dict
    return psycopg2.connect(make_dsn(host=facts["HOST"], port=facts["PORT"] or None, user="postgres", dbname=database))


def create(name: str) -> None:
    """Make the test database afresh and migrate it as its owner, regions included."""
    with_super = _superuser("postgres")
    with_super.autocommit = True
    with with_super.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" OWNER ampk_owner')
    with_super.close()
    owner_url = os.environ["DATABASE_OWNER_URL"].rsplit("/", 1)[0] + f"/{name}"
    environment = {**os.environ, "AMPK_DB_ROLE": "owner", "DATABASE_OWNER_URL": owner_url}
    environment.pop("PYTEST_VERSION", None)
    for command in (["migrate", "-v", "0"], ["load_regions", "--provinces", "13,14"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=environment, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip


def drop(name: str) -> None:
    """Remove the test database."""
    with_super = _superuser("postgres")
    with_super.autocommit = True
    with with_super.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    with_super.close()


def empty() -> None:
    """Remove every row a transactional test committed; triggers and foreign keys are left aside for that."""
    with_super = _superuser(connection.settings_dict["NAME"])
    with with_super, with_super.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name not in KEEP]
        for name in tables:
            cursor.execute(f'DELETE FROM "{name}"')
    with_super.close()
