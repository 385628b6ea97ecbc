from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.casework import choices
from cases.casework.models.case import Case
from cases.casework.querysets import FileQuerySet, TaskQuerySet
from core.kernel.codes import new_code
from core.kernel.encryption import EncryptedTextField


def note_code() -> str:
    """Return a fresh note code."""
    return new_code("N")


class ServiceAgreement(models.Model):
    """One row: on what ground the service rests, who agreed, and whether the child was heard."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="agreements")
    basis = models.CharField(max_length=20, choices=choices.AgreementBasis)
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=20, choices=choices.AgreedBy, blank=True)
    agreed_name = EncryptedTextField(blank=True)
    child_heard = models.CharField(max_length=20, choices=choices.ChildHeard)
    child_view = EncryptedTextField(blank=True)
    legal_basis = models.CharField(max_length=20, choices=choices.LegalBasis, blank=True)
    explanation = EncryptedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(basis="consent") & ~Q(agreed_by="") | Q(basis="legal") & ~Q(legal_basis=""),
                name="agreement_has_ground",
            ),
        )

    def __str__(self) -> str:
        return f"{self.basis} {self.agreed_on}"


class Note(models.Model):
    """One row: a visit, call or note.  Append-only (a trigger refuses changes); a correction is a new note."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=note_code, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=choices.NoteKind)
    happened_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=choices.Outcome, blank=True)
    condition = models.CharField(max_length=20, choices=choices.Condition, blank=True)
    next_step = models.CharField(max_length=20, blank=True)
    next_on = models.DateField(null=True)
    met = models.JSONField(default=list)
    text = EncryptedTextField(blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind__in=[str(kind) for kind in choices.CONTACT_KINDS])
                | ~Q(outcome="") & ~Q(condition="") & ~Q(next_step=""),
                name="contact_answers",
            ),
            models.CheckConstraint(condition=Q(corrects=None) ^ Q(kind="correction"), name="correction_points_back"),
        )
        indexes = (models.Index(fields=["case", "-written_at"], name="note_case"),)

    def __str__(self) -> str:
        return self.code

    @property
    def is_contact(self) -> bool:
        """Tell whether this was a contact with the three required answers."""
        return self.kind in choices.CONTACT_KINDS


class RiskRating(models.Model):
    """One row: a risk level with its reason and the date it is to be looked at again."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="ratings")
    level = models.CharField(max_length=20, choices=choices.Risk)
    computed = models.CharField(max_length=20, choices=choices.Risk, blank=True, default="")  # what the answers gave
    instrument = models.CharField(max_length=20, blank=True, default="")  # "" for a rating of before
    answers = EncryptedTextField(blank=True, default="")
    reason = EncryptedTextField(blank=True)
    review_on = models.DateField()
    rated_at = models.DateTimeField()
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(level="unrated"), name="rating_has_level"),
            models.CheckConstraint(condition=Q(instrument="") | ~Q(computed=""), name="rating_computed"),
        )

    def __str__(self) -> str:
        return self.level


class Task(models.Model):
    """One row: something a person of the agency is to do for the case by a date."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    case_code = models.CharField(max_length=10)  # so that a person without the case still knows which one it is
    text = EncryptedTextField()
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=choices.TaskState, default=choices.TaskState.OPEN)
    turn = models.PositiveSmallIntegerField(default=1)  # counts how often it was begun: 1, and once more per undo
    snooze_reason = EncryptedTextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(done_at=None) ^ ~Q(state="open"), name="task_done"),)
        indexes = (models.Index(fields=["case", "state", "due_on"], name="task_case"),)

    def __str__(self) -> str:
        return f"{self.case_code} {self.due_on}"

    @property
    def key(self) -> str:
        """Return the key of the duty that stands for this task."""
        return f"task:{self.pk}:{self.turn}"
