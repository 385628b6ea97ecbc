from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from agencies.agreements.visits.choices import VisitState
from agencies.agreements.visits.models import CoordinationVisit, VisitAction
from agencies.agreements.visits.rules import ACTION
from agencies.obligations.models import Obligation
from core.kernel.scope import Viewer


def visits(viewer: Viewer, *, state: str = "") -> QuerySet[CoordinationVisit]:
    """Return the visits a viewer's agency takes part in, of one state when given, with how many decisions are open."""
    found = CoordinationVisit.objects.visible_to(viewer).select_related("host", "managing_agency")
    found = found.prefetch_related("agencies__agency").annotate(open_actions=Count("actions", Q(actions__outcome="")))
    return found.filter(state=state) if state else found


def with_agency(agency_id: int, viewer: Viewer, *, limit: int = 5) -> list[CoordinationVisit]:
    """Return the visits of the viewer's agency in which another one takes part, the latest first."""
    found = visits(viewer).filter(agencies__agency_id=agency_id)
    return list(found.exclude(state=VisitState.CANCELLED).order_by("-on", "-pk")[:limit])


@dataclass(frozen=True)
class ActionLine:
    """A decision with its duty while it is open."""

    row: VisitAction
    duty: Obligation | None
    is_mine: bool


def actions_of(visit: CoordinationVisit, viewer: Viewer) -> list[ActionLine]:
    """Return a visit's decisions by number.  A duty shows to its owner and to whoever keeps the minutes."""
    rows = VisitAction.objects.visible_to(viewer).filter(visit=visit).select_related("owner", "settled_by")
    owed = Obligation.objects.visible_to(viewer).open().filter(kind=ACTION, about=visit.code)
    duties = {duty.note: duty for duty in owed}
    return [ActionLine(row, duties.get(f"{row.number}"), row.owner_id == viewer.agency_id) for row in rows]


def answers_to(visit: CoordinationVisit, viewer: Viewer) -> list[CoordinationVisit]:
    """Return the return visits of a visit, the earliest first."""
    found = CoordinationVisit.objects.visible_to(viewer).filter(returns=visit).select_related("host")
    return list(found.exclude(state=VisitState.CANCELLED).order_by("on", "pk"))


def answered_by(visit: CoordinationVisit, viewer: Viewer) -> CoordinationVisit | None:
    """Return the visit that this one returns, when the viewer may see it."""
    return CoordinationVisit.objects.visible_to(viewer).filter(pk=visit.returns_id).select_related("host").first()


def today_of(viewer: Viewer, now: datetime) -> date:
    """Return the date where the viewer works."""
    return now.astimezone(viewer.zone).date()
