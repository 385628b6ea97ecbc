"""Tasks: made for a case, done, taken back, put off."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.models import User
from agencies.people.selectors import workers_of
from cases.casework.choices import TaskState
from cases.casework.models import Case, Task
from cases.casework.rules import BOOK
from cases.casework.services.common import CaseRefused, locked, may_work, note, today_of
from core.audit.services import record
from core.kernel.calendar import end_of
from core.kernel.scope import Viewer


@transaction.atomic
def make_task(*, by: Viewer, now: datetime, case: Case, text: str, assigned_to: User, due_on: date) -> Task:
    """Give somebody of the agency something to do for the case by a date."""
    may_work(by)
    row = locked(by, case)
    if due_on < today_of(by, now):
        raise CaseRefused(_("Tenggat tugas tidak boleh sudah lewat"), field="due_on")
    if not workers_of(row.owner_agency_id, today_of(by, now)).filter(pk=assigned_to.pk).exists():
        raise CaseRefused(_("Pilih rekan dari instansi pemilik kasus."), field="assigned_to")
    task = Task(
        case=row, case_code=row.code, text=text, assigned_to=assigned_to, agency_id=row.owner_agency_id, due_on=due_on,
        made_at=now, made_by_id=by.user_id,
    )  # fmt: skip
    task.save(force_insert=True)
    _owe_task(task, row, by=by, now=now)
    note(row, "task.made", by=by, now=now)
    return task


@transaction.atomic
def finish_task(*, by: Viewer, now: datetime, task: Task) -> Task:
    """Tick a task off; its maker, its doer or the supervisor may."""
    row = Task.objects.visible_to(by).select_for_update().get(pk=task.pk)
    if row.state != TaskState.OPEN:
        return row
    row.state, row.done_at, row.done_by_id = TaskState.DONE, now, by.user_id
    row.save()
    obligations.settle(key=row.key, how="done", by=by, now=now)
    record(by=by, now=now, verb="task.done", case_id=row.case_id, subject=row.case_code)
    return row


@transaction.atomic
def undo_task(*, by: Viewer, now: datetime, task: Task) -> Task:
    """Take back that a task was done; it is owed again until its date."""
    row = Task.objects.visible_to(by).select_for_update(of=("self",)).select_related("case").get(pk=task.pk)
    if row.state == TaskState.OPEN:
        return row
    case = locked(by, row.case)
    if not case.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    row.state, row.done_at, row.done_by_id, row.turn = TaskState.OPEN, None, None, row.turn + 1
    row.save()
    _owe_task(row, case, by=by, now=now)
    note(case, "task.undone", by=by, now=now)
    return row


@transaction.atomic
def snooze_task(*, by: Viewer, now: datetime, task: Task, due_on: date, reason: str) -> Task:
    """Put a task off to a later date, with the reason."""
    row = Task.objects.visible_to(by).select_for_update().get(pk=task.pk)
    if row.state != TaskState.OPEN:
        raise CaseRefused(_("Tugas ini sudah selesai."))
    if due_on <= max(row.due_on, today_of(by, now)):
        raise CaseRefused(_("Pilih tanggal sesudah tenggat sekarang dan sesudah hari ini"), field="due_on")
    row.due_on, row.snooze_reason = due_on, reason
    row.save(update_fields=["due_on", "snooze_reason"])
    obligations.put_off(key=row.key, due_at=end_of(due_on, by.zone), by=by, now=now)
    record(by=by, now=now, verb="task.snoozed", case_id=row.case_id, subject=row.case_code)
    return row


def _owe_task(task: Task, case: Case, *, by: Viewer, now: datetime) -> None:
    obligations.owe(
        kind="task", key=task.key, about=case.code, url=f"/tugas/{task.pk}/", case_id=case.pk,
        holder_agency_id=case.owner_agency_id, holder_id=task.assigned_to_id,
        rule=BOOK.get("task", today_of(by, now)), due_at=end_of(task.due_on, by.zone), by=by, now=now,
    )  # fmt: skip
