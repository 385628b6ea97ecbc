"""Every quarter an agency says that its services are still right; until then the directory would be a guess.

Owed only where somebody can do it: an agency without accounts is asked by telephone, and its offers show their age.
"""

from datetime import date, datetime, timedelta

from django.db.models import Min

from agencies.directory.models import Agency
from agencies.obligations import services as obligations
from agencies.obligations.models import Obligation
from agencies.obligations.rules import BOOK, CONFIRM_OFFERS
from agencies.people.permissions import P
from agencies.people.selectors import agencies_with
from core.kernel.calendar import end_of
from core.kernel.clock import WIB
from core.kernel.scope import Viewer, system_scope

REASON = "services grow old"
AHEAD_DAYS = 14  # a duty of a quarter needs no longer notice


def ask_for_confirmation(*, now: datetime) -> int:
    """Owe the confirmation of services that were last confirmed nearly a quarter ago; return how many agencies owe it.

    Runs nightly; twice changes nothing.
    """
    with system_scope(REASON) as clock:
        today = now.astimezone(WIB).date()
        oldest = today - timedelta(days=BOOK.get(CONFIRM_OFFERS, today).value - AHEAD_DAYS)
        found = Agency.objects.filter(
            is_active=True, offers__is_active=True, pk__in=agencies_with(P.REFERRAL_ANSWER, today)
        )
        old = found.annotate(confirmed_on=Min("offers__confirmed_on")).filter(confirmed_on__lte=oldest)
        for agency in old.order_by("pk"):
            _owe(agency, agency.confirmed_on, by=clock, now=now)
        return len(old)


def offers_confirmed(*, agency: Agency, service: str, by: Viewer, now: datetime) -> int:
    """Settle the confirmation once no service of the agency is older than the latest duty asks for; return how many."""
    open_ones = Obligation.objects.for_system(reason="whoever sets services right settles the duty").open()
    duties = list(open_ones.filter(kind=CONFIRM_OFFERS, key__startswith=f"{CONFIRM_OFFERS}:{agency.pk}:"))
    if not duties:
        return 0
    oldest = agency.offers.filter(is_active=True).aggregate(Min("confirmed_on"))["confirmed_on__min"]
    done = [duty for duty in duties if oldest is None or oldest > date.fromisoformat(duty.key.rsplit(":", 1)[1])]
    return sum(obligations.settle(key=duty.key, how="confirmed", by=by, now=now) for duty in done)


def _owe(agency: Agency, confirmed_on: date, *, by: Viewer, now: datetime) -> None:
    rule = BOOK.get(CONFIRM_OFFERS, confirmed_on)
    obligations.owe(
        kind=CONFIRM_OFFERS, key=f"{CONFIRM_OFFERS}:{agency.pk}:{confirmed_on.isoformat()}", about=agency.short_name[:20],
        url=agency.get_absolute_url(), holder_agency_id=agency.pk, rule=rule,
        due_at=end_of(confirmed_on + timedelta(days=rule.value), agency.zone), by=by, now=now,
    )  # fmt: skip
