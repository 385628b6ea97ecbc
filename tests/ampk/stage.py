"""The people and cases the roof's tests look at, made through the services of the rooms below."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from agencies.directory.models import Agency
from agencies.people.models import Membership, User
from agencies.people.roles import Role
from agencies.people.viewers import viewer_of
from cases.casework import services as casework
from cases.casework.models import Case
from core.kernel.scope import Viewer, scope, system_scope

NOW = datetime(2026, 11, 12, 7, 30, tzinfo=UTC)  # Thursday 14.30 WIB
_number = count(1)


def office(**facts) -> Agency:
    """Make a social office in Kota Padang."""
    number = next(_number)
    facts = {"name": f"Dinas {number}", "short_name": f"Dinas {number}", "kind": "social_office", **facts}
    return Agency.objects.create(slug=f"dinas-{number}", **{"region_id": "13.71", **facts})


def membership(role: str, at: Agency) -> Membership:
    """Make a person who works somewhere."""
    user = User.objects.create(email=f"orang{next(_number)}@contoh.example", name="Rina Marlina")
    return Membership.objects.create(user=user, agency=at, role=role, starts_on=date(2026, 1, 1))


def someone(role: str, at: Agency, *, masked: bool = True) -> Viewer:
    """Make a person who works somewhere, as a viewer."""
    return viewer_of(membership(role, at), masked=masked)


def case(by: Viewer, *, now: datetime = NOW, category: str = "violence", danger: bool = False, **child) -> Case:
    """Open a case for a new child."""
    child = {"full_name": f"Budi Santosa {next(_number)}", "sex": "L", "born_on": date(2014, 5, 12), **child}
    region = child.get("region")
    answers = {
        "child": child, "category": category, "source": "school", "in_danger": danger, "sure": True, "region": region,
    }  # fmt: skip
    with scope(by):
        return casework.open_case(by=by, now=now, answers=answers)


def given_to(worker: Viewer, made: Case, *, by: Viewer, now: datetime = NOW) -> Case:
    """Assign a case."""
    with scope(by):
        return casework.assign(by=by, now=now, case=made, worker=User.objects.get(pk=worker.user_id))


def set_case(made: Case, **facts) -> None:
    """Put a case into a condition that would take many acts to reach."""
    with system_scope("test"):
        Case.objects.for_system(reason="test").filter(pk=made.pk).update(**facts)


class Team:
    """One office with a supervisor, two workers and an operator."""

    def __init__(self, **facts):
        self.office = office(**facts)
        self.boss = someone(Role.SUPERVISOR, self.office)
        self.rina = someone(Role.WORKER, self.office)
        self.andi = someone(Role.WORKER, self.office)

    def case_of(self, worker: Viewer, *, days_ago: int = 0, **facts) -> Case:
        """Open a case some days ago and give it to a worker the same moment."""
        then = NOW - timedelta(days=days_ago)
        return given_to(worker, case(self.boss, now=then, **facts), by=self.boss, now=then)
