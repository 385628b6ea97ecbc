from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.casework import choices
from cases.casework.models.case import Case
from cases.casework.models.planning import Plan
from cases.casework.querysets import FileQuerySet
from core.kernel.encryption import EncryptedTextField


class ProgressReport(models.Model):
    """One row: how the plan went in a period.  Append-only; what was wrong stands right in the next one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="progress_reports")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField()
    obstacles = EncryptedTextField(blank=True)
    child_view = EncryptedTextField(blank=True)
    next_steps = EncryptedTextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(period_from__lte=F("period_to")), name="progress_period"),)
        indexes = (models.Index(fields=["case", "-written_at"], name="progress_case"),)

    def __str__(self) -> str:
        return f"{self.period_from} {self.period_to}"


class ProgressLine(models.Model):
    """One row: what was reached of one goal in a period, with the goal's words as they stood then."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="lines")
    lineage = models.UUIDField()  # of the goal
    position = models.PositiveSmallIntegerField()
    goal = EncryptedTextField()
    state = models.CharField(max_length=20, choices=choices.GoalState)
    reached = EncryptedTextField(blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "lineage"], name="progress_goal_once"),)

    def __str__(self) -> str:
        return f"{self.position}"
