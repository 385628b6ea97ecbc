"""Reading notes: the words in force, the words before, who was met, and what a new note can be prefilled with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from agencies.people.models import User
from cases.casework.choices import CONTACT_KINDS, PERSON, Met, NoteKind
from cases.casework.models import Case, Note, NoteEdit
from cases.casework.services.noting import EDIT_HOURS, may_edit
from cases.children.masking import shown_person
from cases.children.models import ImportantPerson
from cases.children.selectors import people_of
from core.kernel.scope import Viewer


@dataclass(frozen=True)
class Version:
    """The words of a note at a time: from when, and whether they are in force."""

    row: Note | NoteEdit
    met: str
    is_current: bool


@dataclass(frozen=True)
class NotePage:
    """A note as its page shows it, newest words first."""

    note: Note
    versions: list[Version]
    corrections: list[Note]
    until: datetime  # until when its author may set it right
    is_mine: bool


def with_edits(viewer: Viewer) -> QuerySet[Note]:
    """Return the notes a viewer may read, with their edits in order."""
    edits = Prefetch("edits", NoteEdit.objects.visible_to(viewer).select_related("written_by").order_by("number"))
    return Note.objects.visible_to(viewer).select_related("written_by", "agency").prefetch_related(edits)


def page_of(note: Note, case: Case, viewer: Viewer, *, now: datetime) -> NotePage:
    """Return what the page of one note shows; `note` was read `with_edits`."""
    people = people_of(case.child, viewer)
    rows: list[Note | NoteEdit] = [note, *note.edits.all()]
    versions = [Version(row, met_words(row.met, row.met_other, people, viewer), row is rows[-1]) for row in rows]
    later = with_edits(viewer).filter(corrects=note).order_by("written_at")
    until = note.written_at + timedelta(hours=EDIT_HOURS)
    return NotePage(note, versions[::-1], list(later), until, may_edit(note, viewer, now))


def last_contact(case: Case, viewer: Viewer, *, met: bool = False) -> Note | None:
    """Return the latest visit or call of a case, with its edits."""
    found = with_edits(viewer).filter(case=case, kind__in=CONTACT_KINDS)
    return found.order_by("-happened_on", "-written_at").first()


def prefilled(case: Case, viewer: Viewer, last: Note | None) -> dict:
    """Return the beginning of a new note: how, whom and where as last time; a visit where nothing is known yet."""
    if last is None:
        return {"kind": NoteKind.HOME_VISIT, "met": [Met.CHILD]}
    return {"kind": last.kind, "met": last.current.met or [Met.CHILD], "place": last.current.place}


def met_choices(case: Case, viewer: Viewer) -> list[tuple[str, str]]:
    """Return who can have been met: the child, the people of its family list (masked), and others."""
    people = [(f"{PERSON}{one.pk}", _called(one, viewer)) for one in people_of(case.child, viewer)]
    relations = [] if people else [(str(one), str(one.label)) for one in (Met.MOTHER, Met.FATHER, Met.GUARDIAN)]
    others = [(str(one), str(one.label)) for one in (Met.TEACHER, Met.OTHER)]
    return [(str(Met.CHILD), str(Met.CHILD.label)), *people, *relations, *others]


def met_words(met: Iterable[str], other: str, people: Iterable[ImportantPerson], viewer: Viewer) -> str:
    """Return who was met, in words; somebody who is no longer in the family list stays as "orang lain"."""
    known = {f"{PERSON}{one.pk}": _called(one, viewer) for one in people} | dict(Met.choices)
    words = [str(known.get(one, Met.OTHER.label)) for one in met]
    return ", ".join([*words, other] if other else words)


def _called(person: ImportantPerson, viewer: Viewer) -> str:
    name = shown_person(person.name, viewer)
    words = f"{person.get_relation_display()} {name}"
    return _("%(who)s (jangan dihubungi)") % {"who": words} if person.is_unsafe else words


def worked_on(viewer: Viewer, *, beside: Case) -> list[Case]:
    """Return the viewer's own open cases beside one, for a session that several children took part in."""
    found = Case.objects.worked_by(viewer).open().owned_by(viewer.acting_agency_id).exclude(pk=beside.pk)
    found = found.filter(manager_id=viewer.user_id).select_related("child", "child__region")
    return list(found.order_by("code")[:50])


def colleagues(case: Case, on) -> QuerySet[User]:
    """Return who of the owner agency can be given a task."""
    from agencies.people.permissions import P
    from agencies.people.selectors import people_with

    return people_with(case.owner_agency_id, P.TASKS, on)
