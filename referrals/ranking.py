"""Which agency to ask: those that offer the service where the child lives, best first, with the reasons in words.

Ordered by age, recent refusals that doubt the directory, staff in the system, free places, right office, agreement in
force, coverage and median answer time.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.agreements import selectors as agreements
from agencies.directory.choices import Served
from agencies.directory.models import Agency, ServiceOffer
from agencies.directory.selectors import offers_covering
from agencies.people.models import Membership
from agencies.people.permissions import P
from agencies.people.roles import ROLE_PERMISSIONS
from cases.casework.models import Case
from referrals.purposes import PROVINCE, Purpose
from referrals.refusals import Refusals, refusals_of
from referrals.selectors import AnswerTime, answer_times

MOST = 8


@dataclass(frozen=True)
class Candidate:
    """One agency that may be asked, why, and what speaks against it."""

    agency: Agency
    reasons: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    order: tuple = field(default=(), compare=False)

    @property
    def words(self) -> str:
        """Return reasons and warnings as one line under the agency's name."""
        return " · ".join((*self.reasons, *self.warnings))


def place_of(case: Case) -> str:
    """Return the code of the place where help is needed: where the child lives, else where the case is."""
    region = case.child.region or case.region
    return region.code if region else ""


def candidates(
    *, purpose: Purpose, region_code: str, from_agency_id: int, age: int | None, on: date, sex: str = "",
    without: tuple[int, ...] = (),
) -> list[Candidate]:  # fmt: skip
    """Return the agencies for a purpose at a place and a child of an age in years and a sex ("L", "P", "" unknown),
    best first; `without` leaves out those already asked."""
    offers: dict[int, ServiceOffer] = {}
    found = offers_covering(str(purpose.service), region_code).filter(agency__kind__in=purpose.kinds)
    for offer in found.exclude(agency_id__in=[from_agency_id, *without]):
        kept = offers.get(offer.agency_id)
        if kept is None or len(offer.region_id or "") > len(kept.region_id or ""):
            offers[offer.agency_id] = offer
    times = answer_times(from_agency_id=from_agency_id, to_agency_ids=list(offers))
    staffed = _staffed(list(offers), on)
    codes = agreements.codes_between(from_agency_id, service=str(purpose.service), place=region_code, on=on)
    refused = refusals_of(list(offers), service=str(purpose.service), region_code=region_code, on=on)
    ranked = [
        _judge(
            purpose,
            offer,
            region_code,
            age,
            sex,
            codes.get(agency_id, ""),
            times.get(agency_id),
            agency_id in staffed,
            refused.get(agency_id, Refusals()),
        )
        for agency_id, offer in offers.items()
    ]
    return sorted(ranked, key=lambda one: one.order)[:MOST]


def kinds_near(region_code: str, *, without: int) -> set[tuple[str, str]]:
    """Return what can be asked around a place: (kind, service) of offers that cover it, (kind, "") of agencies near."""
    agencies = Agency.objects.filter(is_active=True).exclude(pk=without)
    near = agencies.filter(region__code__startswith=region_code[:2] or "-").values_list("kind", flat=True)
    offers = ServiceOffer.objects.filter(is_active=True, agency__in=agencies)
    covered = offers.filter(Q(region=None) | Q(region_id__in=[region_code[:5], region_code[:2]]))
    return {(kind, "") for kind in near} | set(covered.values_list("agency__kind", "service"))


def _judge(
    purpose: Purpose, offer: ServiceOffer, region_code: str, age: int | None, sex: str, agreement: str,
    answered: AnswerTime | None, has_staff: bool, refused: Refusals,
) -> Candidate:  # fmt: skip
    agency, reasons, warnings = offer.agency, [], []
    if agreement:
        reasons.append(_("Kesepakatan %(code)s berlaku") % {"code": agreement})
    near = offer.region_id == region_code[:5]
    place = offer.region.name if offer.region else _("seluruh Indonesia")
    reasons.append(_("Melayani %(place)s") % {"place": place})
    right_office = not purpose.office_level or agency.region.level == purpose.office_level
    if not right_office:
        is_province = purpose.office_level == PROVINCE
        warnings.append(_("biasanya urusan provinsi") if is_province else _("biasanya urusan kabupaten atau kota"))
    right_age = age is None or offer.min_age <= age <= offer.max_age
    if not right_age:
        warnings.append(_("melayani usia %(low)s–%(high)s tahun") % {"low": offer.min_age, "high": offer.max_age})
    right_sex = not (offer.sex and sex) or offer.sex == sex
    if not right_sex:
        warnings.append(
            _("hanya menerima anak perempuan") if offer.sex == Served.GIRLS else _("hanya menerima anak laki-laki")
        )
    if offer.capacity is not None:
        reasons.append(ngettext("%(n)s tempat", "%(n)s tempat", offer.capacity) % {"n": offer.capacity})
    if answered:
        reasons.append(answered.words)
    if not has_staff:
        warnings.append(_("belum punya petugas di sistem; hubungi lewat telepon"))
    warnings += refused.words()
    order = (
        not right_age, not right_sex, refused.is_doubted, not has_staff, refused.is_full, not right_office, not agreement, not near,
        answered.median if answered else 99, agency.name,
    )  # fmt: skip
    return Candidate(agency, tuple(reasons), tuple(warnings), order)


def _staffed(agency_ids: list[int], on: date) -> set[int]:
    roles = [role for role, held in ROLE_PERMISSIONS.items() if P.REFERRAL_ANSWER in held]
    current = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))
    found = Membership.objects.filter(current, agency_id__in=agency_ids, role__in=roles, user__is_active=True)
    return set(found.values_list("agency_id", flat=True))
