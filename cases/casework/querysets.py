from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from agencies.obligations.models import Obligation
from cases.casework import choices
from cases.sharing.choices import Level
from cases.sharing.visibility import visible_cases
from core.kernel.scope import ScopedQuerySet, Viewer

_DUTIES = "the case row itself is already limited to the viewer; row security stands beneath"


class CaseQuerySet(ScopedQuerySet):
    """Cases.  `visible_to` gives those a viewer may open at all, `worked_by` those whose file they may read."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visible_cases(viewer, [Level.FULL, Level.CARE], column="pk"))

    def worked_by(self, viewer: Viewer):
        """Return the cases whose whole file the viewer may read (notes, assessments, plans)."""
        found = self._chain() if viewer.system else self.filter(Q(visible_cases(viewer, [Level.FULL], column="pk")))
        found._scoped = True
        return found

    def open(self):
        """Return cases that are not closed."""
        return self.filter(closed_at=None)

    def owned_by(self, agency_id: int):
        """Return the cases an agency answers for."""
        return self.filter(owner_agency_id=agency_id)

    def unassigned(self):
        """Return open cases without a manager."""
        return self.open().filter(manager=None)

    def in_service(self):
        """Return open cases whose service has not ended."""
        return self.open().filter(stage__in=choices.SERVICE_STAGES)

    def overdue(self, now: datetime):
        """Return cases on which something is overdue, by the one overdue rule of the obligations room."""
        return self.filter(Exists(_duties().overdue(now).filter(case_id=OuterRef("pk"))))

    def stuck(self, now: datetime, days: int):
        """Return cases in service longer than `days` days in one stage."""
        return self.in_service().filter(stage_since__lt=now - timedelta(days=days))

    def without_contact(self, now: datetime, days: int = 7):
        """Return high-risk cases in service whose child nobody met for `days` days."""
        silent = Q(last_contact_at=None, opened_at__lt=now - timedelta(days=days))
        silent |= Q(last_contact_at__lt=now - timedelta(days=days))
        return self.in_service().filter(silent, risk__in=[choices.Risk.IMMEDIATE, choices.Risk.HIGH])

    def within(self, region_code: str):
        """Return cases whose place lies in a region (any level)."""
        return self.filter(Q(region_id=region_code) | Q(region__code__startswith=f"{region_code}."))

    def with_next_due(self):
        """Annotate `next_due_at`: the soonest running duty on the case, None when nothing is owed."""
        soonest = _duties().running().filter(case_id=OuterRef("pk")).order_by("due_at").values("due_at")[:1]
        return self.annotate(next_due_at=Subquery(soonest))


def _duties() -> QuerySet:
    return Obligation.objects.for_system(reason=_DUTIES)


class FileQuerySet(ScopedQuerySet):
    """Rows of a case's file: read with full access to the case."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visible_cases(viewer, [Level.FULL], column="case_id"))


class TaskQuerySet(FileQuerySet):
    """Tasks: read with full access to the case, by whom they are for, and by whose desk they wait at."""

    case_column = "case_id"

    def visible_q(self, viewer: Viewer) -> Q:
        return (
            super().visible_q(viewer)
            | Q(assigned_to_id=viewer.user_id)
            | Q(assigned_to=None, agency_id=viewer.agency_id)
        )

    def open(self):
        """Return tasks still to do."""
        return self.filter(state=choices.TaskState.OPEN)

    def held_by(self, viewer: Viewer, desks: list[str]):
        """Return what a person is to do: named to them, or waiting at a desk that is theirs."""
        mine = Q(assigned_to_id=viewer.user_id, agency_id=viewer.agency_id)
        return self.filter(mine | Q(assigned_to=None, desk__in=desks, agency_id=viewer.agency_id))


class TaskEventQuerySet(ScopedQuerySet):
    """What happened to tasks: read with the task."""

    def visible_q(self, viewer: Viewer) -> Q:
        from cases.casework.models import Task

        return Q(task__in=Task.objects.visible_to(viewer).values("pk"))


class InvitationQuerySet(FileQuerySet):
    """Who is invited: read with full access to the case; everybody reads their own line."""

    case_column = "case_id"

    def visible_q(self, viewer: Viewer) -> Q:
        return super().visible_q(viewer) | Q(person_id=viewer.user_id)


class ConferenceQuerySet(FileQuerySet):
    """Invitations: read with full access to the case, or by whoever is invited."""

    case_column = "case_id"

    def visible_q(self, viewer: Viewer) -> Q:
        from cases.casework.models import Invited

        asked = Invited.objects.for_system(reason="condition of a query that is itself scoped")
        return super().visible_q(viewer) | Q(Exists(asked.filter(conference=OuterRef("pk"), person_id=viewer.user_id)))


class TransferQuerySet(ScopedQuerySet):
    """Cases offered: to those who read the file, who offered, the colleague asked, and both sides' supervisors."""

    case_column = "case_id"

    def visible_q(self, viewer: Viewer) -> Q:
        mine = Q(offered_by_id=viewer.user_id) | Q(to_person_id=viewer.user_id)
        if viewer.wide:
            mine |= Q(from_agency_id=viewer.agency_id) | Q(to_agency_id=viewer.agency_id)
        return mine | Q(visible_cases(viewer, [Level.FULL], column="case_id"))

    def waiting(self):
        """Return offers nobody has answered yet."""
        return self.filter(state__in=choices.WAITING_TRANSFERS)

    def for_receiver(self, viewer: Viewer):
        """Return what was offered to a viewer: to them by name, or to their agency when they decide for it."""
        asked = Q(to_person_id=viewer.user_id)
        if viewer.can("case.supervise"):
            asked |= Q(to_agency_id=viewer.agency_id, kind="agency")
            # A colleague's silence is the supervisors' matter.
            asked |= Q(to_agency_id=viewer.agency_id, state="escalated")
        return self.filter(asked)

    def silent(self, now: datetime, state: str):
        """Return offers in a state whose answer is overdue."""
        return self.filter(state=state, due_at__lt=now)
