from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from agencies.people.querysets import MembershipQuerySet
from agencies.people.roles import Role
from core.kernel import clock
from core.kernel.encryption import EncryptedTextField


class UserManager(BaseUserManager):
    """Makes users by e-mail."""

    def create_user(self, email: str, password: str | None = None, **facts) -> "User":
        """Make a user; without a password nobody can sign in as them yet."""
        user = self.model(email=self.normalize_email(email).lower(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """One row: a person who signs in with an office e-mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    staff_number = models.CharField(max_length=30, blank=True)
    phone = EncryptedTextField(blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_once"),)

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """Return "Rina M.": enough for colleagues to know each other by."""
        words = self.name.split()
        return f"{words[0]} {words[1][0]}." if len(words) > 1 else self.name

    @property
    def username(self) -> str:
        return self.email


class Membership(models.Model):
    """One row: who works where, as what, from when until when.

    `ends_on` is the last day agreed beforehand; `ended_at` is the moment somebody departed, which counts at once.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role"),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="membership_dates"),
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                condition=Q(ends_on=None, ended_at=None),
                name="membership_once_open",
            ),
        )
        indexes = (models.Index(fields=["agency", "role"], name="membership_agency_role"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.agency_id}"


class Absence(models.Model):
    """One row: somebody is away for a while, and who covers."""

    user = models.ForeignKey(User, models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    cover = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="absence_dates"),
            models.CheckConstraint(condition=~Q(cover=F("user")), name="absence_cover_is_another"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.starts_on}"


class Invitation(models.Model):
    """One row: a one-time link for a new colleague; only the fingerprint of its token is kept."""

    email = models.EmailField()
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)  # empty: the mail server did not take it
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role"),)
        indexes = (models.Index(fields=["agency", "-sent_at"], name="invitation_agency"),)

    def __str__(self) -> str:
        return f"{self.agency_id} {self.role}"
