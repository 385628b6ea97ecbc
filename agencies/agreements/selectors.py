from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from agencies.agreements.choices import Deed
from agencies.agreements.models import Agreement, Commitment
from core.kernel.scope import Viewer

_PROMISE = "what two agencies promised each other binds whoever sends or answers between them"


@dataclass(frozen=True)
class Promised:
    """What an agreement in force promises: its code, and the working days (None: no promise of its own)."""

    code: str
    days: int | None = None


def agreements(viewer: Viewer, *, state: str = "", service: str = "") -> QuerySet[Agreement]:
    """Return the viewer's agreements, narrowed by state and service, with managing agency and parties."""
    found = Agreement.objects.visible_to(viewer).select_related("managing_agency").prefetch_related("parties__agency")
    found = found.filter(state=state) if state else found
    return found.filter(services__contains=[service]) if service else found


def in_force_between(agency_a: int, agency_b: int, service: str, on: date, place: str = "") -> Agreement | None:
    """Return the agreement in force on a date that covers two agencies, a service and a place; tightest promise first."""
    found = Agreement.objects.for_system(reason=_PROMISE).standing(on).between(agency_a, agency_b)
    return found.fitting(service, place).order_by("answer_days", "pk").first()


def promised(
    *, asker_id: int, doer_id: int, service: str, deed: str, on: date, place: str = "", known: str = ""
) -> Promised | None:
    """Return the tightest promise of one agency to another for a deed; None when no agreement covers the two.

    Without a place, `known` names the agreement that was found to fit when the place was known.
    """
    found = Agreement.objects.for_system(reason=_PROMISE).standing(on).between(asker_id, doer_id)
    fitting = found.fitting(service, place) | found.filter(code=known, services__contains=[service])
    theirs = Commitment.objects.filter(agency_id=doer_id, deed=deed, service__in=["", service])
    best: Promised | None = None
    for row in fitting.distinct().order_by("pk").prefetch_related(Prefetch("commitments", theirs, to_attr="fitting")):
        days = [one.days for one in row.fitting]  # type: ignore[attr-defined]
        if deed == Deed.ANSWER and row.answer_days:
            days.append(row.answer_days)
        one = Promised(row.code, min(days, default=None))
        if best is None or (one.days is not None and (best.days is None or one.days < best.days)):
            best = one
    return best


def codes_between(agency_id: int, *, service: str, place: str, on: date) -> dict[int, str]:
    """Return, per other agency, the code of an agreement in force with it that covers a service in a place."""
    found = Agreement.objects.for_system(reason=_PROMISE).standing(on).fitting(service, place)
    rows = found.filter(parties__agency_id=agency_id).order_by("-pk").prefetch_related("parties")
    return {party.agency_id: row.code for row in rows for party in row.parties.all() if party.agency_id != agency_id}


def of_agency(agency_id: int, viewer: Viewer, *, limit: int = 5) -> list[Agreement]:
    """Return those of an agency's agreements that the viewer reads, newest state first."""
    found = agreements(viewer).filter(Q(parties__agency_id=agency_id) | Q(managing_agency_id=agency_id))
    return list(found.distinct().order_by("-state_since")[:limit])


def possible_parents(viewer: Viewer, *, without: int | None = None) -> QuerySet[Agreement]:
    """Return what a PKS of the viewer may stand under."""
    found = Agreement.objects.visible_to(viewer).exclude(type="pks").exclude(state="ended").exclude(pk=without)
    return found.order_by("title", "pk")


def around(agreement: Agreement, viewer: Viewer) -> dict[str, Agreement | list[Agreement] | None]:
    """Return the agreements an agreement is linked with, as far as the viewer reads them, in one query."""
    linked = Q(parent=agreement) | Q(renews=agreement) | Q(pk__in=[agreement.parent_id or 0, agreement.renews_id or 0])
    rows = list(Agreement.objects.visible_to(viewer).filter(linked).order_by("pk"))
    return {
        "parent": next((one for one in rows if one.pk == agreement.parent_id), None),
        "former": next((one for one in rows if one.pk == agreement.renews_id), None),
        "renewal": next((one for one in rows if one.renews_id == agreement.pk and one.state != "ended"), None),
        "below": [one for one in rows if one.parent_id == agreement.pk],
    }
