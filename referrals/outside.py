"""What passes between two offices outside the system: letters, calls, and links for officers without an account."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.kernel.encryption import EncryptedTextField
from referrals import choices
from referrals.querysets import LinkQuerySet, RecordQuerySet


class OutsideRecord(models.Model):
    """One row: something said outside the system, by whom, how, and who wrote it down.

    A letter stands by itself.  A call is unverified until a letter follows or the office itself says so here.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", models.PROTECT, related_name="records")
    said = models.CharField(max_length=10, choices=choices.Said)
    way = models.CharField(max_length=10, choices=choices.Way)
    officer_name = EncryptedTextField(blank=True)
    officer_position = EncryptedTextField(blank=True)
    said_at = models.DateTimeField(null=True)  # of a call
    letter_number = EncryptedTextField(blank=True)
    letter_on = models.DateField(null=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(said__in=choices.Said.values), name="outside_said"),
            models.CheckConstraint(condition=Q(way__in=choices.Way.values), name="outside_way"),
            models.CheckConstraint(
                condition=~Q(way="letter") | Q(letter_on__isnull=False), name="outside_letter_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(way="phone") | Q(said_at__isnull=False), name="outside_call_has_its_time"
            ),
        )
        indexes = (models.Index(fields=["referral", "recorded_at"], name="outside_records"),)

    def __str__(self) -> str:
        return f"{self.said} {self.way}"

    @property
    def is_unverified(self) -> bool:
        """Tell whether this was said on the phone and nothing has confirmed it yet."""
        return self.way == choices.Way.PHONE and self.said != choices.Said.SENT and self.verified_at is None

    @property
    def officer(self) -> str:
        """Return "Yanti, kepala sekolah"."""
        return ", ".join(part for part in (self.officer_name, self.officer_position) if part)


class OfficerLink(models.Model):
    """One row: a link that opens one referral to one officer without an account.

    Of link and code only fingerprints are kept.  It ends by time, by the sender, after too many wrong codes, and with
    the referral.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    referral = models.ForeignKey("referrals.Referral", models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    officer_name = EncryptedTextField()
    officer_position = EncryptedTextField(blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)  # the code was right for the first time
    used_at = models.DateTimeField(null=True)
    device_hash = models.CharField(max_length=64, blank=True)  # of the one device that goes on without the code

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["referral"], condition=Q(revoked_at=None), name="referral_link_one_stands"),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def officer(self) -> str:
        """Return "Yanti, kepala sekolah"."""
        return ", ".join(part for part in (self.officer_name, self.officer_position) if part)

    def stands(self, now) -> bool:
        """Tell whether it can still be used, as far as the link itself goes."""
        return self.revoked_at is None and self.locked_at is None and now < self.expires_at
