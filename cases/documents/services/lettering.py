"""What the verbs of a letter share: whose it is, who may, whether it is ready, its record."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.permissions import P
from agencies.people.roles import Role
from agencies.people.selectors import people_with, staff_of
from cases.casework.models import Case
from cases.documents.letters import composing, kinds
from cases.documents.letters.kinds import LetterKind, LetterRefused
from cases.documents.models import Letter
from cases.documents.states import LETTER
from core.audit.services import record
from core.kernel.scope import Viewer

NUMBER = "letter.number"


def kind_of(key: str) -> LetterKind:
    """Return a kind of letter.  Raises LetterRefused for an unknown one."""
    try:
        return kinds.get(key)
    except KeyError:
        raise LetterRefused(_("Pilih jenis surat."), field="kind") from None


def take(by: Viewer, letter: Letter) -> tuple[Letter, LetterKind]:
    """Return a letter locked with its kind, as far as the viewer works on it.  Raises Letter.DoesNotExist."""
    # The case first, like every verb of this room; a foreign row raises DoesNotExist.
    case = case_for(by, letter.case_id)
    row = Letter.objects.visible_to(by).select_for_update(of=("self",)).get(pk=letter.pk, case_id=case.pk)
    row.case = case
    if by.agency_id != row.agency_id:
        raise LetterRefused(_("Surat ini milik instansi lain. Anda dapat membacanya, tidak mengubahnya."))
    return row, kind_of(row.kind)


def case_for(by: Viewer, case_id, *, whole_file: bool = False) -> Case:
    """Return the case of a letter locked, as far as the viewer works on it.  Raises Case.DoesNotExist."""
    found = Case.objects.worked_by(by) if whole_file else Case.objects.visible_to(by)
    return found.select_for_update(of=("self",)).get(pk=case_id)


def insist(by: Viewer, *permissions: str) -> None:
    """Raise LetterRefused unless the viewer holds one of the permissions."""
    if not any(by.can(one) for one in permissions):
        raise LetterRefused(_("Peran Anda tidak berhak melakukan ini."))


def insist_writer(form: LetterKind, by: Viewer) -> None:
    """Raise LetterRefused unless the viewer may write letters of this kind."""
    insist(by, form.permission, P.CASE_SUPERVISE)


def insist_ready(row: Letter, form: LetterKind, *, by: Viewer, now: datetime) -> None:
    """Raise LetterRefused when a needed part is empty, nobody signs, or the kind says that it may not go out."""
    texts = row.texts
    for part in form.parts_of(texts):
        if part.is_needed and not texts[part.key].strip():
            raise LetterRefused(_("Isi dahulu bagian “%(part)s”.") % {"part": part.label}, field=part.key)
    if row.signer_id is None:
        raise LetterRefused(_("Pilih penanda tangan."), field="signer")
    form.check(composing.asked_of(row, by=by, now=now), texts)


def may_number(letter: Letter, viewer: Viewer) -> bool:
    """Tell whether the number is this viewer's to give: the signing side's, or the writer's where the kind says so."""
    if viewer.agency_id != letter.agency_id:
        return False
    form = kinds.get(letter.kind)
    return viewer.can(P.CASE_SUPERVISE) or (not form.is_signed_above and viewer.can(form.permission))


def signers(form: LetterKind, by: Viewer, now: datetime) -> list[int]:
    """Return who may sign a letter of a kind in the viewer's agency."""
    on = now.astimezone(by.zone).date()
    found: list[int] = []
    for permission in dict.fromkeys(
        (P.CASE_SUPERVISE,) if form.is_signed_above else (form.permission, P.CASE_SUPERVISE)
    ):
        found += people_with(by.acting_agency_id, permission, on).values_list("pk", flat=True)
    heads = set(staff_of(by.acting_agency_id, on).filter(role=Role.HEAD).values_list("user_id", flat=True))
    return sorted(dict.fromkeys(found), key=lambda one: one not in heads)


def page_of(letter: Letter) -> str:
    """Return the address of a letter's page."""
    return reverse("letter", args=[letter.case.code, letter.code])


def move(row: Letter, name: str, now: datetime) -> None:
    """Apply a step of the table (not saved)."""
    LETTER.apply(row, name, at=now)


def settle(row: Letter, how: str, *, by: Viewer, now: datetime) -> None:
    """Settle what its signer owes."""
    for version in {row.version, row.version - 1}:
        obligations.settle(key=f"{NUMBER}:{row.code}:{version}", how=how, by=by, now=now)


def note(row: Letter, verb: str, *, by: Viewer, now: datetime, **detail) -> None:
    """Write an act on a letter into the case's record."""
    with translation.override("id"):
        kind = kinds.label(row.kind)
    record(
        by=by, now=now, verb=verb, case_id=row.case_id, child_id=row.case.child_id, subject=row.case.code,
        detail={"letter": row.code, "kind": kind, **detail},
    )  # fmt: skip
