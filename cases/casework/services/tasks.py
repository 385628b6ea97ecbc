"""Tasks: made for a case, done, taken back, put off, handed on, cancelled."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import people_with
from cases.casework.choices import Desk, TaskState
from cases.casework.choices import TaskEvent as Event
from cases.casework.models import Case, Task, TaskEvent
from cases.casework.rules import BOOK
from cases.casework.services.common import CaseRefused, locked, may_work, note, today_of
from cases.sharing import services as sharing
from core.audit.services import record
from core.kernel.calendar import end_of
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import Viewer
from core.notices import services as notices


@transaction.atomic
def make_task(
    *, by: Viewer, now: datetime, case: Case, text: str, due_on: date, assigned_to: User | None = None, desk: str = ""
) -> Task:
    """Give somebody of the owner agency, or one of its desks, something to do for the case by a date."""
    may_work(by)
    row = locked(by, case)
    if due_on < today_of(by, now):
        raise CaseRefused(_("Tenggat tugas tidak boleh sudah lewat"), field="due_on")
    if not row.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    _insist_on_holder(row.pk, row.owner_agency_id, assigned_to, desk, today_of(by, now))
    task = Task(
        case=row, case_code=row.code, text=text, assigned_to=assigned_to, desk=desk, agency_id=row.owner_agency_id,
        due_on=due_on, made_at=now, made_by_id=by.user_id,
    )  # fmt: skip
    task.save(force_insert=True)
    _owe_task(task, by=by, now=now)
    note(row, "task.made", by=by, now=now)
    return task


@transaction.atomic
def finish_task(*, by: Viewer, now: datetime, task: Task) -> Task:
    """Tick a task off; whoever sees it may."""
    row = _locked_task(by, task)
    if row.state != TaskState.OPEN:
        return row
    row.state, row.done_at, row.done_by_id = TaskState.DONE, now, by.user_id
    _changed(row, Event.DONE, by=by, now=now)
    obligations.settle(key=row.key, how="done", by=by, now=now)
    _tell_maker(row, "task.done", by=by, now=now)
    return row


@transaction.atomic
def undo_task(*, by: Viewer, now: datetime, task: Task) -> Task:
    """Take back that a task was done or cancelled; it is owed again until its date."""
    row = _locked_task(by, task)
    if row.state == TaskState.OPEN:
        return row
    if not _case_of(by, row, _("Minta manajer kasus membuka tugas ini lagi.")).is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    row.state, row.done_at, row.done_by_id, row.turn = TaskState.OPEN, None, None, row.turn + 1
    _changed(row, Event.UNDONE, by=by, now=now)
    _owe_task(row, by=by, now=now)
    return row


@transaction.atomic
def snooze_task(*, by: Viewer, now: datetime, task: Task, version: int, due_on: date, reason: str) -> Task:
    """Put a task off to a later date, with the reason.  Raises ChangedMeanwhile."""
    row = _open_task(by, task, version)
    if due_on <= max(row.due_on, today_of(by, now)):
        raise CaseRefused(_("Pilih tanggal sesudah tenggat sekarang dan sesudah hari ini"), field="due_on")
    row.due_on, row.snooze_reason = due_on, reason
    _changed(row, Event.SNOOZED, by=by, now=now, reason=reason, due_on=due_on)
    obligations.put_off(key=row.key, due_at=end_of(due_on, by.zone), by=by, now=now)
    return row


@transaction.atomic
def reassign_task(
    *, by: Viewer, now: datetime, task: Task, version: int, assigned_to: User | None = None, desk: str = "", reason: str = ""
) -> Task:  # fmt: skip
    """Hand an open task to somebody else or to a desk; the duty moves along.  Raises ChangedMeanwhile."""
    row = _open_task(by, task, version)
    _case_of(by, row, _("Tugas dialihkan oleh yang membuka kasusnya; sampaikan kepada pembuat tugas."))
    _insist_on_holder(row.case_id, row.agency_id, assigned_to, desk, today_of(by, now))
    if (assigned_to.pk if assigned_to else None) == row.assigned_to_id and desk == row.desk:
        raise CaseRefused(_("Tugas ini sudah padanya; pilih orang lain."), field="to")
    # A desk's duty is of another kind, so the old one falls away and a new one begins.
    obligations.cancel(key=row.key, why="reassigned", by=by, now=now)
    row.assigned_to, row.desk, row.turn = assigned_to, desk, row.turn + 1
    _owe_task(row, by=by, now=now)
    _changed(row, Event.REASSIGNED, by=by, now=now, reason=reason)
    return row


@transaction.atomic
def cancel_task(*, by: Viewer, now: datetime, task: Task, version: int, reason: str) -> Task:
    """End a task that is no longer needed, with the reason: its maker, the manager or a supervisor.

    Raises ChangedMeanwhile.
    """
    row = _open_task(by, task, version)
    words = _("Tugas dibatalkan pembuatnya, manajer kasus, atau supervisor.")
    case = _case_of(by, row, words)
    if by.user_id not in (row.made_by_id, case.manager_id) and not by.can(P.CASE_SUPERVISE):
        raise CaseRefused(words)
    row.state, row.done_at, row.done_by_id = TaskState.CANCELLED, now, by.user_id
    _changed(row, Event.CANCELLED, by=by, now=now, reason=reason)
    obligations.cancel(key=row.key, why="cancelled", by=by, now=now)
    return row


def release_tasks(tasks: list[Task], *, by: Viewer, now: datetime) -> None:
    """Put the open tasks of somebody who is gone on the supervisors' desk, in the departure's scope."""
    for row in tasks:
        obligations.cancel(key=row.key, why="reassigned", by=by, now=now)
        row.assigned_to, row.desk, row.turn = None, Desk.SUPERVISOR, row.turn + 1
        _owe_task(row, by=by, now=now)
        _changed(row, Event.REASSIGNED, by=by, now=now)


def _locked_task(by: Viewer, task: Task) -> Task:
    return Task.objects.visible_to(by).select_for_update(of=("self",)).get(pk=task.pk)


def _open_task(by: Viewer, task: Task, version: int) -> Task:
    row = _locked_task(by, task)
    if row.state != TaskState.OPEN:
        raise CaseRefused(_("Tugas ini sudah selesai atau dibatalkan."))
    if row.version != version:
        raise ChangedMeanwhile(row)
    return row


def _case_of(by: Viewer, row: Task, otherwise) -> Case:
    """Return the task's case, locked.  Raises CaseRefused with `otherwise` for whoever has the task alone."""
    found = Case.objects.worked_by(by).select_for_update().filter(pk=row.case_id).first()
    if found is None:
        raise CaseRefused(otherwise)
    return found


