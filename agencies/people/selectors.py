from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet

from agencies.people.models import Absence, Invitation, Membership, User
from agencies.people.permissions import P
from agencies.people.roles import ROLE_PERMISSIONS, Role
from core.kernel.scope import Viewer

# Work that stays behind when somebody departs; the receiver's role must be able to do it.
HANDED_OVER = frozenset({P.CASE_WORK, P.CASE_SUPERVISE, P.REFERRAL_ANSWER, P.AFTERCARE_WORK})


def current_memberships(user_id: int, on: date) -> list[Membership]:
    """Return a person's memberships on a date, oldest first, with their agencies."""
    found = Membership.objects.current(on).filter(user_id=user_id, agency__is_active=True)
    return list(found.select_related("agency", "user").order_by("starts_on", "pk"))


def staff_of(agency_id: int, on: date) -> QuerySet[Membership]:
    """Return who works in an agency on a date."""
    found = Membership.objects.current(on).filter(agency_id=agency_id, user__is_active=True)
    return found.select_related("user").order_by("user__name", "pk")


def people_with(agency_id: int, permission: str, on: date) -> QuerySet[User]:
    """Return the people of an agency whose role holds a permission."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if permission in held]
    current = Membership.objects.current(on).filter(agency_id=agency_id, role__in=roles).values("user_id")
    return User.objects.filter(pk__in=current, is_active=True).order_by("name", "pk")


def holders_of(agency_id: int, permission: str, on: date) -> list[int]:
    """Return the ids of an agency's people whose role holds a permission."""
    return list(people_with(agency_id, permission, on).values_list("pk", flat=True))


def all_holders_of(permission: str, on: date) -> list[int]:
    """Return the ids of everybody, in whatever agency, whose role holds a permission."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if permission in held]
    current = Membership.objects.current(on).filter(role__in=roles, user__is_active=True)
    return sorted(set(current.values_list("user_id", flat=True)))


def agencies_with(permission: str, on: date) -> QuerySet:
    """Return the ids of the agencies in which somebody's role holds a permission."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if permission in held]
    current = Membership.objects.current(on).filter(role__in=roles, user__is_active=True)
    return current.order_by().values("agency_id").distinct()


def workers_of(agency_id: int, on: date) -> QuerySet[User]:
    """Return those who may be given a case: workers and supervisors of an agency."""
    roles = [Role.WORKER, Role.SUPERVISOR]
    current = Membership.objects.current(on).filter(agency_id=agency_id, role__in=roles).values("user_id")
    return User.objects.filter(pk__in=current, is_active=True).order_by("name", "pk")


def supervisors_of(agency_id: int, on: date) -> list[int]:
    """Return the ids of an agency's supervisors."""
    return list(staff_of(agency_id, on).filter(role=Role.SUPERVISOR).values_list("user_id", flat=True))


def absent_ids(agency_id: int, on: date) -> dict[int, date]:
    """Return who of an agency is away on a date, and until when."""
    members = Membership.objects.filter(agency_id=agency_id).values("user_id")
    rows = Absence.objects.filter(user_id__in=members, starts_on__lte=on, ends_on__gte=on)
    return dict(rows.order_by("ends_on").values_list("user_id", "ends_on"))


def cover_of(user_id: int, on: date) -> tuple[bool, int | None]:
    """Return whether a person is away on a date, and who covers."""
    found = Absence.objects.filter(user_id=user_id, starts_on__lte=on, ends_on__gte=on).order_by("ends_on").first()
    return found is not None, found.cover_id if found else None


def covers_in(agency_id: int, on: date) -> dict[int, Absence]:
    """Return who of an agency is away on a date: user id -> the absence with its cover."""
    members = Membership.objects.filter(agency_id=agency_id).values("user_id")
    rows = Absence.objects.filter(user_id__in=members, starts_on__lte=on, ends_on__gte=on).select_related("cover")
    return {row.user_id: row for row in rows.order_by("-ends_on")}


def colleagues_of(viewer: Viewer, on: date) -> QuerySet[User]:
    """Return the other people of the viewer's agency."""
    current = Membership.objects.current(on).filter(agency_id=viewer.agency_id).values("user_id")
    return User.objects.filter(pk__in=current, is_active=True).exclude(pk=viewer.acting_user_id).order_by("name", "pk")


def receivers_for(membership: Membership, on: date) -> QuerySet[User]:
    """Return who could take over a person's work: colleagues whose role may do all of it."""
    work = ROLE_PERMISSIONS[Role(membership.role)] & HANDED_OVER
    roles = [role for role, held in ROLE_PERMISSIONS.items() if work <= held]
    current = Membership.objects.current(on).filter(agency_id=membership.agency_id, role__in=roles)
    found = User.objects.filter(pk__in=current.values("user_id"), is_active=True)
    return found.exclude(pk=membership.user_id).order_by("name", "pk")


def invitations_of(agency_id: int, now: datetime) -> QuerySet[Invitation]:
    """Return the invitations of an agency that nobody has taken up, newest first, expired ones of a month included."""
    found = Invitation.objects.filter(agency_id=agency_id, accepted_at=None, cancelled_at=None)
    return found.filter(sent_at__gt=now - timedelta(days=30)).order_by("-sent_at", "-pk")


def absences_of(user_id: int, on: date) -> QuerySet[Absence]:
    """Return a person's present and coming leave, soonest first."""
    return Absence.objects.filter(user_id=user_id, ends_on__gte=on).select_related("cover").order_by("starts_on", "pk")


def people_names(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return id -> (short name, agency's short name) in one query."""
    found = Membership.objects.filter(user_id__in=set(ids)).select_related("user", "agency").order_by("starts_on")
    return {row.user_id: (row.user.short_name, row.agency.short_name) for row in found}


def mail_addresses(ids: Iterable[int]) -> dict[int, str]:
    """Return id -> e-mail address of active people."""
    return dict(User.objects.filter(pk__in=set(ids), is_active=True).values_list("pk", "email"))


def agency_sizes() -> dict[int, int]:
    """Return agency id -> how many memberships it has."""
    return dict(Membership.objects.values_list("agency_id").annotate(Count("pk")))
