from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from agencies.agreements.visits.choices import ActionOutcome, PaperKind, VisitState
from agencies.agreements.visits.querysets import OfVisitQuerySet, VisitQuerySet
from core.files.keeping import KeptFile
from core.kernel.codes import Coded, new_code
from core.kernel.encryption import EncryptedTextField


def visit_code() -> str:
    """Return a fresh public code of a coordination visit."""
    return new_code("V")


class CoordinationVisit(Coded):
    """One row: a visit from office to office, planned and held; `returns` is the visit it answers.

    It tells of no child.  What people write is encrypted all the same, because they do write what they should not.
    """

    code = models.CharField(max_length=10, unique=True, default=visit_code, editable=False)
    on = models.DateField()
    host = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    managing_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")  # keeps the minutes
    place = models.CharField(max_length=200, blank=True)
    delegation = models.TextField(blank=True)  # one person a line: name, position, agency
    topics = EncryptedTextField()  # one a line
    minutes = EncryptedTextField(blank=True)
    returns = models.ForeignKey("self", models.PROTECT, null=True, related_name="return_visits")
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.PLANNED)
    state_since = models.DateTimeField()
    cancel_reason = models.CharField(max_length=200, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=VisitState.values), name="coordination_state"),
            models.CheckConstraint(condition=Q(finished_at=None) ^ Q(state="finished"), name="coordination_finished"),
            models.CheckConstraint(condition=~Q(cancel_reason="") ^ ~Q(state="cancelled"), name="coordination_reason"),
        )
        indexes = (models.Index(fields=["-on", "id"], name="coordination_on"),)

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("coordination_visit", args=[self.code])

    @property
    def topic_lines(self) -> list[str]:
        """Return the topics."""
        return _lines(self.topics)

    @property
    def guests(self) -> list[str]:
        """Return the names of the agencies that take part besides the host; `agencies__agency` should be loaded."""
        return sorted(one.agency.short_name for one in self.agencies.all() if one.agency_id != self.host_id)

    @property
    def people(self) -> list[str]:
        """Return who belongs to the delegation."""
        return _lines(self.delegation)


class VisitAgency(models.Model):
    """One row: an agency that takes part; the host and the one that keeps the minutes always do."""

    visit = models.ForeignKey(CoordinationVisit, models.CASCADE, related_name="agencies")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["visit", "agency"], name="coordination_agency_once"),)

    def __str__(self) -> str:
        return f"{self.agency_id}"


class VisitAction(models.Model):
    """One row: a decision, the agency that does it until when, and what that agency said became of it."""

    visit = models.ForeignKey(CoordinationVisit, models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    text = EncryptedTextField()
    owner = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=ActionOutcome, blank=True)
    result = EncryptedTextField(blank=True)  # what was done, or why it falls away
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["visit", "number"], name="coordination_action_number"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None)
                | Q(outcome__in=ActionOutcome.values, settled_at__isnull=False),
                name="coordination_action_settled",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("coordination_action", args=[self.visit.code, self.number])


class VisitPaper(KeptFile):
    """One row: a scan or photograph that belongs to a visit.  Withdrawn at most, never deleted."""

    folder = "kunjungan"

    visit = models.ForeignKey(CoordinationVisit, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=PaperKind)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(KeptFile.Meta):
        constraints = (
            *KeptFile.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="coordination_paper_kind"),
        )

    def __str__(self) -> str:
        return self.kind

    @property
    def download_name(self) -> str:
        """Return what the file is called on the reader's device."""
        return f"{self.visit.code}-{self.kind}.{self.file_type}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
