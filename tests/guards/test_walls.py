"""The walls stand everywhere: no page without a sign-in, no row without a viewer, nothing foreign found."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from agencies.people.roles import Role, permissions_of
from core.kernel.access import PUBLIC, declared
from core.kernel.checks import leaves
from core.kernel.scope import Viewer, system_scope
from tests.factories import casework as make
from tests.factories.people import client_of
from tests.factories.people import membership as member

pytestmark = pytest.mark.django_db
SAMPLES = {"CodeConverter": "K-000000", "UUIDConverter": "6f1f4b1e-0000-4000-8000-000000000000", "IntConverter": 999999}
# Rooms whose every table tells of a child.
ROOMS = ("children", "sharing", "casework", "documents", "aftercare", "referrals", "drafts")
# But for lists of words one may choose from; nothing in them points to a child or a case.
WORDS = {"casework_subcategory"}
ALSO = ("audit_entry", "notices_notice", "obligations_obligation")


def protected_tables():
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return sorted({model._meta.db_table for model in models} - WORDS | set(ALSO))


def test_lists_of_words_tell_of_no_child():
    found = [model for model in apps.get_models() if model._meta.db_table in WORDS]
    assert len(found) == len(WORDS)
    for model in found:
        targets = {
            field.related_model._meta.app_label
            for field in model._meta.get_fields()
            if field.concrete and field.is_relation
        }
        assert not targets & set(ROOMS), model
        assert not {"case_id", "child_id"} & {field.attname for field in model._meta.concrete_fields}, model


@pytest.mark.parametrize("table", protected_tables())
def test_every_table_of_a_child_is_under_row_security(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True, True)


def test_the_suite_runs_as_a_role_that_owns_nothing_and_bypasses_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("ampk_app", False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_raw_sql_without_a_viewer_sees_no_row_anywhere():
    office = make.Office()
    make.case_at("implementation", office)
    filled = set()
    for table in protected_tables():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            assert cursor.fetchone() == (0,), table
        with system_scope("test"), connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            if cursor.fetchone()[0]:
                filled.add(table)
    # The zero above must mean hidden, not empty.
    assert {"children_child", "casework_case", "casework_plan", "sharing_accessrow", "audit_entry"} <= filled


def addresses():
    """Yield (route, address, access) of every page of ours, with invented ids."""
    for route, pattern in leaves():
        access = declared(pattern.callback)
        if pattern.name is None or pattern.callback.__module__.startswith(("allauth", "django")):
            continue
        arguments = {
            name: SAMPLES.get(type(converter).__name__, "contoh")
            for name, converter in pattern.pattern.converters.items()
        }
        yield route, reverse(pattern.name, kwargs=arguments), access


@pytest.mark.parametrize(("route", "address", "access"), list(addresses()), ids=lambda value: str(value)[:60])
def test_a_stranger_is_sent_to_sign_in(route, address, access):
    answer = Client(HTTP_HOST="localhost").get(address)
    if access.kind == PUBLIC:
        assert answer.status_code in (200, 302, 404, 405, 410)
    else:
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/akun/masuk/")


@pytest.mark.parametrize("role", Role.values)
def test_nobody_finds_a_foreign_file_and_nothing_breaks(role):
    client = client_of(member(role))
    office = make.Office()
    foreign, _office = make.case_at("implementation", office)
    # Where the declaration turns the role away nothing is looked up; that it does is the access matrix's to show.
    viewer = Viewer(permissions=permissions_of(role))
    for route, address, access in addresses():
        if not access.allows(viewer):
            continue
        arguments = (
            [foreign.code] if "<code:code>" in route and route.startswith("kasus/") and route.count("<") == 1 else None
        )
        target = reverse(next(p.name for r, p in leaves() if r == route), args=arguments) if arguments else address
        answer = client.get(target)
        assert answer.status_code < 500, target
        if arguments:
            assert answer.status_code in (403, 404, 405), target
