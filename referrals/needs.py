"""What a child needs from the network, as the file says it: the assessment, the plan, the visits after the service."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from cases.aftercare import selectors as aftercare
from cases.aftercare.choices import PURPOSES as BY_AREA
from cases.aftercare.choices import UNMET, Area
from cases.aftercare.models import Episode
from cases.casework import sheets
from cases.casework.choices import ENDED_STATES, Component, PlanState
from cases.casework.models import Case, PlanActivity, PlanGoal
from cases.children.choices import Paper, PaperStatus
from core.kernel.scope import Viewer
from referrals import purposes, ranking
from referrals.choices import OVER
from referrals.models import Referral
from referrals.purposes import Purpose

SCHOOL = "school"
UPPER_FROM = 16  # from this age the usual school is a province's: SMA or SMK
# What is asked of the network for a weak factor of the assessment, and for a goal that answers one of its sections.
BY_FACTOR = {
    "food_supply": "social_assistance", "growth": "health", "wellness": "health", "health_services": "health",
    "shelter": "family_care", "care": "family_care", "safety": "violence_protection", "legal": "identity_papers",
    "emotion": "health", "behaviour": "youth_activity", "schooling": SCHOOL, "learning": SCHOOL,
    "faith": "religious_guidance", "meaning": "religious_guidance",
}  # fmt: skip
BY_SECTION = {
    "food": "social_assistance", "health": "health", "economy": "social_assistance", "house": "social_assistance",
    "home": "family_care", "education": SCHOOL, "mind": "youth_activity",
    "spirit": "religious_guidance",
}  # fmt: skip
IDENTITY = (Paper.BIRTH_CERTIFICATE, Paper.FAMILY_CARD)


@dataclass
class Need:
    """One thing that may be asked, why the file says so, and the referral that asks it already."""

    purpose: Purpose
    why: list[str] = field(default_factory=list)
    asked: Referral | None = None
    somebody: bool = True  # an agency near the child can be asked

    @property
    def is_ticked(self) -> bool:
        """Tell whether it is proposed: something in the file says so and nobody was asked yet."""
        return bool(self.why) and self.asked is None and self.somebody


def needs_of(case: Case, viewer: Viewer, *, today: date) -> list[Need]:
    """Return every purpose with what speaks for it, those that the file names first; as far as the viewer reads it."""
    found = {purpose.key: Need(purpose) for purpose in purposes.PURPOSES}
    age = case.child.age_on(today)
    for key, words in (*_papers(case), *_assessed(case, viewer), *_planned(case, viewer), *_visited(case, viewer)):
        key = _school_for(age) if key == SCHOOL else key
        if words not in found[key].why:
            found[key].why.append(words)
    under_way = Referral.objects.visible_to(viewer).filter(case_id=case.pk).exclude(status__in=OVER)
    for row in under_way.order_by("-created_at"):
        found[row.purpose].asked = found[row.purpose].asked or row
    reach = ranking.kinds_near(ranking.place_of(case), without=viewer.agency_id or 0)
    for need in found.values():
        ways = {(kind, service) for kind in need.purpose.kinds for service in ("", str(need.purpose.service))}
        need.somebody = bool(ways & reach)
    return sorted(found.values(), key=lambda need: not need.why)


def _school_for(age: int | None) -> str:
    return "schooling_upper" if age is not None and age >= UPPER_FROM else "schooling"


def _papers(case: Case) -> Iterable[tuple[str, str]]:
    lacking = [
        str(paper.label) for paper, state in case.child.papers() if paper in IDENTITY and state == PaperStatus.NONE
    ]
    if lacking:
        yield "identity_papers", _("Belum punya: %(papers)s") % {"papers": ", ".join(lacking)}


def _assessed(case: Case, viewer: Viewer) -> Iterable[tuple[str, str]]:
    _draft, finished = sheets.draft_and_finished(sheets.rounds_of(case, viewer))
    for sheet in sheets.sheets_of(finished[0]) if finished else ():
        for item in sheet.weak:
            if item.slug in BY_FACTOR:
                yield BY_FACTOR[item.slug], _("Asesmen: %(what)s lemah") % {"what": item.label}


def _planned(case: Case, viewer: Viewer) -> Iterable[tuple[str, str]]:
    goals = PlanGoal.objects.visible_to(viewer).filter(case=case).exclude(plan__state=PlanState.REPLACED)
    for goal in goals.exclude(state__in=ENDED_STATES).order_by("position"):
        if goal.domain in BY_SECTION:
            yield BY_SECTION[goal.domain], _("Rencana: %(what)s") % {"what": goal.goal}
    trained = PlanActivity.objects.visible_to(viewer).filter(case=case, component=Component.VOCATIONAL)
    for activity in trained.exclude(plan__state=PlanState.REPLACED).exclude(state__in=ENDED_STATES):
        yield "work", _("Rencana: %(what)s") % {"what": activity.activity}


def _visited(case: Case, viewer: Viewer) -> Iterable[tuple[str, str]]:
    episode = Episode.objects.visible_to(viewer).filter(case_id=case.pk).order_by("-opened_at").first()
    for row in aftercare.areas_of(episode, viewer) if episode else ():
        if row.state in UNMET:
            words = {"area": Area(row.area).label, "state": str(row.state.label).lower()}
            key = SCHOOL if row.area == Area.SCHOOLING else BY_AREA[row.area][0]
            yield key, _("Kunjungan: %(area)s %(state)s") % words
