from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.casework import choices
from cases.casework.models.case import Case
from cases.casework.querysets import FileQuerySet
from core.kernel.codes import Coded, new_code
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


class Note(Coded):
    """One row: a visit, call, session or note as first written.  Append-only (a trigger refuses changes).

    Its author's edits within a day are rows of their own (`NoteEdit`); a correction is a new note.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=note_code, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=choices.NoteKind)
    happened_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=choices.Outcome, blank=True)
    condition = models.CharField(max_length=20, choices=choices.Condition, blank=True)
    next_step = models.CharField(max_length=20, blank=True)
    next_on = models.DateField(null=True)
    happened_time = models.TimeField(null=True)
    place = EncryptedTextField(blank=True)
    met = models.JSONField(default=list)  # words of choices.Met, or choices.PERSON and the id of an important person
    met_other = EncryptedTextField(blank=True)
    session = models.CharField(max_length=20, choices=choices.SessionKind, blank=True)
    component = models.CharField(max_length=20, choices=choices.Component, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    is_group = models.BooleanField(default=False)
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
            models.CheckConstraint(
                condition=~Q(kind="session") | ~Q(session="") & ~Q(component="") & Q(minutes__gte=1),
                name="session_answers",
            ),
        )
        indexes = (models.Index(fields=["case", "-written_at"], name="note_case"),)

    def __str__(self) -> str:
        return self.code

    @property
    def is_contact(self) -> bool:
        """Tell whether this was a contact with the three required answers."""
        return self.kind in choices.CONTACT_KINDS

    @property
    def current(self):
        """Return the words in force: the author's last edit, else the note itself.  Needs its edits read along."""
        edits = list(self.edits.all())
        return edits[-1] if edits else self

    @property
    def version(self) -> int:
        """Return how often the note was edited.  Needs its edits read along."""
        return len(self.edits.all())


class NoteEdit(models.Model):
    """One row: a note as its author set it right within a day; the words before stay in the row before."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    note = models.ForeignKey(Note, models.PROTECT, related_name="edits")
    number = models.PositiveSmallIntegerField()
    happened_on = models.DateField()
    happened_time = models.TimeField(null=True)
    place = EncryptedTextField(blank=True)
    met = models.JSONField(default=list)
    met_other = EncryptedTextField(blank=True)
    text = EncryptedTextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["note", "number"], name="note_edit_once"),)

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def version(self) -> int:
        """Return how often the note was edited until here."""
        return self.number


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
