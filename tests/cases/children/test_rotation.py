"""New keys reach what is never changed: afterwards the old key may be thrown away, and nothing else was touched."""

import os
import subprocess
import sys
from base64 import b64encode
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg2.errors import RaiseException

from cases.casework.models import Note
from cases.casework.services import write_note
from core.kernel.rowsecurity import ROTATION
from core.kernel.scope import scope, system_scope
from tests.factories import casework as make

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Ibu mengizinkan anak tinggal bersama nenek."


def owner_url() -> str:
    name = connection.settings_dict["NAME"]
    return urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path=f"/{name}").geturl()


def written():
    case, office = make.case_at("implementation")
    with scope(office.worker):
        answers = {"kind": "note", "happened_on": make.TODAY, "text": SAID}
        return write_note(by=office.worker, now=make.NOW, case=case, answers=answers), office.worker


def rotated_by_the_owner(keys) -> subprocess.CompletedProcess:
    named = ",".join(f"{name}:{b64encode(key).decode()}" for name, key in keys)
    environment = {
        **os.environ, "AMPK_DB_ROLE": "owner", "DATABASE_OWNER_URL": owner_url(), "FIELD_KEYS": named,
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "manage.py", "rotate_keys", "--batch", "3"], cwd=project.BASE_DIR, env=environment,
        check=False, capture_output=True, text=True,
    )  # fmt: skip


def test_after_rotation_the_old_key_may_be_dropped_and_every_note_is_read(settings):
    note, worker = written()
    keys = [("v2", os.urandom(32)), *settings.FIELD_KEYS]
    done = rotated_by_the_owner(keys)
    assert done.returncode == 0, done.stderr
    settings.FIELD_KEYS = keys[:1]
    with scope(worker):
        assert Note.objects.visible_to(worker).get(pk=note.pk).text == SAID


def test_the_serving_role_is_told_to_leave_it_to_the_owner(settings):
    written()
    settings.FIELD_KEYS = [("v2", os.urandom(32)), *settings.FIELD_KEYS]
    with pytest.raises(CommandError, match=r"casework_note.*AMPK_DB_ROLE=owner"):
        call_command("rotate_keys")


@pytest.mark.parametrize("change", [
    "text = 'v2:' || repeat('A', 40)",  # another text
    "text = 'dibaca semua orang'",
    "text = ''",
    "happened_on = happened_on - 1",
])  # fmt: skip
def test_even_the_owner_changes_nothing_but_the_key(change):
    written()
    with closing(psycopg2.connect(owner_url())) as opened, opened.cursor() as cursor:
        cursor.execute("SELECT set_config('app.system', %s, true)", [ROTATION])
        with pytest.raises(RaiseException, match="append-only"):
            cursor.execute(f"UPDATE casework_note SET {change}")  # the cases above
    with closing(psycopg2.connect(owner_url())) as opened, opened.cursor() as cursor:
        cursor.execute("SELECT set_config('app.system', %s, true)", [ROTATION])
        with pytest.raises(RaiseException, match="append-only"):
            cursor.execute("DELETE FROM casework_note")


def test_a_verb_does_not_pass_for_a_rotation():
    written()
    with pytest.raises(Exception, match="append-only"), system_scope(ROTATION), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_note SET text = 'v2:' || split_part(text, ':', 2)")
