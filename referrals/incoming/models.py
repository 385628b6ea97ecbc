from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.children.choices import Sex
from cases.documents.choices import Kind
from core.files.types import FileType
from core.kernel.codes import Coded, new_code
from core.kernel.encryption import EncryptedTextField
from referrals import choices as referral_choices
from referrals.incoming import choices
from referrals.incoming.querysets import IncomingQuerySet, PartQuerySet


def incoming_code() -> str:
    """Return a fresh code of a request."""
    return new_code("J")


def _agency() -> models.ForeignKey:
    return models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")


def _person() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")


class Incoming(Coded):
    """One row: another office asks us to take on a child, in the system or by a letter that we wrote down.

    It tells of a child who has no file here yet; accepting it ends in an intake, and the case takes the papers over.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=incoming_code, editable=False)
    from_agency = _agency()
    to_agency = _agency()
    way = models.CharField(max_length=10, choices=choices.Way)
    sender = _person()  # who asked in the system
    recorded_by = _person()  # who wrote the letter or the call down
    officer_name = EncryptedTextField(blank=True)
    officer_phone = EncryptedTextField(blank=True)
    letter_number = EncryptedTextField(blank=True)
    letter_on = models.DateField(null=True)
    asked = models.CharField(max_length=30, choices=choices.Asked)
    urgency = models.CharField(max_length=10, choices=referral_choices.Urgency, default=referral_choices.Urgency.NORMAL)
    child_name = EncryptedTextField(blank=True)
    child_sex = models.CharField(max_length=10, choices=Sex)
    child_age = models.PositiveSmallIntegerField(null=True)
    reason = EncryptedTextField()
    status = models.CharField(max_length=15, choices=choices.State, default=choices.State.SENT)
    status_since = models.DateTimeField()
    received_at = models.DateTimeField()  # the law's clock starts here
    recorded_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = _person()
    decline_reason = models.CharField(max_length=15, choices=choices.DeclineReason, blank=True)
    intake = models.UUIDField(unique=True, default=uuid4, editable=False)  # number of the intake it leads to
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    report_sent_on = models.DateField(null=True)
    report_number = EncryptedTextField(blank=True)
    told_at = models.DateTimeField(null=True)  # the office outside was told of the answer by letter or phone
    told_way = models.CharField(max_length=10, choices=choices.Way, blank=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=choices.State.values), name="incoming_status"),
            models.CheckConstraint(condition=~Q(from_agency=F("to_agency")), name="incoming_from_another"),
            models.CheckConstraint(
                condition=~Q(status="case_opened") | Q(case__isnull=False), name="incoming_opened_a_case"
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(decline_reason=""), name="incoming_declined_why"
            ),
        )
        indexes = (
            models.Index(fields=["to_agency", "-received_at", "id"], name="incoming_received"),
            models.Index(fields=["from_agency", "-received_at", "id"], name="incoming_asked"),
        )

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("incoming", args=[self.code])

    clock = "promise"

    @property
    def settled_at(self):
        """Return since when nothing runs any more, None while an answer is due."""
        return self.status_since if self.due_at is None else None

    @property
    def is_waiting(self) -> bool:
        """Tell whether the office that was asked still owes an answer."""
        return self.status in choices.WAITING


class IncomingMessage(models.Model):
    """One row: something one office wrote to the other about a request; never changed (trigger)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    incoming = models.ForeignKey(Incoming, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=choices.Message)
    body = EncryptedTextField()
    agency = _agency()
    by = _person()
    at = models.DateTimeField()

    objects = PartQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["incoming", "at"], name="incoming_messages"),)

    def __str__(self) -> str:
        return self.kind


class IncomingPaper(models.Model):
    """One row: a paper that came with a request, kept here until it is a document of the case."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    incoming = models.ForeignKey(Incoming, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20, choices=Kind)
    file_type = models.CharField(max_length=4, choices=FileType)
    content = EncryptedTextField(blank=True)  # base64; empty once the case has it
    size = models.PositiveIntegerField()
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = PartQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["incoming"], name="incoming_papers"),)

    def __str__(self) -> str:
        return self.kind

    @property
    def label(self) -> str:
        """Return what the paper is called on the form it came with."""
        return str({kind: label for _name, label, kind in choices.PAPERS}.get(Kind(self.kind), self.kind))
