from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.sharing import choices
from cases.sharing.choices import Basis, Level
from cases.sharing.querysets import (
    AccessQuerySet,
    AccessRequestQuerySet,
    BarQuerySet,
    ConsentQuerySet,
    ExclusionQuerySet,
    NotTheWriter,
    insist_on_pen,
)
from core.kernel.encryption import EncryptedTextField


class AccessRow(models.Model):
    """One row: an agency's desk (person empty) or a named person may see a case, how much, why, until when.

    Case and child are ids without foreign keys: their rooms stand above this one and ask it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case_id = models.UUIDField()
    child_id = models.UUIDField()
    owner_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=10, choices=Level)
    basis = models.CharField(max_length=12, choices=Basis)
    basis_ref = models.CharField(max_length=60, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # What the access of another agency rests on; it never outlasts it.
    consent = models.ForeignKey("sharing.Consent", models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(level__in=Level.values), name="access_level"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="access_basis"),
            models.UniqueConstraint(
                fields=["case_id", "agency", "person", "level", "basis", "basis_ref"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
                name="access_once",
            ),
        )
        indexes = (
            models.Index(fields=["case_id", "level"], name="access_case", condition=Q(revoked_at=None)),
            models.Index(fields=["child_id", "level"], name="access_child", condition=Q(revoked_at=None)),
            models.Index(fields=["person", "level"], name="access_person", condition=Q(revoked_at=None)),
            models.Index(fields=["agency", "level"], name="access_agency", condition=Q(revoked_at=None)),
            models.Index(fields=["basis_ref"], name="access_ref", condition=Q(revoked_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.basis}"

    def save(self, *args, **kwargs):
        insist_on_pen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise NotTheWriter("Access rows are ended, never deleted.")


def _codes(length: int = 30) -> ArrayField:
    return ArrayField(models.CharField(max_length=length), default=list, blank=True)


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class Consent(models.Model):
    """One row: on what ground facts about a child may be shared, for what, with whom, until when.

    Nothing of it is changed once written but its decision and its end; a new agreement is a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case_id = models.UUIDField()
    case_code = models.CharField(max_length=10)
    child_id = models.UUIDField()
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")  # whose people wrote it
    ground = models.CharField(max_length=20, choices=choices.Ground)
    state = models.CharField(max_length=10, choices=choices.ConsentState)
    # Who agreed, and how
    given_by = models.CharField(max_length=12, choices=choices.ConsentBy, blank=True)
    giver_name = EncryptedTextField(blank=True)
    way = models.CharField(max_length=8, choices=choices.ConsentWay, blank=True)
    witness = EncryptedTextField(blank=True)
    document_code = models.CharField(max_length=10, blank=True)  # the signed paper among the case's documents
    given_on = models.DateField()
    child_view = models.CharField(max_length=10, choices=choices.ChildView)
    child_words = EncryptedTextField(blank=True)
    reason = EncryptedTextField(blank=True)  # why without consent
    # What it covers
    purposes = _codes()
    kinds = _codes()  # kinds of agencies
    agency_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)  # agencies by name
    facts = _codes(12)
    ends_at = models.DateTimeField()
    # Written, decided, ended
    recorded_at = models.DateTimeField()
    recorded_by = _person()
    decided_at = models.DateTimeField(null=True)
    decided_by = _person(null=True)
    decision_note = EncryptedTextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = _person(null=True)
    end_reason = models.CharField(max_length=12, choices=choices.ConsentEnd, blank=True)
    withdrawn_by = models.CharField(max_length=12, choices=choices.ConsentBy, blank=True)
    end_note = EncryptedTextField(blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=choices.ConsentState.values), name="consent_state"),
            models.CheckConstraint(condition=Q(ground__in=choices.Ground.values), name="consent_ground"),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_at__isnull=False) & ~Q(end_reason=""), name="consent_ended_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(ground__in=["consent", "emergency"]) | Q(decided_at__isnull=False),
                name="consent_legal_decided",
            ),
        )
        indexes = (
            models.Index(fields=["case_id", "-recorded_at"], name="consent_case"),
            models.Index(fields=["ends_at"], name="consent_ending", condition=Q(state="in_force")),
        )

    def __str__(self) -> str:
        return f"{self.ground} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("consent", args=[self.case_code, self.pk])

    @property
    def is_agreement(self) -> bool:
        """Tell whether somebody agreed, and not the law alone."""
        return self.ground == choices.Ground.CONSENT

    @property
    def is_in_force(self) -> bool:
        """Tell whether it was neither ended nor still waits (its time may be over; ask `in_force(now)`)."""
        return self.state == choices.ConsentState.IN_FORCE

    @property
    def awaits_decision(self) -> bool:
        """Tell whether a supervisor still has to decide, before (law) or afterwards (emergency)."""
        proposed = self.state == choices.ConsentState.PROPOSED
        return proposed or (self.is_in_force and self.ground == choices.Ground.EMERGENCY and self.decided_at is None)

    def delete(self, *args, **kwargs):
        raise NotTheWriter("A basis of sharing is ended, never deleted.")


