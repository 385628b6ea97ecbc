"""What earlier refusals say about an agency now: a directory that waits to be corrected, a service that is full.

Numbers and codes without a child in them, so they are counted over all referrals, whoever looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies.obligations.models import Obligation
from core.kernel.scope import system_scope
from referrals import duties
from referrals.choices import DeclineReason
from referrals.models import Referral

REASON = "what earlier refusals say about an agency"


@dataclass
class Refusals:
    """Refusals of one agency for one service at one place that still matter."""

    doubts: dict[str, int] = field(default_factory=dict)
    full_until: date | None = None

    @property
    def is_doubted(self) -> bool:
        """Tell whether the directory seems wrong about this agency and nobody has corrected it yet."""
        return bool(self.doubts)

    @property
    def is_full(self) -> bool:
        """Tell whether the agency said that it has no place before a day to come."""
        return self.full_until is not None

    def words(self) -> list[str]:
        """Return what speaks against the agency, in words."""
        found = [
            _("menolak %(n)s kali: %(why)s; daftar layanan belum dibetulkan")
            % {"n": count, "why": str(DeclineReason(reason).label).lower()}
            for reason, count in sorted(self.doubts.items())
        ]
        if self.full_until:
            found.append(_("penuh sampai %(day)s") % {"day": date_format(self.full_until, "j M Y")})
        return found


def refusals_of(agency_ids: Iterable[int], *, service: str, region_code: str, on: date) -> dict[int, Refusals]:
    """Return agency id -> refusals that still matter; two queries.

    "Bukan kewenangan" counts for the service everywhere, "di luar wilayah" where the child lives.
    """
    ids, found = list(agency_ids), {}
    with system_scope(REASON):
        refused = Referral.objects.for_system(reason=REASON).filter(to_agency_id__in=ids, service=service)
        open_ones = Obligation.objects.for_system(reason=REASON).open().filter(kind=duties.OFFER)
        here = Q(child__region__code__startswith=region_code[:5]) | Q(child__region=None)
        doubted = refused.filter(code__in=open_ones.values("about")).filter(
            Q(decline_reason=DeclineReason.NOT_OURS) | Q(decline_reason=DeclineReason.OUT_OF_AREA) & here
        )
        for agency_id, reason in doubted.values_list("to_agency_id", "decline_reason"):
            doubts = found.setdefault(agency_id, Refusals()).doubts
            doubts[reason] = doubts.get(reason, 0) + 1
        full = refused.filter(decline_reason=DeclineReason.FULL, retry_on__gt=on).values("to_agency_id")
        for row in full.annotate(until=Max("retry_on")):
            found.setdefault(row["to_agency_id"], Refusals()).full_until = row["until"]
    return found
