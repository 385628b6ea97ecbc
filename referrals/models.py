from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from agencies.directory.choices import Service
from core.kernel.codes import Coded, new_code
from core.kernel.encryption import EncryptedTextField
from referrals import choices, purposes
from referrals.querysets import FactQuerySet, MessageQuerySet, ReferralQuerySet, RequestQuerySet


def referral_code() -> str:
    """Return a fresh referral code."""
    return new_code("R")


def _agency() -> models.ForeignKey:
    return models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class Referral(Coded):
    """One row: what one agency asks of another for a child, and where that stands.

    The receiver reads this row from sending on, so it holds codes, dates and agencies only; whatever names or
    tells about the child stands in `ReferralRequest` (the sender's) and `ReferralFact` (frozen, opened by stage).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=referral_code, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    from_agency = _agency()
    to_agency = _agency()
    sender = _person()
    officer = _person(null=True)  # who took it up at the receiver
    purpose = models.CharField(max_length=30)
    service = models.CharField(max_length=30, choices=Service)
    ask = models.CharField(max_length=30, blank=True)
    urgency = models.CharField(max_length=10, choices=choices.Urgency, default=choices.Urgency.NORMAL)
    status = models.CharField(max_length=15, choices=choices.State, default=choices.State.DRAFT)
    status_since = models.DateTimeField()
    created_at = models.DateTimeField()
    # Basis of consent and, for work, the placement that the age rule was checked for.
    consent_basis = models.CharField(max_length=20, choices=choices.ConsentBasis, blank=True)
    consent_on = models.DateField(null=True)
    # What it was sent on; the row is the sender's side's, the receiver reads the two columns above.
    consent = models.ForeignKey("sharing.Consent", models.PROTECT, null=True, related_name="+")
    planned_start_on = models.DateField(null=True)
    work_kind = models.CharField(max_length=10, choices=choices.WorkKind, blank=True)
    hazards_checked = models.BooleanField(default=False)
    # The promise: what runs now until when, and what the answer was promised by.
    due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_days = models.PositiveSmallIntegerField(default=0)  # working days the answer clock stood still
    answer_due_at = models.DateTimeField(null=True)  # the promised answer, pauses counted in; stays when answered
    promise_days = models.PositiveSmallIntegerField(null=True)
    promise_rule = models.CharField(max_length=60, blank=True)
    agreement_code = models.CharField(max_length=10, blank=True)
    turn = models.PositiveSmallIntegerField(default=1)  # counts new starts of a clock: accept undone, outcome disputed
    # What happened when
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = _person(null=True)
    answer_days = models.SmallIntegerField(null=True)  # working days from sending to the answer, pauses taken out
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    first_contact_on = models.DateField(null=True)
    hold_until = models.DateField(null=True)
    decline_reason = models.CharField(max_length=15, choices=choices.DeclineReason, blank=True)
    lacking = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # facts the receiver missed
    retry_on = models.DateField(null=True)  # when the receiver has a place again
    withdraw_reason = models.CharField(max_length=15, choices=choices.WithdrawReason, blank=True)
    outcome = models.CharField(max_length=10, choices=choices.Outcome, blank=True)
    outcome_on = models.DateField(null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")
    bundle = models.CharField(max_length=10, blank=True, editable=False)  # one code for what was drafted together
    # How it went out, and what stands on a phone call alone so far.
    channel = models.CharField(max_length=10, choices=choices.Channel, default=choices.Channel.SYSTEM)
    answer_unverified = models.BooleanField(default=False)
    outcome_unverified = models.BooleanField(default=False)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=choices.State.values), name="referral_status"),
            models.CheckConstraint(condition=~Q(from_agency=F("to_agency")), name="referral_to_another"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "mistake"]) | Q(sent_at__isnull=False, consent_basis__gt=""),
                name="referral_sent_with_basis",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(decline_reason=""), name="referral_declined_why"
            ),
            models.CheckConstraint(
                condition=~Q(status="reported") | ~Q(outcome="") & Q(outcome_on__isnull=False),
                name="referral_reported_what",
            ),
            models.UniqueConstraint(
                fields=["child", "service", "to_agency"],
                condition=Q(status__in=[str(state) for state in choices.LIVE]),
                name="referral_one_live",
            ),
        )
        indexes = (
            models.Index(fields=["to_agency", "due_at", "id"], name="referral_inbox", condition=~Q(due_at=None)),
            models.Index(fields=["to_agency", "-status_since", "id"], name="referral_inbox_ended"),
            models.Index(fields=["from_agency", "-status_since", "id"], name="referral_sent_list"),
            models.Index(fields=["from_agency", "to_agency", "-sent_at"], name="referral_pair"),
            models.Index(fields=["case"], name="referral_case"),
            models.Index(fields=["bundle"], name="referral_bundle", condition=~Q(bundle="")),
            models.Index(fields=["due_at"], name="referral_waiting", condition=Q(status__in=["sent", "opened"])),
        )

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("referral", args=[self.code])

    @property
    def aim(self) -> purposes.Purpose:
        """Return the purpose with its words and limits."""
        return purposes.get(self.purpose)

    @property
    def asked_for(self) -> str:
        """Return what is asked, in words: "Akta kelahiran"."""
        return self.aim.ask_label(self.ask)

    @property
    def is_unverified(self) -> bool:
        """Tell whether the answer or the outcome that stands here was only said on the phone."""
        return self.answer_unverified or self.outcome_unverified

    @property
    def is_live(self) -> bool:
        """Tell whether it was sent and has not ended."""
        return self.status in choices.LIVE

    @property
    def is_waiting(self) -> bool:
        """Tell whether the receiver still owes an answer."""
        return self.status in choices.WAITING

    # What the deadline component asks of anything that is due.
    clock = "promise"

    @property
    def settled_at(self):
        """Return since when nothing runs any more, None while something is due."""
        return self.status_since if self.due_at is None and self.status in choices.ENDED else None


class ReferralRequest(models.Model):
    """One row: what the sender wrote and ticked for a referral; read by the sender's side alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="request")
    reason = EncryptedTextField()
    situation = EncryptedTextField(blank=True)  # what happened to the child; only purposes that may carry it
    skills = EncryptedTextField(blank=True)
    facts = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # ticked keys of facts.CATALOGUE
    changed_at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.referral_id)


