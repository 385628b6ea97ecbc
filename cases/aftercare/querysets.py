from django.db.models import Q

from cases.aftercare.choices import Status, VisitState
from cases.sharing.choices import FILE_LEVELS
from cases.sharing.visibility import visible_cases
from core.kernel.scope import ScopedQuerySet, Viewer


def file_q(viewer: Viewer) -> Q:
    """Return the rows whose case an after-care or full access row opens to the viewer."""
    return Q(visible_cases(viewer, FILE_LEVELS, column="case_id"))


class EpisodeQuerySet(ScopedQuerySet):
    """Episodes.  After the end the former owner keeps one line (code, dates, result) and nothing of the child."""

    case_column = "case_id"

    def visible_q(self, viewer: Viewer) -> Q:
        return file_q(viewer) | closed_line_q(viewer)

    def readable_by(self, viewer: Viewer):
        """Return the episodes whose file the viewer may read."""
        found = self.visible_to(viewer)
        return found if viewer.system else found.filter(file_q(viewer))

    def open(self):
        """Return episodes that have not ended."""
        return self.filter(ended_at=None)

    def ended(self):
        """Return episodes that have ended."""
        return self.filter(status=Status.ENDED)


def closed_line_q(viewer: Viewer) -> Q:
    """Return the ended episodes a viewer's agency (wide roles) or the viewer looked after."""
    if viewer.user_id is None or viewer.agency_id is None:
        return Q(pk__in=[])
    theirs = Q(owner_agency_id=viewer.agency_id)
    return Q(status=Status.ENDED) & (theirs if viewer.wide else theirs & Q(worker_id=viewer.user_id))


class OfEpisodeQuerySet(ScopedQuerySet):
    """Rows of an episode's file: visits, areas, decisions."""

    def visible_q(self, viewer: Viewer) -> Q:
        return file_q(viewer)


class PlannedVisitQuerySet(OfEpisodeQuerySet):
    """Planned visits."""

    def open(self):
        """Return visits still to make, soonest first."""
        return self.filter(state=VisitState.PLANNED).order_by("due_on", "sequence")
