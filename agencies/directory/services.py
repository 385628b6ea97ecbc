from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import AgencyKind
from agencies.directory.models import Agency, ServiceOffer
from agencies.directory.watching import tell_corrected
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer

MANAGE, VIEW = "directory.manage", "directory.view"
ADULT = 18  # services here are for children; a wider span is an exception somebody types
_FACTS = frozenset(
    {"name", "short_name", "contact_desk", "phone", "email", "address", "opening_hours", "letterhead", "kind", "region"}
)


class DirectoryRefused(Refused):
    """The viewer may not change this agency, or what they wrote cannot be."""


def may_change(viewer: Viewer, agency: Agency) -> bool:
    """Tell whether a viewer looks after an agency.

    That is their own, one their agency added (`parent`), and, for a district social office, every agency of
    its kabupaten/kota, because partners seldom have an administrator of their own.
    """
    if not viewer.can(MANAGE) or viewer.agency_id is None:
        return False
    if viewer.agency_id in (agency.pk, agency.parent_id):
        return True
    return Agency.objects.filter(
        pk=viewer.agency_id, kind=AgencyKind.SOCIAL_OFFICE, region_id=agency.region_id
    ).exists()


def may_confirm(viewer: Viewer, agency: Agency) -> bool:
    """Tell whether a viewer may say that the services are still right: the agency's own people, whatever the role."""
    return viewer.can(VIEW) and viewer.agency_id == agency.pk


@transaction.atomic
def add_agency(*, by: Viewer, now: datetime, **answers) -> Agency:
    """Add an agency under the viewer's own.  Answers: name, short_name, kind, region and contact facts."""
    if not by.can(MANAGE):
        raise DirectoryRefused(_("Anda tidak berhak menambah instansi."))
    same = Agency.objects.filter(name__iexact=answers["name"], region=answers["region"], is_active=True)
    if same.exists():
        raise DirectoryRefused(_("Instansi dengan nama ini sudah ada di kab/kota itu."), field="name")
    agency = Agency.objects.create(slug=_free_slug(answers["name"]), parent_id=by.agency_id, **_known(answers))
    record(by=by, now=now, verb="agency.added", detail={"agency": agency.slug})
    return agency


@transaction.atomic
def change_agency(*, by: Viewer, now: datetime, agency: Agency, **answers) -> Agency:
    """Change an agency's contact facts.  Raises DirectoryRefused for an agency the viewer does not look after."""
    _insist(by, agency)
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    facts = _known(answers)
    for name, value in facts.items():
        setattr(agency, name, value)
    agency.save(update_fields=list(facts))
    record(by=by, now=now, verb="agency.changed", detail={"agency": agency.slug})
    return agency


@transaction.atomic
def set_offer(
    *,
    by: Viewer,
    now: datetime,
    agency: Agency,
    service: str,
    region,
    min_age: int = 0,
    max_age: int = ADULT,
    capacity: int | None = None,
    sex: str = "",
    conditions: str = "",
    contact_desk: str = "",
    opening_hours: str = "",
) -> ServiceOffer:
    """Add a service of an agency or change it; it counts as confirmed today."""
    _insist(by, agency)
    if min_age > max_age:
        raise DirectoryRefused(_("Usia termuda tidak boleh lebih dari usia tertua."), field="min_age")
    facts = {
        "min_age": min_age, "max_age": max_age, "capacity": capacity, "sex": sex, "conditions": conditions,
        "contact_desk": contact_desk, "opening_hours": opening_hours,
    }  # fmt: skip
    offer, _created = ServiceOffer.objects.update_or_create(
        agency=agency,
        service=service,
        region=region,
        defaults={**facts, "is_active": True, "confirmed_on": now.astimezone(by.zone).date()},
    )
    record(by=by, now=now, verb="offer.changed", detail={"agency": agency.slug, "service": service})
    tell_corrected(agency=agency, service=service, by=by, now=now)
    return offer


@transaction.atomic
def withdraw_offer(*, by: Viewer, now: datetime, offer: ServiceOffer) -> None:
    """Say that a service is no longer offered; what was asked under it stays as it is."""
    _insist(by, offer.agency)
    ServiceOffer.objects.filter(pk=offer.pk).update(is_active=False)
    record(by=by, now=now, verb="offer.ended", detail={"agency": offer.agency.slug, "service": offer.service})
    tell_corrected(agency=offer.agency, service=offer.service, by=by, now=now)


@transaction.atomic
def confirm_offers(*, by: Viewer, now: datetime, agency: Agency, offer: ServiceOffer | None = None) -> int:
    """Say that an agency's services, or one of them, are still right; return how many were confirmed."""
    if not may_confirm(by, agency):
        raise DirectoryRefused(_("Hanya petugas instansi ini yang dapat menyatakan layanannya masih benar."))
    found = agency.offers.filter(is_active=True)
    if offer is not None:
        found = found.filter(pk=offer.pk)
    count = found.update(confirmed_on=now.astimezone(by.zone).date())
    service = offer.service if offer else ""
    record(by=by, now=now, verb="offer.confirmed", detail={"agency": agency.slug, "service": service, "count": count})
    tell_corrected(agency=agency, service=service, by=by, now=now)
    return count


def _insist(by: Viewer, agency: Agency) -> None:
    if not may_change(by, agency):
        raise DirectoryRefused(_("Hanya pengelola instansi ini yang dapat mengubah datanya."))


def _known(answers: dict) -> dict:
    return {name: value for name, value in answers.items() if name in _FACTS}


def _free_slug(name: str) -> str:
    slug = base = slugify(name)[:70] or "instansi"
    number = 1
    while Agency.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
