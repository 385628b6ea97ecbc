"""Reading tasks: one's own, a case's, and what became of one."""

from uuid import UUID

from django.db.models import Q, QuerySet

from cases.casework.choices import TaskState
from cases.casework.desks import desks_of
from cases.casework.models import Case, Task, TaskEvent
from core.kernel.scope import Viewer


def task_of(viewer: Viewer, pk: UUID) -> Task | None:
    """Return a task that a viewer may open: of a case they read, named to them, or waiting at a desk of theirs."""
    found = Task.objects.visible_to(viewer).select_related("assigned_to", "made_by", "done_by").filter(pk=pk).first()
    if found is None or not found.desk or found.desk in desks_of(viewer):
        return found
    return found if Case.objects.worked_by(viewer).filter(pk=found.case_id).exists() else None


def events_of(task: Task, viewer: Viewer) -> list[TaskEvent]:
    """Return what happened to a task after it was made, newest first."""
    return list(TaskEvent.objects.visible_to(viewer).filter(task=task).select_related("by").order_by("-at"))


def tasks(viewer: Viewer, *, is_ended: bool = False, made: bool = False) -> QuerySet[Task]:
    """Return what a person is to do (or, with `made`, what they asked of others), open or ended."""
    found = Task.objects.visible_to(viewer)
    if made:
        found = found.filter(made_by_id=viewer.user_id).exclude(assigned_to_id=viewer.user_id)
    elif is_ended:
        found = found.filter(Q(assigned_to_id=viewer.user_id) | Q(done_by_id=viewer.user_id))
    else:
        found = found.held_by(viewer, desks_of(viewer))
    return _either(found, is_ended)


def tasks_of(case: Case, viewer: Viewer, *, is_ended: bool = False) -> QuerySet[Task]:
    """Return the tasks of a case, open or ended."""
    return _either(Task.objects.visible_to(viewer).filter(case=case), is_ended)


def _either(found: QuerySet[Task], is_ended: bool) -> QuerySet[Task]:
    found = found.exclude(state=TaskState.OPEN) if is_ended else found.filter(state=TaskState.OPEN)
    return found.select_related("assigned_to", "made_by", "done_by")
