from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils.module_loading import import_string

from core.audit.models import Entry
from core.audit.purposes import purpose_words
from core.audit.sentences import sentence


@dataclass(frozen=True)
class TimelineRow:
    """One line of a timeline: what happened, when, by whom; `who` is "sistem" for the clock."""

    id: UUID
    pk: UUID
    at: datetime
    who: str
    agency: str
    sentence: str
    verb: str
    subject: str = ""
    purpose: str = ""
    date_only: bool = False


@dataclass(frozen=True)
class Reader:
    """One person who looked at a child's file: how often and when last."""

    who: str
    agency: str
    times: int
    last_at: datetime
    actor_id: int | None


def timeline(case_id: UUID, *, limit: int = 20, before: datetime | None = None, prefix: str = "") -> list[TimelineRow]:
    """Return a case's acts, newest first; `prefix` keeps one kind of verb such as "referral."."""
    found = Entry.objects.filter(case_id=case_id, is_read=False)
    if before:
        found = found.filter(at__lt=before)
    if prefix:
        found = found.filter(verb__startswith=prefix)
    return rows(found.order_by("-at", "-id")[:limit])


def entries(*, verb: str = "", actor_id: int | None = None, only_reads: bool = False) -> QuerySet[Entry]:
    """Return the record for the privacy officer, filtered; row security limits it to what may be seen."""
    found = Entry.objects.all()
    if verb:
        found = found.filter(verb__startswith=verb)
    if actor_id:
        found = found.filter(actor_id=actor_id)
    return found.filter(is_read=True) if only_reads else found


def readers(child_id: UUID, *, since: datetime, former: Iterable[UUID] = ()) -> list[Reader]:
    """Return who looked at a child's file since a moment, latest first; `former` are ids of files that joined it."""
    found = (
        Entry.objects.filter(child_id__in=[child_id, *former], is_read=True, at__gte=since)
        .values("actor_id")
        .annotate(times=Count("id"), last_at=Max("at"))
        .order_by("-last_at")
    )
    people = _people(row["actor_id"] for row in found)
    return [
        Reader(*people.get(row["actor_id"], ("sistem", "")), row["times"], row["last_at"], row["actor_id"])
        for row in found
    ]


def reads(child_id: UUID, *, since: datetime, limit: int = 200, former: Iterable[UUID] = ()) -> list[TimelineRow]:
    """Return each single look at a child's file since a moment, newest first."""
    found = Entry.objects.filter(Q(child_id__in=[child_id, *former]), is_read=True, at__gte=since)
    return rows(found.order_by("-at", "-id")[:limit])


def rows(found: Iterable[Entry]) -> list[TimelineRow]:
    """Turn entries into timeline rows with people's names, in one extra query."""
    found = list(found)
    people = _people(entry.actor_id for entry in found)
    return [
        TimelineRow(
            entry.id,
            entry.id,
            entry.at,
            *people.get(entry.actor_id, ("sistem", "")),
            sentence(entry.verb, entry.detail, entry.subject),
            entry.verb,
            entry.subject,
            purpose_words(entry.purpose, by_clock=entry.actor_id is None),
        )
        for entry in found
    ]


def _people(ids: Iterable[int | None]) -> dict[int | None, tuple[str, str]]:
    wanted = {one for one in ids if one}
    return import_string(settings.PEOPLE_NAMES)(wanted) if wanted else {}
