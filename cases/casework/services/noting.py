"""Visits, calls and notes; help asked and answered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.choices import CONTACT_KINDS, Condition, NextStep, NoteKind, Outcome, Risk, source_word
from cases.casework.models import Case, Note
from cases.casework.rules import contact_rule
from cases.casework.services.common import CaseRefused, insist, locked, may_work, note, owe, settle, today_of
from core.kernel.calendar import end_of
from core.kernel.scope import Viewer
from core.notices import services as notices


@transaction.atomic
def write_note(*, by: Viewer, now: datetime, case: Case, answers: dict, corrects: Note | None = None) -> Note:
    """Write a visit, call or note; a contact settles the owed one and owes the next by the risk rule.

    Contacts need outcome, condition and next_step.  A sooner date than the rule may be chosen, never a later one.
    """
    may_work(by)
    row = locked(by, case)
    today = today_of(by, now)
    kind = NoteKind.CORRECTION if corrects else NoteKind(answers["kind"])
    if answers["happened_on"] > today:
        raise CaseRefused(_("Tanggal kunjungan tidak boleh setelah hari ini"), field="happened_on")
    if kind == NoteKind.NOTE and not answers.get("text"):
        raise CaseRefused(_("Tulis catatannya"), field="text")
    written = Note(
        case=row, kind=kind, happened_on=answers["happened_on"], text=answers.get("text", ""), corrects=corrects,
        met=answers.get("met", []), written_at=now, written_by_id=by.user_id, agency_id=by.agency_id,
    )  # fmt: skip
    if kind in CONTACT_KINDS:
        for name, sentence in (
            ("outcome", _("Pilih hasil kontak")),
            ("condition", _("Pilih kondisi anak")),
            ("next_step", _("Pilih langkah berikut")),
        ):
            if not answers.get(name):
                raise CaseRefused(sentence, field=name)
            setattr(written, name, answers[name])
        _follow(row, written, answers, by=by, now=now)
    written.save(force_insert=True)
    note(row, "note.written", by=by, now=now, kind=source_word(kind))
    return written


def _follow(row: Case, written: Note, answers: dict, *, by: Viewer, now: datetime) -> None:
    today = today_of(by, now)
    if written.condition == Condition.DANGER and row.risk != Risk.IMMEDIATE:
        row.risk = Risk.IMMEDIATE
    if written.outcome == Outcome.MET:
        row.last_contact_at = now
    row.save(update_fields=["risk", "last_contact_at"])
    settle(row, "case.contact", str(written.outcome), by=by, now=now)
    if row.service_ended_at or not row.is_open:
        return
    rule = contact_rule(row.risk, today)
    due_at = rule.due_after(now, zone=by.zone)
    if written.next_step == NextStep.SOONER:
        chosen = answers.get("next_on")
        if not chosen or not today < chosen <= due_at.astimezone(by.zone).date():
            raise CaseRefused(
                _("Pilih tanggal sesudah hari ini dan paling lambat tanggal menurut aturan"), field="next_on"
            )
        due_at = end_of(chosen, by.zone)
        written.next_on = chosen
    owe(row, "case.contact", by=by, now=now, page="note_new", by_rule=rule, due_at=due_at)
    if written.next_step == NextStep.SUPERVISOR or written.condition == Condition.DANGER:
        owe(row, "case.help", by=by, now=now, holder_id=None, page="help_answer")


@transaction.atomic
def correct_note(*, by: Viewer, now: datetime, wrong: Note, text: str) -> Note:
    """Add a correction to a note; the old words stay readable beside it."""
    may_work(by)
    row = locked(by, wrong.case)
    if not text:
        raise CaseRefused(_("Tulis koreksinya"), field="text")
    written = Note(
        case=row, kind=NoteKind.CORRECTION, happened_on=today_of(by, now), text=text, corrects=wrong, written_at=now,
        written_by_id=by.user_id, agency_id=by.agency_id,
    )  # fmt: skip
    written.save(force_insert=True)
    note(row, "note.written", by=by, now=now, kind=source_word(NoteKind.CORRECTION))
    return written


@transaction.atomic
def ask_help(*, by: Viewer, now: datetime, case: Case, text: str) -> Note:
    """Ask the supervisors for help; their answer is owed within the rule."""
    may_work(by)
    row = locked(by, case)
    if not row.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    written = _plain(row, NoteKind.HELP, text, by=by, now=now)
    owe(row, "case.help", by=by, now=now, holder_id=None, page="help_answer")
    note(row, "help.asked", by=by, now=now)
    return written


@transaction.atomic
def answer_help(*, by: Viewer, now: datetime, case: Case, text: str) -> Note:
    """Answer what a worker asked; the answer stands in the file and the manager is told."""
    insist(by, P.CASE_SUPERVISE)
    row = locked(by, case)
    if not settle(row, "case.help", "answered", by=by, now=now):
        raise CaseRefused(_("Tidak ada permintaan bantuan yang menunggu jawaban."))
    written = _plain(row, NoteKind.ANSWER, text, by=by, now=now)
    note(row, "help.answered", by=by, now=now)
    if row.manager_id and row.manager_id != by.user_id:
        notices.owe(
            recipient_id=row.manager_id, kind="help.answered", key=f"help.answered:{written.pk}", about=row.code,
            url=f"/kasus/{row.code}/linimasa/", now=now,
        )  # fmt: skip
    return written


def _plain(row: Case, kind: str, text: str, *, by: Viewer, now: datetime) -> Note:
    if not text:
        raise CaseRefused(_("Tulis isinya"), field="text")
    written = Note(
        case=row, kind=kind, happened_on=today_of(by, now), text=text, written_at=now, written_by_id=by.user_id,
        agency_id=by.agency_id,
    )  # fmt: skip
    written.save(force_insert=True)
    return written
