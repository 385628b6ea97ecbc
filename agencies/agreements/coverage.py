"""Kabupaten/kota by service: an agreement in force, offered without one, or nothing; and who stands behind a cell."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from agencies.agreements.models import Agreement
from agencies.directory.choices import Service
from agencies.directory.models import Agency, Region, ServiceOffer
from agencies.directory.selectors import network_regencies, regencies

_SHOWN = "that an agreement is in force is shown to everybody; what it says, to its parties only"


@dataclass
class Cell:
    """One service in one kab/kota: the agencies that offer it under an agreement in force, and those without."""

    region: Region
    service: str
    agreed: set[int] = field(default_factory=set)
    offered: set[int] = field(default_factory=set)

    @property
    def state(self) -> str:
        """Return "agreement", "offer" or "nothing"."""
        return "agreement" if self.agreed else "offer" if self.offered else "nothing"

    @property
    def label(self) -> str:
        """Return the service in words."""
        return str(Service(self.service).label)


@dataclass
class Line:
    """One kab/kota with a cell for each service."""

    region: Region
    cells: list[Cell]

    @property
    def gaps(self) -> int:
        """Return how many services nobody offers here."""
        return sum(cell.state == "nothing" for cell in self.cells)


def places(province: str = "") -> QuerySet[Region]:
    """Return the kab/kota of the table: all of a province, else those in which the network has agencies."""
    return regencies(province) if province else network_regencies().filter(level=2)


def provinces() -> QuerySet[Region]:
    """Return the provinces in which the network has agencies, by name."""
    codes = Agency.objects.filter(is_active=True).values(province=Left("region_id", 2))
    return Region.objects.filter(level=1, code__in=codes).order_by("name")


def table(regions: Iterable[Region], on: date) -> list[Line]:
    """Return the coverage of some kab/kota on a date, in as many queries for fifty as for five."""
    regions = list(regions)
    offers = _offers(regions)
    held = _held(on)
    return [Line(region, [_cell(region, service, offers, held) for service in Service.values]) for region in regions]


def cell(region: Region, service: str, on: date) -> tuple[Cell, list[Agency]]:
    """Return one cell and the agencies it counts, those under an agreement first."""
    found = _cell(region, service, _offers([region]), _held(on))
    agencies = Agency.objects.filter(pk__in=found.agreed | found.offered).select_related("region")
    return found, sorted(agencies, key=lambda one: (one.pk not in found.agreed, one.name))


def _offers(regions: list[Region]) -> dict[tuple[str, str], set[int]]:
    codes = {region.code for region in regions} | {region.code[:2] for region in regions}
    found = ServiceOffer.objects.filter(Q(region=None) | Q(region_id__in=codes), is_active=True, agency__is_active=True)
    offers: dict[tuple[str, str], set[int]] = defaultdict(set)
    for place, service, agency in found.values_list("region_id", "service", "agency_id"):
        offers[place or "", service].add(agency)
    return offers


def _held(on: date) -> dict[tuple[str, str], set[int]]:
    """Return (place or "", service) -> agencies that are party to an agreement in force there."""
    held: dict[tuple[str, str], set[int]] = defaultdict(set)
    standing = Agreement.objects.for_system(reason=_SHOWN).standing(on).prefetch_related("parties")
    for row in standing:
        parties = {party.agency_id for party in row.parties.all()}
        for service in row.services:
            for place in row.regions or [""]:
                held[place, service] |= parties
    return held


def _cell(region: Region, service: str, offers: dict, held: dict) -> Cell:
    here = ("", region.code[:2], region.code)
    offering = set().union(*(offers.get((place, service), set()) for place in here))
    bound = set().union(*(held.get((place, service), set()) for place in here))
    return Cell(region, service, offering & bound, offering - bound)
