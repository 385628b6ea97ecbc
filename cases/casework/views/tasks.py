"""Tasks: made for a case, done, taken back, put off."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, services
from cases.casework.models import Case, Task
from cases.casework.views.base import StaffedAction
from core.audit.services import record_read
from core.kernel.access import Access
from core.screens.views import ActionScreen, PageScreen, PressScreen


class MakeTask(StaffedAction):
    """Something to do by a date."""

    form_class = forms.TaskForm
    title = _("Buat tugas")
    done = _("Tugas dibuat.")

    def perform(self, answers):
        services.make_task(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class FinishTask(PressScreen):
    """Tick a task off."""

    access = Access.to(P.TASKS)
    done = _("Tugas selesai.")

    def perform(self):
        task = get_object_or_404(Task.objects.visible_to(self.viewer), pk=self.kwargs["pk"])
        services.finish_task(by=self.viewer, now=self.now, task=task)
        return reverse("task", args=[task.pk])


class UndoTask(FinishTask):
    """Take back that a task was done."""

    done = _("Tugas dibuka lagi.")

    def perform(self):
        task = get_object_or_404(Task.objects.visible_to(self.viewer), pk=self.kwargs["pk"])
        services.undo_task(by=self.viewer, now=self.now, task=task)
        return reverse("task", args=[task.pk])


class TaskPage(PageScreen):
    """One task; the person who is to do it opens it even without the case."""

    access = Access.to(P.TASKS)
    template_name = "casework/task.html"
    title = _("Tugas")

    def get_context_data(self, **kwargs):
        found = Task.objects.visible_to(self.viewer).select_related("assigned_to", "made_by", "done_by")
        task = get_object_or_404(found, pk=self.kwargs["pk"])
        record_read(
            by=self.viewer, now=self.now, verb="task.read", child_id=None, case_id=task.case_id, subject=task.case_code
        )
        sees_case = Case.objects.visible_to(self.viewer).filter(pk=task.case_id).exists()
        return super().get_context_data(task=task, sees_case=sees_case, **kwargs)


class SnoozeTask(ActionScreen):
    """Put a task off with a reason."""

    access = Access.to(P.TASKS)
    template_name = "layouts/form.html"
    form_class = forms.SnoozeForm
    title = _("Tunda tugas")
    done = _("Tugas ditunda.")

    def perform(self, answers):
        task = get_object_or_404(Task.objects.visible_to(self.viewer), pk=self.kwargs["pk"])
        services.snooze_task(by=self.viewer, now=self.now, task=task, **answers)
        return reverse("task", args=[task.pk])

    def get_context_data(self, **kwargs):
        task = get_object_or_404(Task.objects.visible_to(self.viewer), pk=self.kwargs["pk"])
        return super().get_context_data(back_url=reverse("task", args=[task.pk]), **kwargs)
