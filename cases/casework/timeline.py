"""Everything that happened on a case, newest first, with the words of the notes and their corrections beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db.models import Prefetch, Q, QuerySet
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from agencies.people.selectors import people_names
from cases.casework.choices import NoteKind
from cases.casework.models import Case, Note
from cases.casework.notebook import with_edits
from core.audit.models import Entry
from core.audit.selectors import TimelineRow, rows
from core.kernel.scope import Viewer
from core.screens.paging import KeysetPage, keyset_page

SIZE = 20
# What can be looked at alone: the word in the address, its label, and how the verbs of that kind begin.
KINDS = (
    ("", _("Semua"), ()),
    ("catatan", _("Kunjungan dan catatan"), ("note.", "help.")),
    ("tugas", _("Tugas"), ("task.", "conference.")),
    ("rencana", _("Asesmen dan rencana"), ("agreement.", "assessment.", "plan.", "progress.")),
    ("rujukan", _("Rujukan"), ("referral.",)),
    ("kasus", _("Kasus"), ("case.", "transfer.", "child.", "person.")),
    ("pascalayanan", _("Pascalayanan"), ("aftercare.", "visit.")),
    ("dokumen", _("Dokumen dan akses"), ("document.", "access.", "consent.")),
    ("pengingat", _("Pengingat"), ("reminder.",)),
)
# Acts that write a note of their own kind; every other note is an entry "note.…".
_ABOUT = (
    ("transfer.offered", NoteKind.HANDOVER),
    ("case.assigned", NoteKind.HANDOVER),
    ("help.asked", NoteKind.HELP),
    ("help.answered", NoteKind.ANSWER),
)
_OF_ACTS = {kind for _verb, kind in _ABOUT}


@dataclass(frozen=True)
class Event:
    """One line: what happened, when, by whom, in which month, and the note's words that belong to it."""

    row: TimelineRow
    month: str
    date_only: bool
    note: Note | None = None
    corrections: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Timeline:
    """One page of events, with the kinds and authors it can be narrowed to."""

    events: list[Event]
    page: KeysetPage
    kind: str
    author: int | None
    authors: list[tuple[int, str, str]]


def timeline_of(case: Case, viewer: Viewer, *, kind: str = "", author: str = "", token: str = "") -> Timeline:
    """Return a page of a case's events, narrowed to a kind and an author; unknown ones narrow nothing."""
    found = Entry.objects.filter(case_id=case.pk, is_read=False)
    names = people_names(found.exclude(actor_id=None).order_by().values_list("actor_id", flat=True).distinct())
    authors = sorted(((pk, *words) for pk, words in names.items()), key=lambda one: one[1])
    person = int(author[:9]) if author.isdecimal() and int(author[:9]) in names else None
    prefixes = next((begin for word, _label, begin in KINDS if word == kind), ())
    if prefixes:
        found = found.filter(_begins(prefixes))
    if person:
        found = found.filter(actor_id=person)
    page = keyset_page(found, key="-at", token=token, size=SIZE)
    return Timeline(_events(case, viewer, page.rows), page, kind if prefixes else "", person, authors)


def latest(case: Case, viewer: Viewer, *, limit: int = 5) -> list[Event]:
    """Return the last events of a case, without reminders; who may see it has a page of its own."""
    told = Entry.objects.filter(case_id=case.pk, is_read=False)
    found = told.exclude(_begins(("access.", "reminder."))).order_by("-at", "-id")
    return _events(case, viewer, found[:limit])


def _begins(prefixes: Iterable[str]) -> Q:
    found = Q()
    for prefix in prefixes:
        found |= Q(verb__startswith=prefix)
    return found


def _events(case: Case, viewer: Viewer, entries: Iterable[Entry]) -> list[Event]:
    found = list(entries)
    notes = _notes(case, viewer, [entry.at for entry in found])
    events = []
    for entry, row in zip(found, rows(found), strict=True):
        local = row.at.astimezone(viewer.zone)
        written = _taken(notes.get((entry.at, entry.actor_id), []), entry)
        events.append(
            Event(
                row,
                formats.date_format(local.date(), "F Y"),
                local.time() == time(0),
                written,
                list(written.corrections.all()) if written else [],
            )
        )
    return events


def _taken(waiting: list[Note], entry: Entry) -> Note | None:
    """Return, and take out of `waiting`, the first note that an entry can be about."""
    kind = next((kind for verb, kind in _ABOUT if entry.verb.startswith(verb)), "")
    if not kind and not entry.verb.startswith("note."):
        return None
    for place, note in enumerate(waiting):
        if (note.kind == kind) if kind else (note.kind not in _OF_ACTS):
            return waiting.pop(place)
    return None


def _notes(case: Case, viewer: Viewer, moments: list[datetime]) -> dict[tuple[datetime, int | None], list[Note]]:
    """Return the notes written at these moments: an act and its note are one moment of one person."""
    written: QuerySet[Note] = with_edits(viewer)
    later = Prefetch("corrections", written.order_by("written_at"))
    found: dict[tuple[datetime, int | None], list[Note]] = {}
    for note in (
        written.filter(case=case, written_at__in=moments)
        .select_related("corrects")
        .prefetch_related(later)
        .order_by("written_at", "code")
    ):
        found.setdefault((note.written_at, note.written_by_id), []).append(note)
    return found
