from django.db.models import Exists, OuterRef, Q

from cases.sharing.visibility import not_barred
from core.kernel.scope import ScopedQuerySet, Viewer

_OUTER = "condition of a query that is itself scoped"


class IncomingQuerySet(ScopedQuerySet):
    """Requests: the office that asks and the office that is asked; nobody excluded from the child's case."""

    def visible_q(self, viewer: Viewer) -> Q:
        if viewer.agency_id is None or viewer.user_id is None:
            return Q(pk__in=[])
        mine = Q(from_agency_id=viewer.agency_id) | Q(to_agency_id=viewer.agency_id)
        return mine & not_barred(viewer.user_id, "case_id")

    def received_by(self, agency_id: int):
        """Return what was asked of an agency."""
        return self.filter(to_agency_id=agency_id)

    def asked_by(self, agency_id: int):
        """Return what an agency asked, itself or by a letter."""
        return self.filter(from_agency_id=agency_id)


class PartQuerySet(ScopedQuerySet):
    """What hangs on a request: as visible as the request."""

    def visible_q(self, viewer: Viewer) -> Q:
        from referrals.incoming.models import Incoming

        found = Incoming.objects.for_system(reason=_OUTER).filter(pk=OuterRef("incoming_id"))
        return Q(Exists(found.filter(Incoming.objects.all().visible_q(viewer))))
