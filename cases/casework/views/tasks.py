"""Tasks: made, done, taken back, put off, handed on, cancelled; a case's and one's own."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, services, todo
from cases.casework.models import Case, Task
from cases.casework.views.base import OfCase, StaffedAction
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.views import ActionScreen, ListScreen, PageScreen, PressScreen


class MakeTask(StaffedAction):
    """Something to do by a date, for anybody of the agency."""

    form_class = forms.TaskForm
    title = _("Buat tugas")
    done = _("Tugas dibuat.")

    def perform(self, answers):
        services.make_task(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class OfTask:
    """Mixin: the task of the address, 404 when the viewer neither reads its case nor is to do it."""

    access = Access.to(P.TASKS)

    @cached_property
    def task(self) -> Task:
        """Return the task, read once."""
        found = todo.task_of(self.viewer, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def task_url(self) -> str:
        """Return the task's page."""
        return reverse("task", args=[self.kwargs["pk"]])


class FinishTask(OfTask, PressScreen):
    """Tick a task off."""

    done = _("Tugas selesai.")
    verb = staticmethod(services.finish_task)

    def perform(self):
        type(self).verb(by=self.viewer, now=self.now, task=self.task)
        return self.task_url()

    def back_url(self):
        return self.task_url()


class UndoTask(FinishTask):
    """Take back that a task was done or cancelled."""

    done = _("Tugas dibuka lagi.")
    verb = staticmethod(services.undo_task)


class TaskPage(OfTask, PageScreen):
    """One task; the person who is to do it opens it even without the case."""

    template_name = "casework/task.html"
    title = _("Tugas")

    def get_context_data(self, **kwargs):
        task = self.task
        record_read(
            by=self.viewer, now=self.now, verb="task.read", child_id=None, case_id=task.case_id, subject=task.case_code
        )
        sees_case = Case.objects.visible_to(self.viewer).filter(pk=task.case_id).exists()
        return super().get_context_data(
            task=task,
            sees_case=sees_case,
            works=sees_case and Case.objects.worked_by(self.viewer).filter(pk=task.case_id).exists(),
            events=todo.events_of(task, self.viewer),
            **kwargs,
        )


class TaskAction(OfTask, ActionScreen):
    """A form on one task."""

    template_name = "casework/task_form.html"

    def about(self) -> None:
        self.task  # noqa: B018  (a foreign task answers 404)

    def get_initial(self):
        return {"version": self.task.version}

    def perform(self, answers):
        type(self).verb(by=self.viewer, now=self.now, task=self.task, **answers)
        return self.task_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(task=self.task, back_url=self.task_url(), **kwargs)


class SnoozeTask(TaskAction):
    """Put a task off with a reason."""

    form_class = forms.SnoozeForm
    title = _("Tunda tugas")
    done = _("Tugas ditunda.")
    verb = staticmethod(services.snooze_task)


class CancelTask(TaskAction):
    """End a task that is no longer needed."""

    form_class = forms.CancelTaskForm
    title = _("Batalkan tugas")
    done = _("Tugas dibatalkan.")
    verb = staticmethod(services.cancel_task)


class ReassignTask(TaskAction):
    """Hand a task to somebody else."""

    form_class = forms.ReassignTaskForm
    title = _("Alihkan tugas")
    done = _("Tugas dialihkan.")
    verb = staticmethod(services.reassign_task)

    def get_form_kwargs(self):
        today = self.now.astimezone(self.viewer.zone).date()
        return {**super().get_form_kwargs(), "task": self.task, "today": today}


class TaskList(ListScreen):
    """Tasks, open ones first due first; `?keadaan=selesai` shows those that ended, newest first."""

    access = Access.to(P.TASKS)
    template_name = "casework/tasks.html"
    title = _("Tugas saya")

    @property
    def is_ended(self) -> bool:
        """Tell whether the ended ones are asked for."""
        return self.request.GET.get("keadaan") == "selesai"

    @property
    def page_key(self) -> str:
        """Return what the list is sorted by."""
        return "-done_at" if self.is_ended else "due_on"

    def get_queryset(self):
        return todo.tasks(self.viewer, is_ended=self.is_ended, made=self.request.GET.get("oleh") == "saya")

    def get_context_data(self, **kwargs):
        today = self.now.astimezone(self.viewer.zone).date()
        return super().get_context_data(is_ended=self.is_ended, today=today, asked=self.request.GET, **kwargs)


class CaseTasks(OfCase, TaskList):
    """The tasks of one case, whoever is to do them."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/case_tasks.html"

    def get_title(self):
        return self.case.code

    def get_queryset(self):
        return todo.tasks_of(self.case, self.viewer, is_ended=self.is_ended)

    def get_context_data(self, **kwargs):
        may_work = self.case.is_open and (self.viewer.can(P.CASE_WORK) or self.viewer.can(P.CASE_SUPERVISE))
        return super().get_context_data(**self.header(), may_work=may_work, **kwargs)