class AccessRequest(models.Model):
    """One row: somebody of another agency asks to read a file, and what the owner answered.

    Without a case the code asked for is nobody's; the one who asks sees no difference until an answer comes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case_id = models.UUIDField(null=True)
    case_code = models.CharField(max_length=10, blank=True)
    child_id = models.UUIDField(null=True)
    owner_agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    asked_code = models.CharField(max_length=10, blank=True)  # as typed; empty when a search led here
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    person = _person()
    reason = models.CharField(max_length=12, choices=choices.RequestReason)
    words = EncryptedTextField()
    state = models.CharField(max_length=10, choices=choices.RequestState, default=choices.RequestState.WAITING)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = _person(null=True)
    refusal = models.CharField(max_length=10, choices=choices.RefusalReason, blank=True)
    ends_at = models.DateTimeField(null=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=choices.RequestState.values), name="access_request_state"),
            models.CheckConstraint(
                condition=~Q(state="granted")
                | Q(decided_at__isnull=False, ends_at__isnull=False, case_id__isnull=False),
                name="access_request_granted",
            ),
        )
        indexes = (
            models.Index(fields=["person", "-asked_at"], name="access_request_person"),
            models.Index(fields=["owner_agency", "-asked_at"], name="access_request_owner"),
            models.Index(fields=["asked_at"], name="access_request_open", condition=Q(state="waiting")),
        )

    def __str__(self) -> str:
        return self.state

    @property
    def basis_ref(self) -> str:
        """Return what the access row of this request is known by."""
        return f"request:{self.pk}"


class Exclusion(models.Model):
    """One row: a person with an account who must not see a child's file, whatever else would open it to them.

    It is written at a case and holds for that case, or for everything about the child (`whole_child`).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case_id = models.UUIDField()
    case_code = models.CharField(max_length=10)
    child_id = models.UUIDField()
    whole_child = models.BooleanField(default=True)
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")  # whose supervisors may end it
    person = _person()
    reason = EncryptedTextField()
    added_at = models.DateTimeField()
    added_by = _person()
    ended_at = models.DateTimeField(null=True)
    ended_by = _person(null=True)
    end_reason = EncryptedTextField(blank=True)

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="exclusion_ended_by",
            ),
        )
        indexes = (models.Index(fields=["child_id"], name="exclusion_child", condition=Q(ended_at=None)),)

    def __str__(self) -> str:
        return self.case_code

    def delete(self, *args, **kwargs):
        raise NotTheWriter("An exclusion is ended, never deleted.")


class Bar(models.Model):
    """One row: a standing exclusion spelt out for both walls, a case or a child that one person never sees.

    Derived from `Exclusion` by the services; it tells nothing but two ids, so that the policies can read it as whoever
    is looking.
    """

    exclusion = models.ForeignKey(Exclusion, models.PROTECT, related_name="bars")
    person = _person()
    case_id = models.UUIDField(null=True)
    child_id = models.UUIDField(null=True)

    objects = BarQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(case_id=None, child_id__isnull=False) | Q(case_id__isnull=False, child_id=None),
                name="bar_one_kind",
            ),
        )
        indexes = (
            models.Index(fields=["person", "case_id"], name="bar_case"),
            models.Index(fields=["person", "child_id"], name="bar_child"),
        )

    def __str__(self) -> str:
        return "bar"
