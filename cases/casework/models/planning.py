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
    domain = models.CharField(max_length=20)  # slug of the assessment's section it answers
    goal = EncryptedTextField()
    state = models.CharField(max_length=20, choices=choices.GoalState, default=choices.GoalState.PLANNED)
    state_on = models.DateField(null=True)
    state_reason = EncryptedTextField(blank=True)
    version = models.PositiveIntegerField(default=1)  # of this row's words, counted up at each save
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "lineage"], name="goal_once_per_version"),)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.position}"


class PlanActivity(models.Model):
    """One row: what is done for a goal, of which component, by whom until when; a draft may leave the last two open."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    lineage = models.UUIDField(default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="activities")
    goal = models.ForeignKey(PlanGoal, models.PROTECT, related_name="activities")
    position = models.PositiveSmallIntegerField()
    component = models.CharField(max_length=20, choices=choices.Component)
    activity = EncryptedTextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=choices.ActivityState, default=choices.ActivityState.PLANNED)
    state_on = models.DateField(null=True)
    state_reason = EncryptedTextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "lineage"], name="activity_once_per_version"),)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.position}"

    @property
    def is_ready(self) -> bool:
        """Tell whether somebody is to do it by a date."""
        return bool((self.person_id or self.agency_id) and self.due_on)


class PlanReason(models.Model):
    """One row: why one version of the plan has no goal for a weak part of the assessment."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reasons")
    domain = models.CharField(max_length=20)
    reason = EncryptedTextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "domain"], name="plan_reason_once"),)

    def __str__(self) -> str:
        return self.domain
