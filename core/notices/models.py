from uuid import uuid4

from django.db import models

from core.notices import kinds
from core.notices.querysets import NoticeQuerySet


class Notice(models.Model):
    """One row: something a person is told, exactly once (unique key), with a link and never a name."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    recipient_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=160, unique=True)
    about = models.CharField(max_length=20, blank=True)
    url = models.CharField(max_length=300)
    case_id = models.UUIDField(null=True)  # the case it is about, so that who is kept out of it reads nothing here
    due_at = models.DateTimeField(null=True)
    owed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["recipient_id", "-owed_at"], name="notice_recipient"),
            models.Index(
                fields=["recipient_id"],
                name="notice_to_mail",
                condition=models.Q(mailed_at__isnull=True, read_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"

    @property
    def label(self) -> str:
        """Return what happened, in words."""
        return kinds.label(self.kind)


class Digest(models.Model):
    """One row: the one mail a person gets on a day; claimed with a row lock, sent at least once."""

    recipient_id = models.BigIntegerField()
    on = models.DateField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["recipient_id", "on"], name="digest_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.on}"


class Heartbeat(models.Model):
    """One row: when a recurring job last ran and what it did, so that silence is seen."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    real_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
