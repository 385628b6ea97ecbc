"""Children, family and access as tests need them, made through the services."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

from agencies.directory.models import Agency
from agencies.people.models import Membership, User
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from cases.children import services
from cases.children.models import Child, ImportantPerson
from cases.sharing import services as sharing
from cases.sharing.choices import Basis, Level
from core.kernel.scope import Viewer, scope

NOW = datetime(2026, 11, 12, 7, 30, tzinfo=UTC)
_number = count(1)


def agency(**facts) -> Agency:
    """Make an agency in Kota Padang."""
    number = next(_number)
    facts = {
        "name": f"Instansi {number}",
        "short_name": f"Instansi {number}",
        "kind": "social_office",
        **facts,
    }
    return Agency.objects.create(slug=f"instansi-{number}", region_id="13.71", **facts)


def membership(role: str = Role.WORKER, at: Agency | None = None) -> Membership:
    """Make a person who works somewhere."""
    user = User.objects.create(email=f"orang{next(_number)}@contoh.example", name="Rina Marlina")
    return Membership.objects.create(user=user, agency=at or agency(), role=role, starts_on=date(2026, 1, 1))


def viewer(role: str = Role.WORKER, at: Agency | None = None, *, masked: bool = False) -> Viewer:
    """Make a person who works somewhere, as the viewer every service asks for."""
    return viewer_of(membership(role, at), masked=masked)


def child(by: Viewer, *, level: str = Level.FULL, now: datetime = NOW, **answers) -> Child:
    """Register a child and open it to the one who registered it, as an intake does."""
    answers = {"full_name": "Budi Santosa", "sex": "L", "born_on": date(2014, 5, 12), **answers}
    with scope(by):
        made = services.register(by=by, now=now, answers=answers, sure=True)
        share(made, by, person_id=by.user_id, level=level)
    return made


def share(made: Child, by: Viewer, *, level: str = Level.FULL, basis: str = Basis.ASSIGNMENT, case_id=None, **more):
    """Open a child's case to a person or (without `person_id`) to an agency's desk."""
    facts = {"agency_id": by.agency_id, "owner_agency_id": by.agency_id, **more}
    with scope(by):
        return sharing.grant(
            case_id=case_id or uuid4(), child_id=made.pk, level=level, basis=basis, by=by, now=NOW, **facts
        )


def person(of: Child, by: Viewer, **answers) -> ImportantPerson:
    """Add somebody who matters to a child."""
    with scope(by):
        return services.add_person(
            by=by, now=NOW, child=of, answers={"name": "Siti Aminah", "relation": "mother", **answers}
        )
