"""Every column says what it tells and about whom; what would harm a child is encrypted or says why it is not."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from core.audit.models import Entry
from core.kernel.encryption import EncryptedTextField
from core.kernel.privacy import PERSONAL, PUBLIC, SECRET, SENSITIVE, Privacy
from core.kernel.scope import system_scope

HOUSE = ("core", "agencies", "cases", "referrals", "ampk")
ROOMS = [one for one in apps.get_app_configs() if one.name.split(".")[0] in HOUSE and list(one.get_models())]
# What leaves a file by its nature: notices and duties go into lists and mails, the record is read by auditors.
TOLD = {"Notice": ("key", "about", "url"), "Obligation": ("key", "about", "url", "note", "rule"), "Entry": ("detail",)}


def fields_of(model) -> dict[str, models.Field]:
    """Return the columns of a table by name."""
    return {
        one.name: one for one in model._meta.get_fields() if getattr(one, "concrete", False) and not one.many_to_many
    }


def declared_in(room) -> tuple[dict[str, dict[str, Privacy]], dict[str, str]]:
    """Return model -> field -> class, and the reasons, of a room."""
    declared = import_module(f"{room.name}.privacy")
    flat: dict[str, dict[str, Privacy]] = {}
    for model, classes in declared.PRIVACY.items():
        named = [(name, privacy) for privacy, names in classes.items() for name in names.split()]
        assert len(named) == len(dict(named)), f"{room.name}: {model} names a field twice"
        flat[model] = dict(named)
    return flat, getattr(declared, "READABLE", {})


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_field_has_one_class_and_no_class_is_left_over(room):
    flat, readable = declared_in(room)
    known = {model.__name__: set(fields_of(model)) for model in room.get_models()}
    missing = {f"{name}.{one}" for name, found in known.items() for one in found - set(flat.get(name, {}))}
    stale = {f"{name}.{one}" for name, found in flat.items() for one in set(found) - known.get(name, set())}
    assert not missing, f"{room.name}/privacy.py: give a class to {sorted(missing)}"
    assert not stale, f"{room.name}/privacy.py: no such field {sorted(stale)}"
    assert all(reason for reason in readable.values())


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_sensitive_and_secret_words_are_encrypted_or_say_why_not(room):
    flat, readable = declared_in(room)
    open_text = set()
    for model in room.get_models():
        for name, field in fields_of(model).items():
            is_text = isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
            if (
                is_text
                and flat[model.__name__][name] in (SENSITIVE, SECRET)
                and not isinstance(field, EncryptedTextField)
            ):
                open_text.add(f"{model.__name__}.{name}")
    assert open_text == set(readable), f"{room.name}: encrypt, or give the reason in READABLE"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_an_encrypted_field_is_declared_as_what_it_is(room):
    flat, _readable = declared_in(room)
    for model in room.get_models():
        for name, field in fields_of(model).items():
            if isinstance(field, EncryptedTextField):
                assert flat[model.__name__][name] in (SENSITIVE, SECRET), f"{model.__name__}.{name}"


def test_what_goes_into_mails_lists_and_the_record_is_declared_free_of_anybody():
    found = {model.__name__: (room, model) for room in ROOMS for model in room.get_models() if model.__name__ in TOLD}
    for name, columns in TOLD.items():
        flat, _readable = declared_in(found[name][0])
        for column in columns:
            assert flat[name][column] not in (PERSONAL, SENSITIVE, SECRET, PUBLIC), f"{name}.{column}"


@pytest.mark.django_db
def test_nothing_personal_of_a_whole_story_stands_in_the_record_a_notice_or_a_duty():
    from agencies.obligations.models import Obligation
    from core.notices.models import Notice
    from tests.support.world import CANARY, SECRETS, World

    World().build()
    with system_scope("test"):
        rows = {
            Entry: Entry.objects.values_list("subject", "purpose", "detail"),
            Notice: Notice.objects.for_system(reason="test").values_list("key", "about", "url"),
            Obligation: Obligation.objects.for_system(reason="test").values_list("key", "about", "url", "note"),
        }
        said = {model.__name__: " ".join(str(row) for row in found) for model, found in rows.items()}
    assert all(said.values())
    for name, text in said.items():
        assert not [word for word in (CANARY, *SECRETS, "081234567890") if word in text], name
