"""A refusal that says the directory is wrong: its correction is owed, and ends with the act that corrects it."""

from datetime import datetime

from agencies.directory.models import Agency
from agencies.directory.selectors import social_office_of
from agencies.obligations import services as obligations
from agencies.obligations.models import Obligation
from agencies.people.permissions import P
from agencies.people.selectors import holders_of
from core.kernel.scope import Viewer, system_scope
from referrals import duties
from referrals.models import Referral
from referrals.rules import BOOK
from referrals.services.common import note

REASON = "an agency's services were set right"


def doubt(referral: Referral, *, by: Viewer, now: datetime) -> None:
    """Owe the correction of the offer that misled the sender, by whoever keeps this agency's services.

    That is the agency itself when it has somebody for it, else the social office of its kabupaten/kota.  No case
    hangs on it: the child's matter goes on whether or not the directory is corrected.
    """
    agency = referral.to_agency
    zone = agency.zone
    rule = BOOK.get(duties.OFFER, now.astimezone(zone).date())
    obligations.owe(
        kind=duties.OFFER, key=f"{_prefix(agency, referral.service)}{referral.code}", about=referral.code,
        url=agency.get_absolute_url(), holder_agency_id=keeper_of(agency, now), watcher_agency_id=agency.pk, rule=rule,
        due_at=rule.due_after(now, zone=zone), by=by, now=now,
    )  # fmt: skip
    note(referral, "referral.doubted", by=by, now=now)


def keeper_of(agency: Agency, now: datetime) -> int:
    """Return the agency that keeps another's services right."""
    on = now.astimezone(agency.zone).date()
    if holders_of(agency.pk, P.DIRECTORY_MANAGE, on):
        return agency.pk
    office = social_office_of(agency.region_id)
    return office.pk if office and holders_of(office.pk, P.DIRECTORY_MANAGE, on) else agency.pk


def offers_corrected(*, agency: Agency, service: str, by: Viewer, now: datetime) -> int:
    """End the doubts about an agency's service, about all of them when none is named; return how many ended."""
    prefix = _prefix(agency, service) if service else f"{duties.OFFER}:{agency.pk}:"
    # The keeper may be the social office and the watcher the agency: whoever corrects sees only one side of it.
    with system_scope(REASON):
        found = Obligation.objects.for_system(reason=REASON).open().filter(kind=duties.OFFER, key__startswith=prefix)
        keys = list(found.values_list("key", flat=True))
        return sum(obligations.settle(key=key, how="corrected", by=by, now=now) for key in keys)


def _prefix(agency: Agency, service: str) -> str:
    return f"{duties.OFFER}:{agency.pk}:{service}:"
