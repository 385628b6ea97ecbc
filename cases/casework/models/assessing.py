from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.casework import choices
from cases.casework.models.case import Case
from cases.casework.querysets import FileQuerySet
from core.kernel.encryption import EncryptedTextField


class Assessment(models.Model):
    """One row: one round of assessment with the instrument's version it was asked by; an old round keeps its version."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments")
    round = models.PositiveSmallIntegerField()
    instrument = models.CharField(max_length=10, default="0")
    reason = models.CharField(max_length=20, choices=choices.RoundReason, default=choices.RoundReason.FIRST)
    state = models.CharField(max_length=20, choices=choices.RecordState, default=choices.RecordState.DRAFT)
    conclusion = EncryptedTextField(blank=True)
    recommendation = EncryptedTextField(blank=True)
    version = models.PositiveIntegerField(default=0)  # of the summary, counted up at each save
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "round"], name="assessment_round"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="draft"), name="assessment_one_draft"),
            models.CheckConstraint(condition=Q(finished_at=None) ^ Q(state="finished"), name="assessment_finished"),
        )

    def __str__(self) -> str:
        return f"{self.round}"


class AssessmentDomain(models.Model):
    """One row: what one round says in one section of its instrument, its scores apart (`AssessmentScore`)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="domains")
    domain = models.CharField(max_length=20)  # slug of the section
    state = models.CharField(max_length=20, choices=choices.DomainState, default=choices.DomainState.NOT_ASSESSED)
    answers = EncryptedTextField(blank=True)  # JSON: item -> {"v": answer, "t": text}
    narrative = EncryptedTextField(blank=True)
    strengths = EncryptedTextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "domain"], name="assessment_domain_once"),)

    def __str__(self) -> str:
        return self.domain


class AssessmentScore(models.Model):
    """One row: the score of one factor in one round, 1 (bad) to 4 (good); a factor without a row is not assessed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scores")
    factor = models.CharField(max_length=20)
    score = models.PositiveSmallIntegerField()

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["assessment", "factor"], name="assessment_score_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=4), name="assessment_score_range"),
        )

    def __str__(self) -> str:
        return f"{self.factor} {self.score}"
