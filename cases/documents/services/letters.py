"""A letter is drafted from the record, changed, put before its signer, given back or thrown away."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.obligations import services as obligations
from agencies.people.permissions import P
from cases.casework.models import Case
from cases.documents.choices import LetterState
from cases.documents.letters.kinds import Asked, LetterKind, LetterRefused
from cases.documents.models import Letter
from cases.documents.rules import BOOK
from cases.documents.services.lettering import (
    NUMBER,
    case_for,
    insist,
    insist_ready,
    insist_writer,
    kind_of,
    move,
    note,
    page_of,
    settle,
    signers,
    take,
)  # fmt: skip
from cases.documents.states import LETTER
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer
from core.notices import services as notices

MOST = 100_000  # characters of a whole letter: some thirty pages


@transaction.atomic
def draft(
    *, by: Viewer, now: datetime, case: Case, kind: str, about: str = "", replaces: Letter | None = None
) -> Letter:  # fmt: skip
    """Write a draft filled from the record, or from the letter it is to replace."""
    form = kind_of(kind)
    insist_writer(form, by)
    row = case_for(by, case.pk, whole_file=form.needs_file)
    if not row.is_open:
        raise LetterRefused(_("Kasus ini sudah ditutup. Buka kembali dahulu sebelum menulis surat."))
    agency = Agency.objects.select_related("region").get(pk=by.acting_agency_id)
    asked = Asked(row, about, agency, by, now)
    if form.subjects is not None and about not in dict(form.subjects(row, by)):
        raise LetterRefused(_("Pilih dahulu tentang apa surat ini."), field="about")
    if replaces is not None:
        _insist_replaceable(replaces, by)
    with translation.override("id"):
        texts = replaces.texts if replaces else form.prefill(asked)
    letter = Letter(
        case=row, agency=agency, kind=form.key, about=about, state=LetterState.DRAFT, state_since=now, drafted_at=now,
        drafted_by_id=by.acting_user_id, replaces=replaces, signer_id=_first_signer(form, by, now),
    )  # fmt: skip
    letter.texts = texts
    letter.save(force_insert=True)
    note(letter, "letter.drafted", by=by, now=now)
    return letter


@transaction.atomic
def change(*, by: Viewer, now: datetime, letter: Letter, version: int, answers: dict) -> Letter:
    """Save the parts of a draft.  `answers`: part -> text, and `signer`.  Parts the letter does not have are left out.

    Raises LetterRefused, or ChangedMeanwhile when somebody else saved in between.
    """
    row, form = take(by, letter)
    insist_writer(form, by)
    if row.state != LetterState.DRAFT:
        raise LetterRefused(_("Surat ini bukan draf lagi, jadi isinya tidak dapat diubah."))
    if row.version != version:
        raise ChangedMeanwhile(row)
    signer = answers.get("signer")
    if signer is not None and signer.pk not in signers(form, by, now):
        raise LetterRefused(_("Pilih penanda tangan dari instansi Anda."), field="signer")
    row.texts = _checked(form, row.texts, answers)
    row.signer_id, row.version = signer.pk if signer else row.signer_id, row.version + 1
    row.save(update_fields=["words", "signer", "version"])
    note(row, "letter.changed", by=by, now=now)
    return row


@transaction.atomic
def ask(*, by: Viewer, now: datetime, letter: Letter) -> Letter:
    """Put a draft before whoever signs it: it becomes their task to number it or to give it back."""
    row, form = take(by, letter)
    insist_writer(form, by)
    LETTER.check(row, "ask")
    insist_ready(row, form, by=by, now=now)
    move(row, "ask", now)
    row.save(update_fields=["state", "state_since"])
    obligations.owe(
        kind=NUMBER, key=f"{NUMBER}:{row.code}:{row.version}", about=row.case.code, url=page_of(row), case_id=row.case_id,
        holder_agency_id=row.agency_id, holder_id=row.signer_id, by=by, now=now,
        rule=BOOK.get(NUMBER, now.astimezone(by.zone).date()),
    )  # fmt: skip
    note(row, "letter.asked", by=by, now=now)
    return row


@transaction.atomic
def give_back(*, by: Viewer, now: datetime, letter: Letter, text: str) -> Letter:
    """Give a letter back to whoever wrote it, saying what to change."""
    row, _form = take(by, letter)
    insist(by, P.CASE_SUPERVISE)
    if not text:
        raise LetterRefused(_("Tulis apa yang perlu diperbaiki."), field="text")
    move(row, "give_back", now)
    row.return_note, row.version = text, row.version + 1
    row.save(update_fields=["state", "state_since", "return_note", "version"])
    settle(row, "given_back", by=by, now=now)
    notices.owe(
        recipient_id=row.drafted_by_id, kind="letter.given_back", key=f"letter.given_back:{row.code}:{row.version}",
        about=row.case.code, url=page_of(row), now=now,
    )  # fmt: skip
    note(row, "letter.given_back", by=by, now=now)
    return row


@transaction.atomic
def drop(*, by: Viewer, now: datetime, letter: Letter) -> Letter:
    """Throw a draft away; it leaves the list and its row stays."""
    row, form = take(by, letter)
    insist_writer(form, by)
    move(row, "drop", now)
    row.save(update_fields=["state", "state_since"])
    note(row, "letter.dropped", by=by, now=now)
    return row


def _first_signer(form: LetterKind, by: Viewer, now: datetime) -> int | None:
    found = signers(form, by, now)
    if by.user_id in found and not form.is_signed_above:
        return by.user_id
    return found[0] if found else None


def _insist_replaceable(old: Letter, by: Viewer) -> None:
    LETTER.check(old, "replace")
    known = Letter.objects.visible_to(by).filter(replaces=old).exclude(state=LetterState.DROPPED).first()
    if known:
        raise LetterRefused(_("Pengganti surat ini sudah ditulis: %(code)s.") % {"code": known.code})


def _checked(form: LetterKind, before: dict[str, str], answers: dict) -> dict[str, str]:
    texts = {part.key: str(answers.get(part.key, before[part.key])).strip() for part in form.parts_of(before)}
    for part in form.parts_of(before):
        if len(texts[part.key]) > part.most:
            sentence = _(
                "“%(part)s” terlalu panjang: paling banyak %(most)s huruf. Ringkas, atau lampirkan dokumennya."
            )
            raise LetterRefused(
                sentence % {"part": part.label, "most": f"{part.most:,}".replace(",", ".")}, field=part.key
            )
    if sum(map(len, texts.values())) > MOST:
        raise LetterRefused(_("Surat ini terlalu panjang. Ringkas, atau lampirkan dokumennya."))
    return texts
