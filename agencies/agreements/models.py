from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from agencies.agreements import choices
from agencies.agreements.choices import AgreementState, AgreementType
from agencies.agreements.querysets import AgreementQuerySet
from agencies.directory.choices import Service
from core.files.keeping import KeptFile
from core.kernel.codes import Coded, new_code
from core.kernel.encryption import EncryptedTextField


def agreement_code() -> str:
    """Return a fresh public code of an agreement."""
    return new_code("M")


class Agreement(Coded):
    """One row: an agreement between agencies, what it covers and where, and until when.

    `regions` are codes of kab/kota or provinces; without one it holds wherever its parties work.
    """

    code = models.CharField(max_length=10, unique=True, default=agreement_code, editable=False)
    type = models.CharField(max_length=10, choices=AgreementType)
    title = models.CharField(max_length=200)
    purpose = models.TextField(max_length=1000, blank=True)
    financing = models.CharField(max_length=300, blank=True)
    contact_name = models.CharField(max_length=150, blank=True)
    contact_phone = EncryptedTextField(blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")  # a PKS under its MoU
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="renewals")
    place = models.CharField(max_length=100, blank=True)  # where it was signed
    signed_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    services = ArrayField(models.CharField(max_length=30, choices=Service), default=list)
    regions = ArrayField(models.CharField(max_length=13), default=list)
    answer_days = models.PositiveSmallIntegerField(null=True)  # promised answer to a referral, in working days
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    state_since = models.DateTimeField()
    managing_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=AgreementState.values), name="agreement_state"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ended"]) | Q(starts_on__isnull=False, ends_on__isnull=False),
                name="agreement_dated",
            ),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="agreement_dates"),
            models.CheckConstraint(
                condition=Q(parent=None) | (Q(type="pks") & ~Q(parent=F("id"))), name="agreement_parent_of_pks"
            ),
            # One successor is being written or stands; one that was given up makes room for another.
            models.UniqueConstraint(fields=["renews"], condition=~Q(state="ended"), name="agreement_one_renewal"),
        )
        indexes = (models.Index(fields=["-state_since", "id"], name="agreement_since"),)

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.code])

    @property
    def service_words(self) -> list[str]:
        """Return the covered services in words."""
        return [str(Service(one).label) for one in self.services]

    @property
    def is_standing(self) -> bool:
        """Tell whether it was signed and has neither run out nor been ended."""
        return self.state in choices.STANDING


class AgreementParty(models.Model):
    """One row: a party with its own number, signatory, position and what the signature rests on."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    number = models.CharField(max_length=80, blank=True)
    signatory = models.CharField(max_length=150, blank=True)
    position = models.CharField(max_length=150, blank=True)
    authority = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agreement", "agency"], name="agreement_party_once"),)

    def __str__(self) -> str:
        return f"{self.agency_id}"


class Commitment(models.Model):
    """One row: a party does a deed within so many working days, for one service or (blank) for all that are covered."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="commitments")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    deed = models.CharField(max_length=15, choices=choices.Deed)
    service = models.CharField(max_length=30, choices=Service, blank=True)
    days = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agreement", "agency", "deed", "service"], name="commitment_once"),
            models.CheckConstraint(condition=Q(deed__in=choices.Deed.values), name="commitment_deed"),
            models.CheckConstraint(condition=Q(days__gte=1), name="commitment_days"),
        )

    def __str__(self) -> str:
        return f"{self.deed} {self.days}"


class Addendum(models.Model):
    """One row: a change to an agreement in force that the parties wrote down; the agreement itself stays as signed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="addenda")
    number = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField()
    note = models.TextField(max_length=1000)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.dated_on}"


class Paper(KeptFile):
    """One row: a scan of an agreement.  Withdrawn at most, never deleted."""

    folder = "kesepakatan"

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=choices.PaperKind)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(KeptFile.Meta):
        constraints = (
            *KeptFile.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=choices.PaperKind.values), name="agreement_paper_kind"),
        )

    def __str__(self) -> str:
        return self.kind

    @property
    def download_name(self) -> str:
        """Return what the file is called on the reader's device."""
        return f"{self.agreement.code}-{self.kind}.{self.file_type}"


from agencies.agreements.visits.models import CoordinationVisit, VisitAction, VisitAgency, VisitPaper  # noqa: E402,F401
