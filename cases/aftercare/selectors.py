"""What the after-care screens read; who is late is asked of the obligations room, never decided here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from agencies.directory.choices import Service
from agencies.directory.models import Agency
from agencies.directory.selectors import agencies, social_office_of
from agencies.obligations.models import Obligation
from agencies.obligations.selectors import held_by
from agencies.people.roles import CASE_KEEPERS
from cases.aftercare.choices import PURPOSES, UNMET, Area, AreaState
from cases.aftercare.models import Episode, LifeAreaAnswer, PlannedVisit, Visit
from cases.aftercare.services.common import ASSIGN, DECIDE, HELP, RELAPSE, VISIT
from core.kernel.scope import Viewer

LATE, TODAY, NEXT, WAIT, DONE = "terlambat", "hari-ini", "berikutnya", "menunggu", "selesai"
TABS = (LATE, TODAY, NEXT, WAIT, DONE)
DESK_KINDS = (ASSIGN, DECIDE, HELP, RELAPSE)


@dataclass(frozen=True)
class ScheduleRow:
    """A planned visit with the duty that stands for it (None when the viewer's agency has no part in it)."""

    planned: PlannedVisit
    duty: Obligation | None


@dataclass(frozen=True)
class AreaRow:
    """The latest word about an area of life; `needs` are (purpose, address) of referrals it suggests."""

    area: Area
    state: AreaState
    answered_at: datetime | None
    needs: tuple[tuple[str, str], ...] = ()

    @property
    def is_unmet(self) -> bool:
        """Tell whether something is needed here."""
        return self.state in UNMET


def duties(viewer: Viewer, tab: str, *, now: datetime) -> QuerySet[Obligation]:
    """Return the after-care duties of one tab: a wide role's agency (what it owes or watches), else the viewer's own."""
    mine = Obligation.objects.visible_to(viewer) if viewer.wide else held_by(viewer, now=now)
    visits = mine.filter(kind=VISIT)
    if tab == LATE:
        return visits.overdue(now)
    if tab == TODAY:
        return visits.due_today(now, viewer.zone)
    if tab == WAIT:
        return mine.filter(Q(kind__in=DESK_KINDS) | Q(kind=VISIT, paused_at__isnull=False)).open()
    return visits.running().filter(due_at__gte=now).exclude(pk__in=visits.due_today(now, viewer.zone).values("pk"))


def episodes_of(found: Iterable[Obligation], viewer: Viewer) -> dict[str, Episode]:
    """Return the readable episodes behind duties by code, with child, worker and owner; one query."""
    codes = {duty.about for duty in found}
    rows = Episode.objects.readable_by(viewer).filter(code__in=codes)
    return {row.code: row for row in rows.select_related("child__region", "region", "worker", "owner_agency")}


def ended(viewer: Viewer) -> QuerySet[Episode]:
    """Return the ended episodes a viewer still has a line of; the child stays out of it."""
    return Episode.objects.visible_to(viewer).ended().select_related("owner_agency", "worker")


def schedule_of(episode: Episode, viewer: Viewer) -> list[ScheduleRow]:
    """Return the planned visits of an episode with their duties, in order; two queries."""
    planned = list(PlannedVisit.objects.visible_to(viewer).filter(episode=episode).order_by("due_on", "sequence"))
    known = Obligation.objects.visible_to(viewer).filter(key__in=[one.key for one in planned])
    by_key = {duty.key: duty for duty in known}
    return [ScheduleRow(one, by_key.get(one.key)) for one in planned]


def visits_of(episode: Episode, viewer: Viewer) -> list[Visit]:
    """Return the visits made, newest first, with who wrote them and what they said about areas."""
    found = Visit.objects.visible_to(viewer).filter(episode=episode).select_related("written_by", "agency")
    return list(found.order_by("-happened_on", "-written_at"))


def areas_of(episode: Episode, viewer: Viewer, *, case_code: str = "") -> list[AreaRow]:
    """Return the latest state of every area of life; unmet needs carry the address of a new referral."""
    answers = LifeAreaAnswer.objects.visible_to(viewer).filter(episode=episode)
    latest = {row.area: row for row in answers.order_by("area", "-answered_at").distinct("area")}
    return [_area_row(Area(area), latest.get(area), case_code) for area in Area.values]


def _area_row(area: Area, answer: LifeAreaAnswer | None, case_code: str) -> AreaRow:
    if answer is None:
        return AreaRow(area, AreaState.UNASKED, None)
    unmet = answer.state in UNMET and case_code
    needs = tuple((purpose, referral_address(case_code, purpose)) for purpose in PURPOSES[area]) if unmet else ()
    return AreaRow(area, AreaState(answer.state), answer.answered_at, tuple(one for one in needs if one[1]))


def referral_address(case_code: str, purpose: str = "") -> str:
    """Return where a referral for a need is begun; "" while the referral room is not installed."""
    try:
        address = reverse("referral_new", args=[case_code])
    except NoReverseMatch:
        return ""
    return f"{address}?kebutuhan={purpose}" if purpose else address


def desk_duties(episode: Episode, viewer: Viewer) -> list[Obligation]:
    """Return what waits for a supervisor of the viewer's agency on an episode."""
    found = Obligation.objects.visible_to(viewer).open().filter(about=episode.code, kind__in=DESK_KINDS)
    return list(found.select_related("holder_agency").order_by("due_at", "id"))


def possible_owners(region_code: str, own_agency_id: int) -> list[Agency]:
    """Return the agencies that may look after a child in a place: its social office first, then others, then one's own."""
    usual = social_office_of(region_code) if region_code else None
    offering = agencies(regency=region_code[:5], service=Service.AFTERCARE) if region_code else Agency.objects.none()
    others = Agency.objects.filter(is_active=True, kind__in=[str(kind) for kind in CASE_KEEPERS])
    near = Q(pk__in=offering.values("pk")) | Q(pk=own_agency_id)
    near |= Q(region__code__startswith=region_code[:2]) if region_code else Q(kind="social_office")
    found = list(others.filter(near).select_related("region").order_by("name", "pk"))
    return sorted(found, key=lambda one: one.pk != (usual.pk if usual else None))
