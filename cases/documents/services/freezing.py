"""A letter gets its number and its file, once and for good; later it is replaced or void, never overwritten."""

import hashlib
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.choices import source_word
from cases.documents.choices import LetterState, VoidReason
from cases.documents.letters import composing, rendering
from cases.documents.letters.kinds import LetterKind, LetterRefused
from cases.documents.models import Letter
from cases.documents.services import keeping, numbering
from cases.documents.services.lettering import (
    insist,
    insist_ready,
    kind_of,
    may_number,
    move,
    note,
    settle,
    take,
)  # fmt: skip
from cases.documents.states import LETTER
from core.kernel.scope import Viewer


@transaction.atomic
def freeze(*, by: Viewer, now: datetime, letter: Letter, number: str = "", dated_on: date | None = None) -> Letter:
    """Number a letter, render it once and keep it: from here on nothing of it changes.

    Without `number` it takes the next one of the agency's book; a letter that it replaces is marked so.
    """
    row, form = take(by, letter)
    insist_number(row, by)
    LETTER.check(row, "freeze")
    insist_ready(row, form, by=by, now=now)
    today = now.astimezone(by.zone).date()
    on = dated_on or today
    if on > today:
        raise LetterRefused(_("Tanggal surat tidak boleh setelah hari ini."), field="dated_on")
    if row.replaces_id:
        _end_replaced(row, by=by, now=now)
    was_waiting = row.state == LetterState.WAITING
    move(row, "freeze", now)
    row.frozen_at, row.frozen_by_id, row.dated_on, row.year = now, by.acting_user_id, on, on.year
    _number_and_keep(row, form, number.strip(), by=by, now=now)
    if was_waiting:
        settle(row, "numbered", by=by, now=now)
    note(row, "letter.numbered", by=by, now=now, number=row.number)
    return row


@transaction.atomic
def void(*, by: Viewer, now: datetime, letter: Letter, reason: str, explanation: str = "") -> Letter:
    """Say that a numbered letter no longer holds; number, file and reason stay."""
    row, _form = take(by, letter)
    insist(by, P.CASE_SUPERVISE)
    if reason not in VoidReason.values:
        raise LetterRefused(_("Pilih alasan surat dibatalkan."), field="reason")
    if reason == VoidReason.OTHER and not explanation:
        raise LetterRefused(_("Tulis alasannya"), field="explanation")
    move(row, "void", now)
    row.ended_by_id, row.end_reason, row.end_note = by.user_id, reason, explanation
    row.save(update_fields=["state", "state_since", "ended_by", "end_reason", "end_note"])
    note(row, "letter.voided", by=by, now=now, reason=source_word(VoidReason(reason)))
    return row


def file_of(letter: Letter) -> bytes:
    """Return the numbered letter as it was frozen.  Raises DocumentRefused when it cannot be read unchanged."""
    if not letter.is_numbered:
        raise LetterRefused(_("Surat ini belum bernomor."), code="no_file")
    return keeping.read(letter)


def preview(letter: Letter, *, by: Viewer, now: datetime, page: int = 0) -> bytes:
    """Return the draft as PDF, or one page of it as a picture; nothing is kept."""
    form = kind_of(letter.kind)
    found = composing.compose(letter, composing.asked_of(letter, by=by, now=now))
    try:
        if page:
            return rendering.picture(form.template, found, page=page)
        return rendering.pdf(form.template, found, at=now)
    except rendering.CannotRender as error:
        raise _cannot() from error


def insist_number(letter: Letter, by: Viewer) -> None:
    """Raise LetterRefused unless the number is this viewer's to give."""
    if not may_number(letter, by):
        raise LetterRefused(_("Surat ini diberi nomor oleh supervisor atau pimpinan. Mintalah nomornya lebih dahulu."))


def _number_and_keep(row: Letter, form: LetterKind, typed: str, *, by: Viewer, now: datetime) -> None:
    asked = composing.asked_of(row, by=by, now=now)
    while True:
        assert row.dated_on is not None
        number, sequence = (typed, None) if typed else numbering.next_number(by=by, mark=form.mark, on=row.dated_on)
        found = composing.compose(row, asked, number=number, on=row.dated_on)
        try:
            content = rendering.pdf(form.template, found, at=now)
        except rendering.CannotRender as error:
            raise _cannot() from error
        row.number, row.sequence, row.mark = number, sequence, found["mark"]
        row.size, row.sha256 = len(content), hashlib.sha256(content).hexdigest()
        keeping.name(row, now=now)
        try:
            with transaction.atomic():
                row.save(force_update=True)
            break
        except IntegrityError as error:
            if "letter_number_once" not in str(error):
                raise
            if typed:
                raise LetterRefused(_("Nomor ini sudah dipakai surat lain tahun itu."), field="number") from None
            # Somebody typed this number by hand: the book goes on to the next.
    keeping.write(row, content)


def _end_replaced(row: Letter, *, by: Viewer, now: datetime) -> None:
    old = Letter.objects.visible_to(by).select_for_update(of=("self",)).get(pk=row.replaces_id)
    old.case = row.case
    move(old, "replace", now)
    old.ended_by_id = by.user_id
    old.save(update_fields=["state", "state_since", "ended_by"])
    note(old, "letter.replaced", by=by, now=now, new=row.code)


def _cannot() -> LetterRefused:
    return LetterRefused(_("Surat ini belum dapat dibuat. Periksa tanda yang tidak biasa di isinya, lalu coba lagi."))