def _insist_on_holder(case_id: UUID, agency_id: int, person: User | None, desk: str, on: date) -> None:
    if desk:
        Desk(desk)
    elif not person or not people_with(agency_id, P.TASKS, on).filter(pk=person.pk).exists():
        raise CaseRefused(_("Pilih rekan dari instansi pemilik kasus."), field="to")
    else:
        sharing.insist_admitted(person.pk, case_id, field="to")


def _changed(row: Task, kind: str, *, by: Viewer, now: datetime, reason: str = "", due_on: date | None = None) -> None:
    row.version += 1
    # First what happened and then the row itself: whoever hands a task on may thereby lose sight of it.
    TaskEvent(task=row, kind=kind, reason=reason, due_on=due_on, at=now, by_id=by.user_id).save(force_insert=True)
    record(by=by, now=now, verb=f"task.{kind}", case_id=row.case_id, subject=row.case_code)
    Task.objects.for_system(reason="the row is locked and seen already").filter(pk=row.pk).update(
        assigned_to=row.assigned_to, desk=row.desk, due_on=row.due_on, state=row.state, turn=row.turn,
        version=row.version, snooze_reason=row.snooze_reason, done_at=row.done_at, done_by=row.done_by,
    )  # fmt: skip


def _owe_task(task: Task, *, by: Viewer, now: datetime) -> None:
    obligations.owe(
        kind=task.kind, key=task.key, about=task.case_code, url=f"/tugas/{task.pk}/", case_id=task.case_id,
        holder_agency_id=task.agency_id, holder_id=task.assigned_to_id,
        rule=BOOK.get("task", today_of(by, now)), due_at=end_of(task.due_on, by.zone), by=by, now=now,
    )  # fmt: skip


def _tell_maker(row: Task, kind: str, *, by: Viewer, now: datetime) -> None:
    if row.made_by_id and row.made_by_id != by.user_id:
        notices.owe(
            recipient_id=row.made_by_id, kind=kind, key=f"{kind}:{row.pk}:{row.turn}", about=row.case_code,
            url=f"/tugas/{row.pk}/", case_id=row.case_id, now=now,
        )  # fmt: skip
