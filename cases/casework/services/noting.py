"""Visits, calls and notes: written, set right by their author within a day, corrected later."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework import panels
from cases.casework.choices import CONTACT_KINDS, Condition, NextStep, NoteKind, Outcome, Risk, source_word
from cases.casework.models import Case, Note, NoteEdit
from cases.casework.rules import contact_rule
from cases.casework.services.common import CaseRefused, locked, may_work, note, owe, settle, today_of
from cases.casework.services.tasks import make_task
from core.kernel.calendar import end_of
from core.kernel.refusals import ChangedMeanwhile, Missing
from core.kernel.scope import Viewer

# An author sets a note right for this long; afterwards it stands, and a correction stands beside it.
EDIT_HOURS = 24
# What an edit may change; result, condition and next step have set the next deadlines already.
WORDS = ("happened_on", "happened_time", "place", "met", "met_other", "text")


@transaction.atomic
def write_note(*, by: Viewer, now: datetime, case: Case, answers: dict) -> Note:
    """Write a visit, call or note; a contact settles the owed one and owes the next by the risk rule.

    Contacts need outcome, condition and next_step.  A sooner date than the rule may be chosen, never a later one.
    Under "task" may stand what follows for somebody: text, assigned_to or desk, due_on.
    """
    may_work(by)
    row = locked(by, case)
    kind = NoteKind(answers["kind"])
    in_the_past(answers, by=by, now=now)
    if kind == NoteKind.NOTE and not answers.get("text"):
        raise CaseRefused(_("Tulis catatannya"), field="text")
    written = new_note(row, kind, answers, by=by, now=now)
    if kind in CONTACT_KINDS:
        for name, sentence in (
            ("outcome", _("Pilih hasil kontak")),
            ("condition", _("Pilih kondisi anak")),
            ("next_step", _("Pilih langkah berikut")),
        ):
            if not answers.get(name):
                raise CaseRefused(sentence, field=name)
            setattr(written, name, answers[name])
        if written.next_step not in {*NextStep.values, *panels.next_steps(by)}:
            raise CaseRefused(_("Pilih langkah berikut"), field="next_step")
        _follow(row, written, answers, by=by, now=now)
    written.save(force_insert=True)
    note(row, "note.written", by=by, now=now, kind=source_word(kind))
    if answers.get("task"):
        make_task(by=by, now=now, case=row, **answers["task"])
    return written


def in_the_past(answers: dict, *, by: Viewer, now: datetime) -> None:
    """Raise CaseRefused for something that has not happened yet."""
    if answers["happened_on"] > today_of(by, now):
        raise CaseRefused(_("Tanggal kunjungan tidak boleh setelah hari ini"), field="happened_on")
    if answers.get("happened_time") and moment_of(answers, by=by, now=now) > now + timedelta(minutes=5):
        raise CaseRefused(_("Jam kunjungan tidak boleh setelah sekarang"), field="happened_time")


def moment_of(answers: dict, *, by: Viewer, now: datetime) -> datetime:
    """Return when it happened; without a time the end of that day, at the latest now."""
    if answers.get("happened_time"):
        return datetime.combine(answers["happened_on"], answers["happened_time"], tzinfo=by.zone)
    return now if answers["happened_on"] >= today_of(by, now) else end_of(answers["happened_on"], by.zone)


def new_note(row: Case, kind: str, answers: dict, *, by: Viewer, now: datetime) -> Note:
    """Return an unsaved note with the words and facts that every kind has."""
    said = {name: answers[name] for name in WORDS if answers.get(name) not in (None, "")}
    return Note(case=row, kind=kind, written_at=now, written_by_id=by.user_id, agency_id=by.agency_id, **said)


def _follow(row: Case, written: Note, answers: dict, *, by: Viewer, now: datetime) -> None:
    today = today_of(by, now)
    if written.condition == Condition.DANGER and row.risk != Risk.IMMEDIATE:
        row.risk = Risk.IMMEDIATE
    if written.outcome == Outcome.MET:
        met_at = min(now, moment_of(answers, by=by, now=now))
        row.last_contact_at = max(met_at, row.last_contact_at or met_at)
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


def may_edit(written: Note, by: Viewer, now: datetime) -> bool:
    """Tell whether a note's author may still set it right."""
    return written.written_by_id == by.user_id and now <= written.written_at + timedelta(hours=EDIT_HOURS)


def insist_editable(written: Note, by: Viewer, now: datetime) -> None:
    """Raise CaseRefused, with the way to a correction, unless a note's author may still set it right."""
    if not may_edit(written, by, now):
        page = reverse("note_correct", args=[written.case.code, written.code])
        raise CaseRefused(
            _("Catatan hanya dapat diubah penulisnya dalam 24 jam. Tambahkan koreksi."),
            missing=[Missing(_("Tambahkan koreksi"), page)],
        )


@transaction.atomic
def edit_note(*, by: Viewer, now: datetime, wrong: Note, version: int, answers: dict) -> NoteEdit:
    """Set one's own note right within a day; the words before stay readable.  Raises ChangedMeanwhile."""
    may_work(by)
    row = locked(by, wrong.case)
    insist_editable(wrong, by, now)
    in_the_past(answers, by=by, now=now)
    if not wrong.is_contact and not answers.get("text"):
        raise CaseRefused(_("Tulis catatannya"), field="text")
    last = NoteEdit.objects.visible_to(by).filter(note=wrong).order_by("-number").first()
    if version != (last.number if last else 0):
        raise ChangedMeanwhile(last or wrong)
    said = {name: answers[name] for name in WORDS if answers.get(name) not in (None, "")}
    edit = NoteEdit(
        case=row, note=wrong, number=version + 1, written_at=now, written_by_id=by.acting_user_id, **said
    )  # fmt: skip
    edit.save(force_insert=True)
    note(row, "note.edited", by=by, now=now, kind=source_word(NoteKind(wrong.kind)), code=wrong.code)
    return edit


@transaction.atomic
def correct_note(*, by: Viewer, now: datetime, wrong: Note, text: str) -> Note:
    """Add a correction to a note; the old words stay readable beside it."""
    may_work(by)
    row = locked(by, wrong.case)
    if not text:
        raise CaseRefused(_("Tulis koreksinya"), field="text")
    said = {"happened_on": today_of(by, now), "text": text}
    written = new_note(row, NoteKind.CORRECTION, said, by=by, now=now)
    written.corrects = wrong
    written.save(force_insert=True)
    note(row, "note.written", by=by, now=now, kind=source_word(NoteKind.CORRECTION))
    return written
