from datetime import datetime
from uuid import UUID

from agencies.obligations.models import Obligation
from agencies.people.models import Absence
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer


def open_for_case(case_id: UUID) -> list[Obligation]:
    """Return what is still owed on a case, soonest first; row security limits it to what may be seen."""
    found = Obligation.objects.for_system(reason="what a case still owes; row security stands beneath")
    return list(found.open().for_case(case_id).select_related("holder", "holder_agency").order_by("due_at", "id"))


def missing_for_case(case_id: UUID) -> list[Missing]:
    """Return the open duties of a case as things that are missing before it may close, with links."""
    return [Missing(f"{duty.label} ({duty.holder_agency.short_name})", duty.url) for duty in open_for_case(case_id)]


def held_by(viewer: Viewer, *, now: datetime):
    """Return the queryset of what falls to a viewer, those they cover during leave included."""
    on = now.astimezone(viewer.zone).date()
    covering = tuple(
        Absence.objects.filter(cover_id=viewer.user_id, starts_on__lte=on, ends_on__gte=on).values_list(
            "user_id", flat=True
        )
    )
    return Obligation.objects.visible_to(viewer).held_by(viewer, covering)