class ReferralFact(models.Model):
    """One row: a fact as it was at sending, opened to the receiver by stage; never changed (trigger)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="facts")
    stage = models.CharField(max_length=10, choices=choices.FactStage)
    key = models.CharField(max_length=30)
    value = EncryptedTextField()
    position = models.PositiveSmallIntegerField()

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["referral", "stage", "key"], name="referral_fact_once"),
            models.CheckConstraint(condition=Q(stage__in=choices.FactStage.values), name="referral_fact_stage"),
        )

    def __str__(self) -> str:
        return f"{self.stage} {self.key}"

    @property
    def label(self) -> str:
        """Return what the fact is called in the reader's language."""
        from referrals.facts import label_of

        return label_of(self.key)


class ReferralMessage(models.Model):
    """One row: something one side wrote to the other; never changed (trigger)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=choices.MessageKind)
    body = EncryptedTextField()
    on = models.DateField(null=True)  # the day it tells about, for progress and outcome
    agency = _agency()
    by = _person(null=True)  # nobody: an officer without an account, who stands in `record`
    at = models.DateTimeField()
    record = models.ForeignKey("referrals.OutsideRecord", models.PROTECT, null=True, related_name="messages")

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["referral", "at"], name="referral_messages"),)

    def __str__(self) -> str:
        return self.kind

    @property
    def author(self) -> str:
        """Return who said it: the account, or the officer outside who stands in the record."""
        if self.record:
            return self.record.officer
        return self.by.short_name if self.by else ""


from referrals.incoming.models import Incoming, IncomingMessage, IncomingPaper  # noqa: E402
from referrals.outside import OfficerLink, OutsideRecord  # noqa: E402

__all__ = [
    "Incoming",
    "IncomingMessage",
    "IncomingPaper",
    "OfficerLink",
    "OutsideRecord",
    "Referral",
    "ReferralFact",
    "ReferralMessage",
    "ReferralRequest",
]
