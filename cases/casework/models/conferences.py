from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.casework import choices
from cases.casework.models.case import Case
from cases.casework.models.tasks import Task
from cases.casework.querysets import ConferenceQuerySet, FileQuerySet, InvitationQuerySet
from core.kernel.codes import new_code
from core.kernel.encryption import EncryptedTextField


def conference_code() -> str:
    """Return a fresh conference code."""
    return new_code("T")


class Conference(models.Model):
    """One row: the invitation to a case conference; whoever is invited reads it, the minutes stand apart."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=conference_code, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="conferences")
    case_code = models.CharField(max_length=10)  # for those who are invited without the case
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=choices.ConferenceState, default=choices.ConferenceState.PLANNED)
    starts_at = models.DateTimeField()
    meeting = models.CharField(max_length=20, choices=choices.Meeting, default=choices.Meeting.ONSITE)
    place = EncryptedTextField()
    version = models.PositiveIntegerField(default=1)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancel_reason = EncryptedTextField(blank=True)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=choices.ConferenceState.values), name="conference_state"),
            models.CheckConstraint(condition=Q(finished_at=None) ^ Q(state="finished"), name="conference_finished"),
            models.CheckConstraint(
                condition=Q(state__in=["held", "finished"]) ^ Q(held_at=None), name="conference_held"
            ),
        )
        indexes = (models.Index(fields=["case", "-starts_at"], name="conference_case"),)

    def __str__(self) -> str:
        return self.code


class Invited(models.Model):
    """One row: somebody who is asked to a conference, and afterwards whether they came."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="invited")
    part = models.CharField(max_length=20, choices=choices.Part)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    family = models.ForeignKey("children.ImportantPerson", models.PROTECT, null=True, related_name="+")
    name = EncryptedTextField(blank=True)  # of somebody without an account: name, agency or relation as typed
    came = models.BooleanField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["conference", "person"], condition=Q(person__isnull=False), name="invited_person_once"
            ),
            models.UniqueConstraint(
                fields=["conference", "family"], condition=Q(family__isnull=False), name="invited_family_once"
            ),
            models.UniqueConstraint(fields=["conference"], condition=Q(part="child"), name="invited_child_once"),
        )

    def __str__(self) -> str:
        return self.part


class Minutes(models.Model):
    """One row: agenda and minutes of a conference, for those who read the whole file; frozen when finished."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    conference = models.OneToOneField(Conference, models.PROTECT, related_name="minutes")
    agenda = EncryptedTextField(blank=True)  # one item a line
    facts = EncryptedTextField(blank=True)
    child_heard = models.CharField(max_length=10, choices=choices.Heard, blank=True)
    child_view = EncryptedTextField(blank=True)  # what the child said, or why it was not heard
    family_heard = models.CharField(max_length=10, choices=choices.Heard, blank=True)
    family_view = EncryptedTextField(blank=True)
    differences = EncryptedTextField(blank=True)
    next_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.saved_at:%Y-%m-%d}"

    @property
    def items(self) -> list[str]:
        """Return the agenda's items."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


class ConferenceDecision(models.Model):
    """One row: something the conference decided, who does it until when, and the task that watches over it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = EncryptedTextField()
    due_on = models.DateField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["conference", "number"], name="decision_number"),
            models.CheckConstraint(condition=Q(person=None) ^ Q(agency=None), name="decision_person_or_agency"),
        )

    def __str__(self) -> str:
        return f"{self.number}"


class MinutesAddition(models.Model):
    """One row: what was added to finished minutes; the frozen words stay beside it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="additions")
    text = EncryptedTextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ("written_at",)

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d}"
