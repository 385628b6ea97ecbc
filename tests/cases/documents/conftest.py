"""A storage of its own for every test, and a case that is looked after at home."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from agencies.people.models import User
from agencies.people.roles import Role
from cases.sharing.choices import Basis, Level
from core.kernel import clock
from tests.factories import casework as make
from tests.factories.children import NOW, agency, share, viewer


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Give the folder in which this test's contents lie."""
    place = tmp_path / "attachments"
    options = {**settings.STORAGES["attachments"]["OPTIONS"], "location": place}
    settings.STORAGES = {**settings.STORAGES, "attachments": {**settings.STORAGES["attachments"], "OPTIONS": options}}
    return place


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch):
    monkeypatch.setattr(clock, "real_now", lambda: NOW)
    monkeypatch.setattr(clock, "offset", lambda: timedelta(0))


@pytest.fixture
def world():
    """Give a case with its office, an after-care worker elsewhere, and a stranger."""
    office = make.Office()
    case = make.open_case_for(office.worker, office.supervisor)
    home = agency()
    care = viewer(Role.WORKER, home)
    more = {"agency_id": home.pk, "owner_agency_id": office.agency.pk, "person_id": care.user_id}
    share(case.child, office.worker, level=Level.CARE, basis=Basis.AFTERCARE, case_id=case.pk, **more)
    return SimpleNamespace(
        case=case, office=office, worker=office.worker, supervisor=office.supervisor, care=care,
        stranger=viewer(Role.SUPERVISOR, agency()),
    )  # fmt: skip


@pytest.fixture
def browse(client):
    """Give a function that signs somebody in."""

    def _in(who):
        client.force_login(User.objects.get(pk=who.user_id))
        return client

    return _in


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]
