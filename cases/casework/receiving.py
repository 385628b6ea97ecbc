"""What the pages of an intake read."""

from datetime import date

from agencies.directory.models import Agency, Region
from agencies.people.models import User
from agencies.people.selectors import supervisors_of
from cases.casework.models import Case, Report
from cases.children.models import Child
from core.kernel.scope import Viewer


def running_case(child: Child, viewer: Viewer) -> Case | None:
    """Return the open case of a child in the viewer's agency, as far as the viewer works on it."""
    found = Case.objects.worked_by(viewer).open().owned_by(viewer.agency_id).filter(child=child)
    return found.select_related("child", "owner_agency").first()


def report_count(case: Case, viewer: Viewer) -> int:
    """Return how many reports a case rests on."""
    return Report.objects.visible_to(viewer).filter(case=case).count()


def known_child(code: str, viewer: Viewer) -> Child | None:
    """Return the registered child an intake goes on with, None when there is none within reach."""
    return Child.objects.visible_to(viewer).filter(code=code).select_related("region").first() if code else None


def last_place(viewer: Viewer) -> str:
    """Return the kabupaten/kota of the viewer's last intake, else of the office: most reports come from near by."""
    last = Case.objects.visible_to(viewer).filter(opened_by_id=viewer.user_id).order_by("-opened_at", "pk")
    code = last.values_list("region_id", flat=True).first()
    code = code or Agency.objects.filter(pk=viewer.agency_id).values_list("region_id", flat=True).first()
    return (code or "")[:5]


def place_name(code: str) -> str:
    """Return the name of a region, "" for an unknown or abolished one."""
    return Region.objects.filter(pk=code).values_list("name", flat=True).first() or ""


def supervisors(viewer: Viewer, on: date) -> list[User]:
    """Return the supervisors of the viewer's agency, whom to call when a child is in danger."""
    return list(User.objects.filter(pk__in=supervisors_of(viewer.acting_agency_id, on)).order_by("name", "pk")[:3])
