from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.casework import choices
from cases.casework.models.case import Case
from cases.casework.querysets import TransferQuerySet
from core.kernel.codes import new_code
from core.kernel.encryption import EncryptedTextField

_WAITING = [str(state) for state in choices.WAITING_TRANSFERS]


def transfer_code() -> str:
    """Return a fresh code of a transfer."""
    return new_code("H")


class Transfer(models.Model):
    """One row: a case offered to a colleague or another agency, and what they answered.

    What the receiver sees before accepting is copied into the row, so that nobody reads the child's file for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=transfer_code, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="transfers")
    kind = models.CharField(max_length=10, choices=choices.TransferKind)
    state = models.CharField(max_length=20, choices=choices.TransferState, default=choices.TransferState.OFFERED)
    state_since = models.DateTimeField()
    from_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    from_manager = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    to_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    to_person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=20)
    sex = models.CharField(max_length=1, blank=True)
    age_band = models.CharField(max_length=10, choices=choices.AgeBand)
    region = models.ForeignKey("directory.Region", models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=20, choices=choices.Stage)
    risk = models.CharField(max_length=20, choices=choices.Risk)
    duties = models.PositiveSmallIntegerField(default=0)  # how many running duties and tasks come with the case
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decline_reason = models.CharField(max_length=20, choices=choices.DeclineReason, blank=True)
    decline_text = EncryptedTextField(blank=True)
    new_manager = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    read_until = models.DateField(null=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=choices.TransferState.values), name="transfer_state"),
            models.CheckConstraint(
                condition=Q(state__in=_WAITING) ^ Q(answered_at__isnull=False), name="transfer_answered"
            ),
            models.CheckConstraint(
                condition=Q(kind="worker", to_person__isnull=False) | Q(kind="agency", to_person=None),
                name="transfer_addressed",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(new_manager__isnull=False), name="transfer_has_manager"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=_WAITING), name="transfer_one_waiting"),
        )
        indexes = (
            models.Index(fields=["to_agency", "-offered_at"], name="transfer_to"),
            models.Index(fields=["from_agency", "-offered_at"], name="transfer_from"),
            models.Index(fields=["due_at"], name="transfer_due", condition=Q(state__in=_WAITING)),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_waiting(self) -> bool:
        """Tell whether nobody has answered yet."""
        return self.state in choices.WAITING_TRANSFERS

    @property
    def reason_words(self) -> str:
        """Return why the case is offered, in words."""
        words = choices.HandReason if self.kind == choices.TransferKind.WORKER else choices.TransferReason
        return str(words(self.reason).label)
