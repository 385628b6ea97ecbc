from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.casework import choices
from cases.casework.models.case import Case
from cases.casework.querysets import FileQuerySet
from core.kernel.encryption import EncryptedTextField


class Plan(models.Model):
    """One row: one version of the plan; the highest version of a case is the current one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=choices.PlanState, default=choices.PlanState.DRAFT)
    state_since = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    return_note = EncryptedTextField(blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "version"], name="plan_version"),
            models.UniqueConstraint(fields=["case"], condition=~Q(state="replaced"), name="plan_one_current"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="plan_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(submitted_by=None) | ~Q(approved_by=F("submitted_by")),
                name="plan_not_approved_by_its_author",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version}"


class PlanGoal(models.Model):
    """One row: a goal in one version of the plan; `lineage` is the same goal in the versions before and after."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    lineage = models.UUIDField(default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    position = models.PositiveSmallIntegerField()
    domain = models.CharField(max_length=20, choices=choices.Domain)
    component = models.CharField(max_length=20, choices=choices.Component)
    goal = EncryptedTextField()
    activity = EncryptedTextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=choices.GoalState, default=choices.GoalState.PLANNED)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "lineage"], name="goal_once_per_version"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(agency__isnull=False), name="goal_has_responsible"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.position}"
