from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Left, Length

from agencies.directory.choices import AgencyKind, Service
from agencies.directory.models import Agency, Region, ServiceOffer
from agencies.directory.placenames import names_kind, plain, telling_words


def regencies(province: str = "") -> QuerySet[Region]:
    """Return the kabupaten/kota, of one province when given, by name."""
    found = Region.objects.filter(level=2)
    return (found.filter(parent_id=province) if province else found).order_by("full_name")


def network_regencies() -> QuerySet[Region]:
    """Return the kabupaten/kota in which the network has agencies."""
    seats = Agency.objects.filter(is_active=True).values("region_id")
    return Region.objects.filter(code__in=seats).order_by("full_name")


def search_regions(text: str, *, levels: Iterable[int] = (2, 3, 4), limit: int = 20) -> list[Region]:
    """Return the places whose name (parents included) has every telling word of `text`, the likeliest first.

    A place that itself begins with the text stands before one that only lies in such a place; of equals the
    larger comes first, and places where the network works come before the rest of the country.
    """
    words = [word for word in telling_words(text) if len(word) > 1]
    if not words:
        return []
    found = Region.objects.filter(level__in=tuple(levels))
    for word in words:
        found = found.filter(search_key__contains=word)
    kind = names_kind(text)
    own = f"{' '.join(words)} {kind}".strip()
    likeliness = Case(
        When(search_key__startswith=plain(text), then=Value(0)),
        When(Q(search_key__startswith=own, level=2) if kind else Q(pk__in=[]), then=Value(0)),
        When(search_key__startswith=words[0], then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    near = Exists(Agency.objects.filter(is_active=True, region__parent_id=OuterRef("province")))
    found = found.alias(likely=likeliness, province=Left("code", 2), near=near, size=Length("full_name"))
    return list(found.order_by("likely", "level", "-near", "size", "full_name", "code")[:limit])


def agencies(*, name: str = "", regency: str = "", kind: str = "", service: str = "") -> QuerySet[Agency]:
    """Return active agencies with region and offers, narrowed by words of the name, kabupaten/kota, kind and service.

    An agency counts for a kabupaten/kota when it sits there or offers something that covers it.
    """
    found = Agency.objects.filter(is_active=True)
    offers = ServiceOffer.objects.filter(agency=OuterRef("pk"), is_active=True)
    if service:
        offers = offers.filter(service=service)
    if regency:
        found = found.filter(Q(region_id=regency) | Exists(offers.filter(_covers(regency))))
    for word in name.split():
        found = found.filter(Q(name__icontains=word) | Q(short_name__icontains=word))
    if kind:
        found = found.filter(kind=kind)
    if service:
        found = found.filter(Exists(offers.filter(_covers(regency)) if regency else offers))
    return found.select_related("region").prefetch_related(_active_offers())


def agencies_offering(service: str, region_code: str) -> QuerySet[Agency]:
    """Return the active agencies whose offer of a service covers a place: its kabupaten/kota, province, or all."""
    offers = ServiceOffer.objects.filter(_covers(region_code), agency=OuterRef("pk"), service=service, is_active=True)
    return Agency.objects.filter(Exists(offers), is_active=True).select_related("region").order_by("name", "pk")


def offers_covering(service: str, region_code: str) -> QuerySet[ServiceOffer]:
    """Return the active offers of a service in a place, agencies loaded; one agency may have several."""
    found = ServiceOffer.objects.filter(_covers(region_code), service=service, is_active=True, agency__is_active=True)
    return found.select_related("agency", "agency__region", "region").order_by("agency__name", "pk")


def offers_of(agency: Agency) -> QuerySet[ServiceOffer]:
    """Return the active offers of an agency with the places they cover."""
    return agency.offers.filter(is_active=True).select_related("region").order_by("service", "region__full_name", "pk")


def looked_after(agency: Agency) -> QuerySet[Agency]:
    """Return the active agencies that an agency looks after (their `parent`), by name."""
    return Agency.objects.filter(parent=agency, is_active=True).order_by("short_name", "pk")


def service_map(region_code: str, *, without: int | None = None) -> list[tuple[Service, list[Agency]]]:
    """Return for every service the agencies that offer it in a place; an empty list shows a gap.  One query."""
    found = ServiceOffer.objects.filter(_covers(region_code), is_active=True, agency__is_active=True)
    by_service: dict[str, dict[int, Agency]] = defaultdict(dict)
    if without is not None:
        found = found.exclude(agency_id=without)
    for offer in found.select_related("agency").order_by("agency__name", "pk"):
        by_service[offer.service][offer.agency_id] = offer.agency
    return [(service, list(by_service[service].values())) for service in Service]


def social_office_of(region_code: str) -> Agency | None:
    """Return the district social office of a place, the usual owner of after-care."""
    found = Agency.objects.filter(kind=AgencyKind.SOCIAL_OFFICE, region_id=region_code[:5], is_active=True)
    return found.order_by("pk").first()


def _covers(region_code: str) -> Q:
    """Return which offers hold in a place."""
    return Q(region=None) | Q(region_id=region_code[:5]) | Q(region_id=region_code[:2])


def _active_offers() -> Prefetch:
    offers = ServiceOffer.objects.filter(is_active=True).select_related("region").order_by("service", "pk")
    return Prefetch("offers", offers, to_attr="active_offers")
