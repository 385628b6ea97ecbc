from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.casework import choices
from cases.casework.models.case import Case
from cases.casework.querysets import TaskEventQuerySet, TaskQuerySet
from core.kernel.encryption import EncryptedTextField


class Task(models.Model):
    """One row: something a person or a desk of the owner agency is to do for the case by a date."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    case_code = models.CharField(max_length=10)  # so that a person without the case still knows which one it is
    text = EncryptedTextField()
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    desk = models.CharField(max_length=20, choices=choices.Desk, blank=True)  # when nobody is named
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=choices.TaskState, default=choices.TaskState.OPEN)
    turn = models.PositiveSmallIntegerField(default=1)  # counts how often it was begun: 1, and once more per undo
    version = models.PositiveIntegerField(default=1)  # counted up by every change
    snooze_reason = EncryptedTextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(done_at=None) ^ ~Q(state="open"), name="task_done"),
            models.CheckConstraint(condition=Q(assigned_to=None) ^ Q(desk=""), name="task_person_or_desk"),
        )
        indexes = (
            models.Index(fields=["case", "state", "due_on"], name="task_case"),
            models.Index(fields=["assigned_to", "state", "due_on"], name="task_person"),
        )

    def __str__(self) -> str:
        return f"{self.case_code} {self.due_on}"

    @property
    def key(self) -> str:
        """Return the key of the duty that stands for this task."""
        return f"task:{self.pk}:{self.turn}"

    @property
    def kind(self) -> str:
        """Return the kind of that duty; a desk's has a kind of its own, because the kind says who may take it up."""
        return f"task.{self.desk}" if self.desk else "task"

    @property
    def whose(self) -> str:
        """Return who is to do it, in words."""
        return self.assigned_to.short_name if self.assigned_to else self.get_desk_display()


class TaskEvent(models.Model):
    """One row: what happened to a task after it was made, with the reason; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=choices.TaskEvent)
    reason = EncryptedTextField(blank=True)
    due_on = models.DateField(null=True)  # the new date of a snooze
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TaskEventQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["task", "at"], name="task_event"),)

    def __str__(self) -> str:
        return self.kind
