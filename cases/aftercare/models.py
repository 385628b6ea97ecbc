from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.aftercare import choices
from cases.aftercare.querysets import EpisodeQuerySet, OfEpisodeQuerySet, PlannedVisitQuerySet
from core.kernel.clock import zone_of
from core.kernel.codes import Coded, new_code
from core.kernel.encryption import EncryptedTextField


def episode_code() -> str:
    """Return a fresh episode code."""
    return new_code("P")


def visit_key(planned_id) -> str:
    """Return the key of the duty that stands for a planned visit."""
    return f"aftercare.visit:{planned_id}"


class Episode(Coded):
    """One row: after-care of one child after one service, with the agency and the person who look after it.

    `region` is where the child lives now; dates of visits are dates there.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=episode_code, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="episodes")
    child = models.ForeignKey("children.Child", models.PROTECT, related_name="episodes")
    case_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")  # owner of the case
    owner_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey("directory.Region", models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=choices.Status, default=choices.Status.WAITING)
    status_since = models.DateTimeField()
    starts_on = models.DateField()  # the day the service ended, from which the schedule counts
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    result = models.CharField(max_length=20, choices=choices.Result, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=choices.Status.values), name="episode_status"),
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False) & ~Q(result="")
                | ~Q(status="ended") & Q(ended_at=None, result=""),
                name="episode_ended_with_result",
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | Q(worker__isnull=False), name="episode_runs_with_a_worker"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="episode_one_open_per_case"),
        )
        indexes = (
            models.Index(fields=["owner_agency", "-ended_at"], name="episode_owner"),
            models.Index(fields=["worker"], name="episode_worker", condition=Q(ended_at=None)),
        )

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("episode", args=[self.code])

    @property
    def is_open(self) -> bool:
        """Tell whether the episode still runs."""
        return self.ended_at is None

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone of the place where the child lives (the owner's when that is not known)."""
        return zone_of(self.region_id or self.owner_agency.region_id)


class Visit(models.Model):
    """One row: a contact with its three required answers.  Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="visits")
    happened_on = models.DateField()
    method = models.CharField(max_length=20, choices=choices.Method)
    met = models.JSONField(default=list)
    outcome = models.CharField(max_length=20, choices=choices.Outcome)
    condition = models.CharField(max_length=20, choices=choices.Condition)
    next_step = models.CharField(max_length=20, choices=choices.NextStep)
    next_on = models.DateField(null=True)
    note = EncryptedTextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")

    objects = OfEpisodeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=choices.Outcome.values), name="visit_outcome"),
            models.CheckConstraint(condition=Q(condition__in=choices.Condition.values), name="visit_condition"),
            models.CheckConstraint(condition=Q(next_step__in=choices.NextStep.values), name="visit_next_step"),
        )
        indexes = (models.Index(fields=["episode", "-written_at"], name="visit_episode"),)

    def __str__(self) -> str:
        return f"{self.outcome} {self.happened_on}"

    @property
    def met_words(self) -> list[str]:
        """Return who was met, in words."""
        return [str(choices.Met(one).label) for one in self.met if one in choices.Met.values]


class PlannedVisit(models.Model):
    """One row: a visit that is owed on a date; `months` after the end of service, empty for an extra one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="planned")
    sequence = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=choices.VisitState, default=choices.VisitState.PLANNED)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="fulfils")
    done_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=20, choices=choices.CancelReason, blank=True)

    objects = PlannedVisitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["episode", "sequence"], name="planned_visit_once"),
            models.CheckConstraint(
                condition=Q(state="planned", visit=None, done_at=None, cancel_reason="")
                | Q(state="done", visit__isnull=False, done_at__isnull=False, cancel_reason="")
                | Q(state="cancelled", visit=None, done_at=None) & ~Q(cancel_reason=""),
                name="planned_visit_state",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.due_on}"

    @property
    def key(self) -> str:
        """Return the key of the duty that stands for this visit."""
        return visit_key(self.pk)


class LifeAreaAnswer(models.Model):
    """One row: what one visit says about one area of life.  Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="areas")
    area = models.CharField(max_length=20, choices=choices.Area)
    state = models.CharField(max_length=20, choices=choices.AreaState)
    answered_at = models.DateTimeField()

    objects = OfEpisodeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["visit", "area"], name="area_once_per_visit"),
            models.CheckConstraint(condition=Q(area__in=choices.Area.values), name="area_known"),
            models.CheckConstraint(condition=Q(state__in=choices.AreaState.values), name="area_state"),
        )
        indexes = (models.Index(fields=["episode", "area", "-answered_at"], name="area_latest"),)

    def __str__(self) -> str:
        return f"{self.area} {self.state}"


class Decision(models.Model):
    """One row: a decision about an episode with its reason.  Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=choices.DecisionKind)
    explanation = EncryptedTextField(blank=True)
    to_agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = OfEpisodeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=choices.DecisionKind.values), name="episode_decision_kind"),
        )

    def __str__(self) -> str:
        return self.kind
