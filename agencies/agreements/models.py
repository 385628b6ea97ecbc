from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from agencies.agreements.choices import AgreementState, AgreementType
from agencies.directory.choices import Service
from core.kernel.codes import Coded, new_code


def agreement_code() -> str:
    """Return a fresh public code of an agreement."""
    return new_code("M")


class Agreement(Coded):
    """One row: an agreement between agencies, what it covers and until when."""

    code = models.CharField(max_length=10, unique=True, default=agreement_code, editable=False)
    type = models.CharField(max_length=10, choices=AgreementType)
    title = models.CharField(max_length=200)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    services = ArrayField(models.CharField(max_length=30, choices=Service), default=list)
    answer_days = models.PositiveSmallIntegerField(null=True)  # promised answer to a referral, in working days
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    state_since = models.DateTimeField()
    managing_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=AgreementState.values), name="agreement_state"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ended"]) | Q(starts_on__isnull=False, ends_on__isnull=False),
                name="agreement_dated",
            ),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="agreement_dates"),
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


class AgreementParty(models.Model):
    """One row: a party with its own number and signatory."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    number = models.CharField(max_length=80, blank=True)
    signatory = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agreement", "agency"], name="agreement_party_once"),)

    def __str__(self) -> str:
        return f"{self.agency_id}"


from agencies.agreements.visits.models import CoordinationVisit, VisitAction, VisitAgency, VisitPaper  # noqa: E402,F401
