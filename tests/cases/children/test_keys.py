"""Encrypted columns: rotated, resumable, and useless in any other column."""

import os

import pytest
from cryptography.exceptions import InvalidTag
from django.core.management import call_command
from django.db import connection

from cases.children.management.commands.rotate_keys import rotate_batch
from cases.children.models import Child
from core.kernel.scope import scope, system_scope
from tests.factories import children as make

pytestmark = pytest.mark.django_db
COLUMNS = ["nik", "kk_number", "phone", "address", "needs"]


def tokens() -> list[tuple[str, ...]]:
    with system_scope("test"), connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM children_child")
        return cursor.fetchall()


def test_rotation_reaches_every_row_and_may_stop_half_way(settings):
    by = make.viewer()
    for _ in range(5):
        make.child(by, nik="1471991205140001", phone="+6281234567890")
    settings.FIELD_KEYS = [("v2", os.urandom(32)), *settings.FIELD_KEYS]
    assert rotate_batch("children_child", "id", COLUMNS, 2) == 2
    assert sum(row[0].startswith("v2:") for row in tokens()) == 2
    call_command("rotate_keys", batch=2)
    assert all(token.startswith("v2:") for row in tokens() for token in row if token)
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    with scope(by):
        assert {child.nik for child in Child.objects.visible_to(by)} == {"1471991205140001"}


def test_the_columns_hold_no_readable_text_and_do_not_travel():
    by = make.viewer()
    make.child(by, nik="1471991205140001", phone="+6281234567890", address="Jalan Melati 5", needs="Alergi kacang")
    assert not any(word in token for row in tokens() for token in row for word in ("1471", "0812", "Melati", "kacang"))
    with system_scope("test"), connection.cursor() as cursor:
        cursor.execute("UPDATE children_child SET phone = nik")
    with scope(by), pytest.raises(InvalidTag):
        list(Child.objects.visible_to(by))
