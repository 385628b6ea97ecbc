from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from cases.casework import choices
from cases.casework.querysets import CaseQuerySet, FileQuerySet
from core.kernel.codes import Coded, new_code
from core.kernel.encryption import EncryptedTextField


def case_code() -> str:
    """Return a fresh case code."""
    return new_code("K")


class Case(Coded):
    """One row: one child's case in one agency, its stage, its risk and who answers for it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=case_code, editable=False)
    child = models.ForeignKey("children.Child", models.PROTECT, related_name="cases")
    opened_for = models.UUIDField(null=True, editable=False)  # the child's file before it joined another
    owner_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=20, choices=choices.Stage, default=choices.Stage.ACCESS)
    stage_since = models.DateTimeField()
    approach = models.CharField(max_length=20, choices=choices.Approach, blank=True)
    source = models.CharField(max_length=20, choices=choices.Source)
    region = models.ForeignKey("directory.Region", models.PROTECT, null=True, related_name="+")
    risk = models.CharField(max_length=20, choices=choices.Risk, default=choices.Risk.UNRATED)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    last_contact_at = models.DateTimeField(null=True)  # when somebody last met the child
    service_ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, choices=choices.EndReason, blank=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=20, blank=True)  # word of the decision that closed it

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(stage__in=choices.Stage.values), name="case_stage"),
            models.CheckConstraint(condition=Q(risk__in=choices.Risk.values), name="case_risk"),
            models.CheckConstraint(
                condition=Q(closed_at=None) ^ Q(stage__in=[str(s) for s in choices.CLOSED_STAGES]), name="case_closed"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["aftercare", "done"]) | Q(service_ended_at__isnull=False),
                name="case_aftercare_after_service",
            ),
            # One open case of a child in an agency: a second report belongs to the same case.  Two files that were
            # merged may each bring one; somebody then closes the one too many.
            models.UniqueConstraint(
                Coalesce("opened_for", "child_id"),
                "owner_agency",
                condition=Q(closed_at=None),
                name="case_one_open_per_agency",
            ),
        )
        indexes = (
            models.Index(fields=["owner_agency", "-opened_at"], name="case_agency"),
            models.Index(fields=["manager"], name="case_manager", condition=Q(closed_at=None)),
            models.Index(
                fields=["owner_agency", "stage", "stage_since"], name="case_stage_open", condition=Q(closed_at=None)
            ),
            models.Index(fields=["-opened_at", "id"], name="case_opened"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Tell whether the case is still open."""
        return self.closed_at is None


class CaseCategory(models.Model):
    """One row: a legal category of a case from a date on, until a date."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="categories")
    category = models.CharField(max_length=30, choices=choices.Category)
    is_primary = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(category__in=choices.Category.values), name="case_category_known"),
            models.UniqueConstraint(fields=["case", "category"], condition=Q(until=None), name="case_category_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(until=None, is_primary=True), name="case_one_primary"),
        )

    def __str__(self) -> str:
        return self.category


class Report(models.Model):
    """One row: what was reported when the case was opened; who reported it is kept encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="reports")
    source = models.CharField(max_length=20, choices=choices.Source)
    reporter_contact = EncryptedTextField(blank=True)
    narrative = EncryptedTextField(blank=True)
    event_on = models.DateField(null=True)
    region = models.ForeignKey("directory.Region", models.PROTECT, null=True, related_name="+")
    in_danger = models.BooleanField()
    consent = models.CharField(max_length=20, choices=choices.Consent, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.source} {self.received_at:%Y-%m-%d}"


class TeamMember(models.Model):
    """One row: a colleague who works on the case beside its manager, from a moment, until a moment."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="team")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "person"], condition=Q(until_at=None), name="team_member_once"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}"


class Decision(models.Model):
    """One row: a decision about the whole case with its reason; never changed, so that history stays readable."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=choices.DecisionKind)
    reason = models.CharField(max_length=20)
    explanation = EncryptedTextField(blank=True)
    to_agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.reason}"


class Handover(models.Model):
    """One row: the handover record at the end of the service: to whom, in what condition, with what agreements."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    reason = models.CharField(max_length=20, choices=choices.EndReason)
    handed_to = models.CharField(max_length=20, choices=choices.HandedTo)
    receiver_name = EncryptedTextField(blank=True)
    receiver_agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    handed_on = models.DateField(null=True)
    condition = EncryptedTextField(blank=True)
    items = EncryptedTextField(blank=True)
    commitments = EncryptedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(handed_to="nobody") | Q(handed_on__isnull=False), name="handover_dated"),
        )

    def __str__(self) -> str:
        return f"{self.reason} {self.handed_on}"
