from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from agencies.obligations import kinds
from core.kernel.clock import WIB
from core.kernel.scope import ScopedQuerySet, Viewer


class ObligationQuerySet(ScopedQuerySet):
    """Duties.  `overdue(now)` is the one overdue rule for tile, list, mail and API."""

    case_column = "case_id"

    def visible_q(self, viewer: Viewer) -> Q:
        if viewer.user_id is None or viewer.agency_id is None:
            return Q(pk__in=[])
        return (
            Q(holder_agency_id=viewer.agency_id) | Q(watcher_agency_id=viewer.agency_id) | Q(holder_id=viewer.user_id)
        )

    def open(self):
        """Return duties that are still owed."""
        return self.filter(settled_at=None)

    def running(self):
        """Return open duties whose clock is not paused."""
        return self.open().filter(paused_at=None)

    def overdue(self, now: datetime):
        """Return running duties whose moment has passed."""
        return self.running().filter(due_at__lt=now)

    def due_today(self, now: datetime, zone: ZoneInfo = WIB):
        """Return running duties that run out later today, in the viewer's zone."""
        return self.running().filter(due_at__gte=now, due_at__lt=_midnight_after(now, zone, 1))

    def next_days(self, now: datetime, days: int = 7, zone: ZoneInfo = WIB):
        """Return running duties due after today, up to `days` days from today."""
        return self.running().filter(
            due_at__gte=_midnight_after(now, zone, 1), due_at__lt=_midnight_after(now, zone, days + 1)
        )

    def held_by(self, viewer: Viewer, covering: tuple[int, ...] = (), uncovered: tuple[int, ...] = ()):
        """Return what falls to a person: named to them (or to somebody they cover), or to their agency's desk
        when it is theirs to take up; a desk also answers for colleagues who are away `uncovered`."""
        mine = Q(holder_id__in=[viewer.user_id, *covering], holder_agency_id=viewer.agency_id)
        desk = Q(holder_id=None, holder_agency_id=viewer.agency_id, kind__in=kinds.open_to(viewer))
        shared = [kind for kind in kinds.of_desk() if kind in kinds.open_to(viewer)]
        left = Q(holder_id__in=uncovered, holder_agency_id=viewer.agency_id, kind__in=shared)
        return self.filter(mine | desk | left if uncovered else mine | desk)

    def of_agency(self, agency_id: int):
        """Return the duties an agency and its people hold."""
        return self.filter(holder_agency_id=agency_id)

    def for_case(self, case_id):
        """Return the duties that hang on one case."""
        return self.filter(case_id=case_id)


def _midnight_after(now: datetime, zone: ZoneInfo, days: int) -> datetime:
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=days), time(0), tzinfo=zone)
