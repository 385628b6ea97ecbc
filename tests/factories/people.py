"""Agencies and people as tests need them."""

from datetime import date
from itertools import count

from django.test import Client

from agencies.directory.models import Agency, Region
from agencies.people import services
from agencies.people.models import Membership, User
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from core.kernel.scope import Viewer

SINCE = date(2026, 1, 1)
PASSWORD = "empat kata sandi panjang"
_number = count(1)


def agency(kind: str = "social_office", region: str = "13.71", **facts) -> Agency:
    """Make an agency; it sits in Kota Padang unless told."""
    number = next(_number)
    assert Region.objects.filter(pk=region).exists(), "regions are loaded with the test database"
    facts = {"name": f"Kantor {number:04d}", "short_name": f"Kantor {number}", **facts}
    return Agency.objects.create(slug=f"kantor-{number}", kind=kind, region_id=region, **facts)


def membership(role: str = Role.WORKER, at: Agency | None = None, name: str = "Rina Marlina") -> Membership:
    """Make a person with an account and a membership since the start of 2026."""
    user = User.objects.create_user(f"petugas{next(_number)}@contoh.example", name=name)
    return services.join(user=user, agency_id=(at or agency()).pk, role=role, on=SINCE)


def viewer(role: str = Role.WORKER, at: Agency | None = None) -> Viewer:
    """Make a person as the viewer that every verb asks for."""
    return viewer_of(membership(role, at))


def client_of(row: Membership) -> Client:
    """Return a browser in which this person is signed in."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(row.user)
    return client
