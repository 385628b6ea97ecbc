"""What the children's screens read."""

from datetime import datetime, timedelta
from uuid import UUID

from cases.children.models import Child, ImportantPerson
from cases.children.searching import Asked, Match, read_search, search
from core.audit import selectors as audit
from core.kernel.scope import Viewer

__all__ = [
    "READERS_DAYS", "Asked", "Match", "former_ids", "people_of", "read_search", "readers", "reads",
    "search", "unsafe_people",
]  # fmt: skip
READERS_DAYS = 90


def people_of(child: Child, viewer: Viewer) -> list[ImportantPerson]:
    """Return the people who matter to a child, guardians first."""
    found = ImportantPerson.objects.visible_to(viewer).filter(child=child)
    return list(found.order_by("-is_guardian", "added_at", "pk"))


def unsafe_people(child: Child, viewer: Viewer) -> list[ImportantPerson]:
    """Return the people who must not be contacted, for the flag in the identity bar of child and case pages."""
    return [person for person in people_of(child, viewer) if person.is_unsafe]


def readers(child: Child, *, now: datetime) -> list[audit.Reader]:
    """Return who looked at a child's data in the last 90 days, latest first."""
    return audit.readers(child.pk, since=now - timedelta(days=READERS_DAYS), former=former_ids(child))


def reads(child: Child, *, now: datetime) -> list[audit.TimelineRow]:
    """Return each look at a child's data in the last 90 days: who, when, why."""
    return audit.reads(child.pk, since=now - timedelta(days=READERS_DAYS), former=former_ids(child))


def former_ids(child: Child) -> list[UUID]:
    """Return the ids of files that were merged into this one; row security shows them to whoever sees it."""
    found = Child.objects.for_system(reason="files that joined one the viewer sees").filter(merged_into=child)
    return list(found.values_list("pk", flat=True))
