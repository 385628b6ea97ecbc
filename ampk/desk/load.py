"""How the work is spread, and how much of it was done in time."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Q

from agencies.people import selectors as people
from ampk.desk.lists import HIGH_RISKS, NOT_DONE, ON_TIME, TOO_LATE, Reach
from ampk.reports.periods import Month

METER_WIDTH = 160


@dataclass(frozen=True)
class WorkerLoad:
    """One worker: open cases, those of high risk, overdue duties; `away_until` while on leave."""

    user_id: int
    name: str
    open: int
    high: int
    late: int
    away_until: date | None
    meter: int  # width of the bar, of METER_WIDTH


def worker_loads(reach: Reach) -> list[WorkerLoad]:
    """Return every worker of the agency with what lies on them, the fullest first."""
    on = reach.now.astimezone(reach.viewer.zone).date()
    agency = reach.viewer.agency_id
    cases = {
        row["manager_id"]: row
        for row in reach.cases()
        .open()
        .exclude(manager=None)
        .order_by()
        .values("manager_id")
        .annotate(open=Count("pk"), high=Count("pk", filter=Q(risk__in=HIGH_RISKS)))
    }
    late = dict(
        reach.duties().overdue(reach.now).exclude(holder=None).order_by().values_list("holder_id").annotate(Count("pk"))
    )
    names = {person.pk: person.short_name for person in people.workers_of(agency, on)}
    # Whoever left and still holds cases stays on the board until the cases have moved.
    missing = (cases.keys() | late.keys()) - names.keys()
    names |= {one: name for one, (name, _agency) in people.people_names(missing).items()} if missing else {}
    away = people.absent_ids(agency, on)
    most = max((row["open"] for row in cases.values()), default=0) or 1
    found = [
        WorkerLoad(
            user_id=one,
            name=name,
            open=cases.get(one, {}).get("open", 0),
            high=cases.get(one, {}).get("high", 0),
            late=late.get(one, 0),
            away_until=away.get(one),
            meter=METER_WIDTH * cases.get(one, {}).get("open", 0) // most,
        )
        for one, name in names.items()
    ]
    return sorted(found, key=lambda load: (-load.open, load.name, load.user_id))


def middle(loads: list[WorkerLoad]) -> float:
    """Return the median of open cases over those who are not on leave."""
    return median([load.open for load in loads if not load.away_until] or [0])


@dataclass(frozen=True)
class OnTime:
    """One month of follow-ups that fell due."""

    month: Month
    on_time: int
    late: int
    not_done: int
    still_running: bool

    @property
    def total(self) -> int:
        """Return how many fell due."""
        return self.on_time + self.late + self.not_done


def follow_up(reach: Reach, months: int = 4) -> list[OnTime]:
    """Return the last months of follow-ups, oldest first, one query each (the lists' own querysets)."""
    zone = reach.viewer.zone
    last = reach.month or Month.of(reach.now, zone)
    found = []
    for month in reversed(last.back(months)):
        sums = (
            Reach(reach.viewer, reach.now, reach.region, reach.worker, month)
            .due_in_month()
            .aggregate(
                on_time=Count("pk", filter=ON_TIME),
                late=Count("pk", filter=TOO_LATE),
                not_done=Count("pk", filter=NOT_DONE),
            )
        )
        found.append(OnTime(month, **sums, still_running=month.end(zone) > reach.now))
    return found
