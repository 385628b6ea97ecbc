from django.apps import apps
from django.db.models import Q

from core.kernel.scope import ScopedQuerySet, Viewer


def _of_agency(agency_id: int | None):
    return apps.get_model("agreements", "VisitAgency").objects.filter(agency_id=agency_id).values("visit_id")


class VisitQuerySet(ScopedQuerySet):
    """Coordination visits.  Whoever works in an agency that takes part reads them."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(managing_agency_id=viewer.agency_id) | Q(pk__in=_of_agency(viewer.agency_id))


class OfVisitQuerySet(ScopedQuerySet):
    """What hangs on a visit and is seen with it."""

    def visible_q(self, viewer: Viewer) -> Q:
        return Q(visit__managing_agency_id=viewer.agency_id) | Q(visit_id__in=_of_agency(viewer.agency_id))
