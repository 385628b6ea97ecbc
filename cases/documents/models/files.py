from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.documents import choices
from cases.documents.querysets import DocumentQuerySet, PassageQuerySet
from core.files.types import IMAGES, FileType
from core.kernel.codes import Coded, new_code
from core.kernel.encryption import EncryptedTextField


def document_code() -> str:
    """Return a fresh document code."""
    return new_code("D")


class Document(Coded):
    """One row: a file of a case with its own words.  Withdrawn at most, never deleted; a newer version keeps the old.

    The content lies encrypted in the storage "attachments" under a random name; nothing of what the uploader called
    the file is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=document_code, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="documents")
    owner_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")  # owner of the case
    kind = models.CharField(max_length=20, choices=choices.Kind)
    title = EncryptedTextField()
    dated_on = models.DateField(null=True)
    note = EncryptedTextField(blank=True)
    audience = models.CharField(max_length=10, choices=choices.Audience, default=choices.Audience.FILE)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    file_type = models.CharField(max_length=4, choices=FileType)
    file_name = models.CharField(max_length=80, unique=True)  # in the storage; random
    key_name = models.CharField(max_length=40)  # of FIELD_KEYS, that sealed the content
    size = models.PositiveIntegerField()
    content: bytes  # only while it is being attached; never a column
    sha256 = models.CharField(max_length=64)  # of the content as it is kept
    received_mark = models.CharField(max_length=64)  # keyed fingerprint of what was uploaded, to tell a second copy
    scanned_at = models.DateTimeField(null=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdraw_reason = models.CharField(max_length=20, choices=choices.WithdrawReason, blank=True)
    withdraw_note = EncryptedTextField(blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=choices.Kind.values), name="document_kind"),
            models.CheckConstraint(condition=Q(audience__in=choices.Audience.values), name="document_audience"),
            models.CheckConstraint(condition=Q(file_type__in=FileType.values), name="document_file_type"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdraw_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=""),
                name="document_withdrawn_with_reason",
            ),
        )
        indexes = (
            models.Index(fields=["case", "-uploaded_at"], name="document_case"),
            models.Index(fields=["key_name"], name="document_key"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_image(self) -> bool:
        """Tell whether the page can show it as a picture."""
        return self.file_type in IMAGES

    @property
    def download_name(self) -> str:
        """Return what the file is called on the reader's device: code and type, nothing of the child."""
        return f"{self.code}.{self.file_type}"

    @property
    def content_url(self) -> str:
        """Return where the content is served."""
        return reverse("document_content", args=[self.code])


class Passage(models.Model):
    """One row: a document travels under a reference (a referral's code); whoever opens that package may read it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="passages")
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    basis_ref = models.CharField(max_length=60)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["document", "basis_ref"], name="document_travels_once"),)
        indexes = (models.Index(fields=["basis_ref"], name="document_passage_ref"),)

    def __str__(self) -> str:
        return self.basis_ref
