"""Numbers of outgoing letters: one book per agency and year, each number once and none left out."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.documents.choices import DEFAULT_PATTERN
from cases.documents.letters import wording
from cases.documents.letters.kinds import LetterRefused
from cases.documents.models import Agenda
from core.audit.services import record
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer

PLACES = ("urut", "kode", "bulan", "tahun")


def next_number(*, by: Viewer, mark: str, on: date) -> tuple[str, int]:
    """Return the agency's next number and its place in the book, which stays locked until the transaction ends.

    Whoever comes at the same moment waits, so that a rolled-back letter leaves no hole.
    """
    book = locked_book(by.acting_agency_id, on.year, by)
    book.last += 1
    book.save(update_fields=["last"])
    return written(book.pattern, book.last, mark=mark, on=on), book.last


def locked_book(agency_id: int, year: int, by: Viewer) -> Agenda:
    """Return the book of a year, locked; a new year begins at 1 with the pattern of the last one."""
    books = Agenda.objects.visible_to(by).filter(agency_id=agency_id)
    former = books.filter(year__lt=year).order_by("-year").values_list("pattern", flat=True).first()
    fresh = Agenda(agency_id=agency_id, year=year, pattern=former or DEFAULT_PATTERN)
    Agenda.objects.bulk_create([fresh], ignore_conflicts=True)
    return books.select_for_update(of=("self",)).get(year=year)


def written(pattern: str, sequence: int, *, mark: str, on: date) -> str:
    """Return "014/SR/XI/2026" for a pattern such as "{urut}/{kode}/{bulan}/{tahun}"."""
    places = {"urut": f"{sequence:03}", "kode": mark, "bulan": wording.roman_month(on), "tahun": str(on.year)}
    for name, value in places.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern


@transaction.atomic
def set_pattern(*, by: Viewer, now: datetime, year: int, pattern: str, version: int) -> Agenda:
    """Say how the agency's numbers look from the next letter on; numbers already given stay.

    Raises LetterRefused, or ChangedMeanwhile when somebody else saved in between.
    """
    if not by.can(P.DIRECTORY_MANAGE):
        raise LetterRefused(_("Peran Anda tidak berhak melakukan ini."))
    if "{urut}" not in pattern:
        raise LetterRefused(_("Pola nomor memerlukan {urut}, supaya setiap nomor berbeda."), field="pattern")
    rest = pattern
    for name in PLACES:
        rest = rest.replace(f"{{{name}}}", "")
    if "{" in rest or "}" in rest:
        raise LetterRefused(_("Gunakan hanya {urut}, {kode}, {bulan}, dan {tahun}."), field="pattern")
    book = locked_book(by.acting_agency_id, year, by)
    if book.version != version and book.pattern != pattern:
        raise ChangedMeanwhile(book)
    book.pattern, book.version = pattern, book.version + 1
    book.save(update_fields=["pattern", "version"])
    record(by=by, now=now, verb="letter.pattern", subject=str(year), detail={"pattern": pattern})
    return book
