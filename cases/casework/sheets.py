"""A round of assessment as it is read: each section with its answers, how far it is, and what in it is weak."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.functional import Promise

from cases.casework.choices import DomainState, Progress, RecordState
from cases.casework.instruments import (
    CURRENT,
    FINDING,
    MANY,
    SCORE,
    TEXT,
    WEAK,
    Instrument,
    Item,
    Section,
    instrument,
)
from cases.casework.models import Assessment, AssessmentDomain, AssessmentScore, Case
from core.kernel.scope import Viewer


@dataclass(frozen=True)
class Need:
    """A weak part of an assessment: the section, and the factors that make it weak."""

    slug: str
    label: str | Promise
    factors: tuple[str | Promise, ...] = ()


@dataclass
class Sheet:
    """One section of one round with what was answered; `row` is None before the first save."""

    section: Section
    row: AssessmentDomain | None = None
    scores: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.said: dict[str, dict] = json.loads(self.row.answers) if self.row and self.row.answers else {}

    @property
    def version(self) -> int:
        """Return the row's version, 0 before the first save."""
        return self.row.version if self.row else 0

    def value(self, item: Item) -> str | list[str]:
        """Return the answer as a form wants it; "" (or an empty list) is "belum dikaji"."""
        if item.kind == SCORE and item.slug in self.scores:
            return str(self.scores[item.slug])
        said = self.said.get(item.slug, {})
        return said.get("t", "") if item.kind == TEXT else said.get("v", [] if item.kind == MANY else "")

    def text(self, item: Item) -> str:
        """Return the words beside an answer."""
        return self.said.get(item.slug, {}).get("t", "")

    def words(self, item: Item) -> list[str | Promise]:
        """Return an answer in words for reading; an empty list is "belum dikaji"."""
        value = self.value(item)
        if item.kind == TEXT:
            return [value] if value else []  # type: ignore[list-item]
        chosen = value if isinstance(value, list) else [value] if value else []
        found = [item.words[one] for one in chosen if one in item.words]
        return [*found, self.text(item)] if item.kind == FINDING and self.text(item) else found

    @property
    def open_items(self) -> list[Item]:
        """Return what is not answered yet."""
        return [item for item in self.section.items if not self.value(item)]

    @property
    def progress(self) -> Progress:
        """Return how far the section is."""
        if self.row is None:
            return Progress.NOT_STARTED
        is_open = self.open_items if self.section.items else self.row.state == DomainState.NOT_ASSESSED
        return Progress.STARTED if is_open else Progress.DONE

    @property
    def weak(self) -> list[Item]:
        """Return the factors that are weak."""
        return [item for item in self.section.factors if self.scores.get(item.slug, WEAK + 1) <= WEAK]

    @property
    def state(self) -> DomainState:
        """Return what the section says as a whole, from its factors."""
        if self.weak:
            return DomainState.NEEDS
        if self.open_items:
            return DomainState.NOT_ASSESSED
        return DomainState.NOTHING if self.section.factors else DomainState.RECORDED

    @property
    def need(self) -> Need | None:
        """Return the section as a need when it is weak."""
        if self.weak:
            return Need(self.section.slug, self.section.label, tuple(item.label for item in self.weak))
        is_free = not self.section.items and self.row is not None and self.row.state == DomainState.NEEDS
        return Need(self.section.slug, self.section.label) if is_free else None

    def __iter__(self) -> Iterator[tuple[Item, list]]:
        return iter([(item, self.words(item)) for item in self.section.items])


def rounds_of(case: Case, viewer: Viewer) -> list[Assessment]:
    """Return a case's rounds with their sections and scores, newest first."""
    domains = Prefetch("domains", AssessmentDomain.objects.visible_to(viewer))
    scores = Prefetch("scores", AssessmentScore.objects.visible_to(viewer))
    found = Assessment.objects.visible_to(viewer).filter(case=case).select_related("started_by", "finished_by")
    return list(found.prefetch_related(domains, scores).order_by("-round"))


def sheets_of(assessment: Assessment | None) -> list[Sheet]:
    """Return the sections of a round by its own instrument; without a round those of the present one, all empty."""
    if assessment is None:
        return [Sheet(section) for section in CURRENT.sections]
    rows = {row.domain: row for row in assessment.domains.all()}
    scores = {row.factor: row.score for row in assessment.scores.all()}
    asked = asked_by(assessment)
    return [
        Sheet(one, rows.get(one.slug), {item.slug: scores[item.slug] for item in one.factors if item.slug in scores})
        for one in asked.sections
    ]


def asked_by(assessment: Assessment | None) -> Instrument:
    """Return the instrument of a round."""
    return instrument(assessment.instrument) if assessment else CURRENT


def draft_and_finished(rounds: Iterable[Assessment]) -> tuple[Assessment | None, list[Assessment]]:
    """Return the running round (None when there is none) and the finished ones, newest first."""
    draft = next((one for one in rounds if one.state == RecordState.DRAFT), None)
    return draft, [one for one in rounds if one.state == RecordState.FINISHED]


def needs_of(assessment: Assessment | None) -> list[Need]:
    """Return the weak sections of a round."""
    return [sheet.need for sheet in sheets_of(assessment) if sheet.need] if assessment else []


def label_of(slug: str) -> str | Promise:
    """Return the words for a section of any instrument."""
    for known in (CURRENT, instrument("0")):
        for section in known.sections:
            if section.slug == slug:
                return section.label
    return slug
