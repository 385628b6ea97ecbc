"""Due work in rows that say everything: what, for whom (masked), where, until when, and the next action."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from agencies.directory.models import Region
from agencies.obligations import selectors as obligations
from agencies.obligations.models import Obligation
from agencies.people.permissions import P
from cases.casework.models import Case
from cases.children.choices import ContactSafety
from cases.children.masking import shown_name
from cases.children.models import ImportantPerson
from core.kernel.scope import Viewer

# A day that holds more than this is no longer read on one page; the rest stands in the full list.
ROWS_PER_SECTION = 20
DAYS_AHEAD = 7
# Duties that a call can help with.
CONTACTS = ("case.contact", "aftercare.visit")


@dataclass(frozen=True)
class DueRow:
    """One duty as a person reads it; `who` is empty when the viewer may not open the child's file."""

    duty: Obligation
    case: Case | None
    who: str
    page_url: str
    phone_url: str = ""  # only for a contact, and where somebody safe has a number
    snooze_url: str = ""  # only for a task

    @property
    def code(self) -> str:
        """Return the public code it is about: the case's own where known, else the duty's."""
        return self.case.code if self.case else self.duty.about


@dataclass(frozen=True)
class Section:
    """One part of the day with the number of all its duties and the first rows."""

    name: str
    count: int
    rows: list[DueRow]


def day_of(viewer: Viewer, *, now: datetime) -> dict[str, Section]:
    """Return what falls to a viewer: "late", "today" and "ahead", in a constant number of queries."""
    parts = parts_of(viewer, now=now)
    found = {name: list(part.order_by("due_at", "id")[:ROWS_PER_SECTION]) for name, part in parts.items()}
    cases = cases_of((duty for duties in found.values() for duty in duties), viewer)
    reach = with_somebody_to_call(cases.values(), viewer)
    return {
        name: Section(name, parts[name].count(), [due_row(duty, cases, viewer, now, reach) for duty in duties])
        for name, duties in found.items()
    }


def parts_of(viewer: Viewer, *, now: datetime) -> dict[str, QuerySet[Obligation]]:
    """Return what is late, due today and due in the days after: the day's numbers and the lists they open."""
    held = obligations.held_by(viewer, now=now)
    return {
        "late": held.overdue(now),
        "today": held.due_today(now, viewer.zone),
        "ahead": held.next_days(now, DAYS_AHEAD, viewer.zone),
    }


def next_after(viewer: Viewer, *, now: datetime) -> Obligation | None:
    """Return the soonest duty that is not yet due, for a day on which nothing is."""
    return obligations.held_by(viewer, now=now).running().filter(due_at__gte=now).order_by("due_at", "id").first()


def cases_of(duties: Iterable[Obligation], viewer: Viewer) -> dict[UUID, Case]:
    """Return the cases of duties that the viewer may open, with their children, in one query."""
    wanted = {duty.case_id for duty in duties if duty.case_id}
    found = Case.objects.visible_to(viewer).filter(pk__in=wanted)
    return {case.pk: case for case in found.select_related("child__region", "manager")}


def due_row(
    duty: Obligation, cases: dict[UUID, Case], viewer: Viewer, now: datetime, reach: Collection[UUID] = ()
) -> DueRow:
    """Return one duty with the words of its case; `reach` are the children with somebody safe to call."""
    case = cases.get(duty.case_id) if duty.case_id else None
    may_call = case and duty.kind in CONTACTS and case.child_id in reach
    return DueRow(
        duty=duty,
        case=case,
        who=child_words(case, viewer, now) if case else "",
        page_url=reverse("case", args=[case.code]) if case else duty.url,
        phone_url=reverse("phones", args=[case.code]) if case and may_call else "",
        snooze_url=f"{duty.url}tunda/" if duty.kind.split(".")[0] == "task" else "",
    )


def with_somebody_to_call(cases: Iterable[Case], viewer: Viewer) -> set[UUID]:
    """Return the children of these cases who have somebody safe to contact with a number, in one query."""
    if not viewer.can(P.CHILD_REVEAL):
        return set()
    found = ImportantPerson.objects.visible_to(viewer).filter(
        child_id__in={case.child_id for case in cases}, safe_to_contact=ContactSafety.SAFE
    )
    return set(found.exclude(phone="").values_list("child_id", flat=True))


def child_words(case: Case, viewer: Viewer, now: datetime) -> str:
    """Return "B.S. · 12 th · Kota Padang": initials while masked, age, kabupaten/kota."""
    child = case.child
    day = now.astimezone(viewer.zone).date()
    words = [shown_name(child, viewer), child.age_words(day), regency_of(child.region)]
    return " · ".join(word for word in words if word)


def regency_of(region: Region | None) -> str:
    """Return the kabupaten/kota a place lies in, "" when no place is known."""
    if region is None:
        return ""
    parts = region.full_name.split(", ")
    return parts[-2] if region.level >= 2 and len(parts) > 1 else region.name
