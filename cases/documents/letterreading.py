"""What the pages of letters read."""

from agencies.people.permissions import P
from cases.casework.models import Case
from cases.documents.choices import DEFAULT_PATTERN, LetterState
from cases.documents.letters import kinds
from cases.documents.models import Agenda, Letter
from cases.documents.services.lettering import may_number
from cases.documents.states import LETTER
from core.kernel.scope import Viewer

_SHOWN = ("agency", "drafted_by", "frozen_by", "signer")


def letters_of(case: Case, viewer: Viewer):
    """Return the letters of a case, dropped drafts apart."""
    return Letter.objects.visible_to(viewer).kept().filter(case=case).select_related(*_SHOWN)


def letters_about(about: str, viewer: Viewer):
    """Return the letters about a referral, conference or report by its code, newest first, dropped drafts apart."""
    found = Letter.objects.visible_to(viewer).kept().filter(about=about).exclude(about="")
    return found.select_related(*_SHOWN, "case").order_by("-drafted_at", "pk")


def letter_in(case: Case, viewer: Viewer):
    """Return the letters of a case that a page of one letter may show."""
    return letters_of(case, viewer).select_related(*_SHOWN, "replaces", "ended_by")


def replacement_of(letter: Letter, viewer: Viewer) -> Letter | None:
    """Return the letter, or draft, that replaces this one."""
    return Letter.objects.visible_to(viewer).kept().filter(replaces=letter).first()


def book_of(viewer: Viewer, year: int) -> Agenda:
    """Return the office's book of a year as it is, or as it will begin."""
    books = Agenda.objects.visible_to(viewer).filter(agency_id=viewer.agency_id, year__lte=year)
    last = books.order_by("-year").first()
    if last and last.year == year:
        return last
    return Agenda(agency_id=viewer.agency_id, year=year, pattern=last.pattern if last else DEFAULT_PATTERN)


def steps(letter: Letter, viewer: Viewer) -> set[str]:
    """Return which buttons the page of a letter shows this viewer: names of steps, and "edit"."""
    if viewer.agency_id != letter.agency_id:
        return set()
    kind = kinds.get(letter.kind)
    may_write = viewer.can(kind.permission) or viewer.can(P.CASE_SUPERVISE)
    found = set()
    for row in LETTER.available(letter):
        may = viewer.can(P.CASE_SUPERVISE) if row.name in ("give_back", "void") else may_write
        if row.name == "freeze":
            may = may_number(letter, viewer)
        if may:
            found.add(row.name)
    # Whoever gives the number asks nobody for it.
    if "freeze" in found:
        found.discard("ask")
    if letter.state == LetterState.DRAFT and may_write:
        found.add("edit")
    return found


def gaps(letter: Letter) -> list[str]:
    """Return the parts that a draft still needs, in words."""
    texts = letter.texts
    parts = kinds.get(letter.kind).parts_of(texts)
    return [str(part.label) for part in parts if part.is_needed and not texts[part.key].strip()]
