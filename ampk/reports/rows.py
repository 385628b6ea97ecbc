from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from agencies.obligations.models import Obligation
from ampk.reports.periods import Month
from cases.casework.models import Case
from core.kernel.clock import WIB
from core.kernel.scope import Viewer
from referrals.models import Referral


@dataclass(frozen=True)
class Rows:
    """The rows one report counts: those a viewer may see, of one agency (or of all), in one month."""

    viewer: Viewer
    month: Month
    now: datetime
    agency_id: int | None
    zone: ZoneInfo = WIB

    @property
    def start(self) -> datetime:
        """Return the first moment of the month."""
        return self.month.start(self.zone)

    @property
    def end(self) -> datetime:
        """Return the first moment after the month."""
        return self.month.end(self.zone)

    @property
    def last_moment(self) -> datetime:
        """Return the moment a state "at month end" is told for: the end, or now while the month still runs."""
        return min(self.end, self.now)

    @property
    def last_day(self) -> date:
        """Return the day of `last_moment`, the month's last day at most."""
        return (self.last_moment - timedelta(microseconds=1)).astimezone(self.zone).date()

    def cases(self) -> QuerySet[Case]:
        """Return the cases the agency answers for."""
        found = Case.objects.visible_to(self.viewer)
        return found if self.agency_id is None else found.owned_by(self.agency_id)

    def referrals(self) -> QuerySet[Referral]:
        """Return the referrals the agency sent."""
        found = Referral.objects.visible_to(self.viewer)
        return found if self.agency_id is None else found.filter(from_agency_id=self.agency_id)

    def duties(self) -> QuerySet[Obligation]:
        """Return the duties the agency and its people hold."""
        found = Obligation.objects.visible_to(self.viewer)
        return found if self.agency_id is None else found.of_agency(self.agency_id)
