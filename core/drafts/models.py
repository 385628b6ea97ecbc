import json
from uuid import uuid4

from django.db import models

from core.drafts.querysets import DraftQuerySet
from core.kernel.encryption import EncryptedTextField


class Draft(models.Model):
    """One row: what a person has typed at one address and not sent yet.

    A form of several pages keeps them as parts of one draft; a single form has one part without a name.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner_id = models.BigIntegerField()
    agency_id = models.BigIntegerField(default=0)
    path = models.CharField(max_length=300)  # codes at most, never a name
    body = EncryptedTextField(blank=True)
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner_id", "agency_id", "path"], name="draft_once_an_address"),)
        indexes = (
            models.Index(fields=["owner_id", "agency_id", "-saved_at"], name="draft_owner"),
            models.Index(fields=["saved_at"], name="draft_age"),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def parts(self) -> dict[str, dict]:
        """Return what was typed, by part: its fields, what was too long to keep, and where the cursor stood."""
        return json.loads(self.body) if self.body else {}
