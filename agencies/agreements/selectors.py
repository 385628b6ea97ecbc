from datetime import date

from django.db.models import QuerySet

from agencies.agreements.choices import STANDING
from agencies.agreements.models import Agreement
from agencies.directory.choices import Service
from agencies.directory.models import ServiceOffer
from agencies.directory.selectors import network_regencies


def agreements(*, state: str = "") -> QuerySet[Agreement]:
    """Return agreements, of one state when given, with their managing agency and parties."""
    found = Agreement.objects.select_related("managing_agency").prefetch_related("parties__agency")
    return found.filter(state=state) if state else found


def in_force_between(agency_a: int, agency_b: int, service: str, on: date) -> Agreement | None:
    """Return the agreement in force on a date that covers two agencies and a service; the tightest promise first."""
    found = Agreement.objects.filter(
        state__in=STANDING, starts_on__lte=on, ends_on__gte=on, services__contains=[str(service)]
    )
    found = found.filter(parties__agency_id=agency_a).filter(parties__agency_id=agency_b)
    return found.order_by("answer_days", "pk").first()


def of_agency(agency_id: int, *, limit: int = 5) -> list[Agreement]:
    """Return an agency's agreements, newest state first."""
    return list(agreements().filter(parties__agency_id=agency_id).order_by("-state_since")[:limit])


def coverage(on: date) -> list[dict]:
    """Return, per kabupaten/kota of the network, what each service stands on: agreement, offer or nothing."""
    offers: dict[tuple[str, str], set[int]] = {}
    for place, service, agency in ServiceOffer.objects.filter(is_active=True).values_list(
        "region_id", "service", "agency_id"
    ):
        offers.setdefault((place, service), set()).add(agency)
    covered: dict[str, set[int]] = {}
    standing = Agreement.objects.filter(state__in=STANDING, starts_on__lte=on, ends_on__gte=on).prefetch_related(
        "parties"
    )
    for agreement in standing:
        for service in agreement.services:
            covered.setdefault(service, set()).update(party.agency_id for party in agreement.parties.all())
    table = []
    for region in network_regencies():
        cells = []
        for service in Service.values:
            there = offers.get((region.code, service), set()) | offers.get((region.code[:2], service), set())
            cells.append("agreement" if there & covered.get(service, set()) else "offer" if there else "nothing")
        table.append({"region": region, "cells": cells})
    return table
