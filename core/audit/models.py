from uuid import uuid4

from django.db import models


class Entry(models.Model):
    """One row: who did or read what, when, about which case or child."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    is_read = models.BooleanField(default=False)
    case_id = models.UUIDField(null=True)
    child_id = models.UUIDField(null=True)
    subject = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)
    request = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["case_id", "-at"], name="audit_case"),
            models.Index(fields=["child_id", "-at"], name="audit_child"),
            models.Index(fields=["actor_id", "-at"], name="audit_actor"),
            models.Index(fields=["-at", "id"], name="audit_at"),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class Submission(models.Model):
    """One row: a form token that was used, and where its result is, so that a form sent twice gives one result."""

    user_id = models.BigIntegerField()
    token = models.CharField(max_length=36)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user_id", "token"], name="submission_once"),)

    def __str__(self) -> str:
        return self.token
