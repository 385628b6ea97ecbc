import json
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.documents import choices
from cases.documents.querysets import AgendaQuerySet, LetterQuerySet
from core.kernel.codes import Coded, new_code
from core.kernel.encryption import EncryptedTextField

_NUMBERED = Q(state__in=[str(state) for state in choices.NUMBERED])


def letter_code() -> str:
    """Return a fresh letter code."""
    return new_code("S")


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class Letter(Coded):
    """One row: an official letter of a case, from draft to numbered PDF.

    With its number it is frozen: a trigger refuses every change but its end, and its file is never written again.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=letter_code, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="letters")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")  # whose letter it is
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=40, blank=True)  # code of the referral, conference or report it is about
    state = models.CharField(max_length=10, choices=choices.LetterState, default=choices.LetterState.DRAFT)
    state_since = models.DateTimeField()
    words = EncryptedTextField()  # JSON: part -> text; the parts that this letter has
    version = models.PositiveIntegerField(default=1)  # counted up at each save
    signer = _person(null=True)
    drafted_at = models.DateTimeField()
    drafted_by = _person()
    return_note = EncryptedTextField(blank=True)  # what the signer wants changed
    # The number
    number = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)  # none when the number was typed
    dated_on = models.DateField(null=True)
    frozen_at = models.DateTimeField(null=True)
    frozen_by = _person(null=True)
    # The file
    file_name = models.CharField(max_length=80, blank=True)  # in the storage; random
    key_name = models.CharField(max_length=40, blank=True)  # of FIELD_KEYS, that sealed the file
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=14, blank=True)  # short fingerprint of the contents, printed on every page
    # The end
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")
    ended_by = _person(null=True)
    end_reason = models.CharField(max_length=20, choices=choices.VoidReason, blank=True)
    end_note = EncryptedTextField(blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=choices.LetterState.values), name="letter_state"),
            models.CheckConstraint(
                condition=_NUMBERED & Q(frozen_at__isnull=False, dated_on__isnull=False, year__isnull=False)
                & ~Q(number="") & ~Q(file_name="") & ~Q(sha256="") & ~Q(mark="")
                | ~_NUMBERED & Q(frozen_at=None, number="", file_name=""),
                name="letter_numbered_and_frozen",
            ),
            models.CheckConstraint(condition=~Q(state="void") | ~Q(end_reason=""), name="letter_void_with_reason"),
            models.UniqueConstraint(
                fields=["agency", "year", "number"], condition=~Q(number=""), name="letter_number_once"
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(state="dropped"), name="letter_replaced_once"
            ),
            models.UniqueConstraint(fields=["file_name"], condition=~Q(file_name=""), name="letter_file_once"),
        )  # fmt: skip
        indexes = (
            models.Index(fields=["case", "-drafted_at"], name="letter_case"),
            models.Index(fields=["about"], name="letter_about", condition=~Q(about="")),
            models.Index(fields=["key_name"], name="letter_key", condition=~Q(key_name="")),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def texts(self) -> dict[str, str]:
        """Return the parts of this letter with their texts."""
        return json.loads(self.words) if self.words else {}

    @texts.setter
    def texts(self, found: dict[str, str]) -> None:
        self.words = json.dumps(found, ensure_ascii=False)

    @property
    def is_numbered(self) -> bool:
        """Tell whether it has its number and file."""
        return self.frozen_at is not None

    @property
    def download_name(self) -> str:
        """Return what the file is called on the reader's device: its code, nothing of the child."""
        return f"{self.code}.pdf"

    @property
    def content_url(self) -> str:
        """Return where the file is served."""
        return reverse("letter_content", args=[self.code])


class Agenda(models.Model):
    """One row: an agency's book of outgoing letters of one year: how numbers look and the last one given."""

    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    pattern = models.CharField(max_length=60, default=choices.DEFAULT_PATTERN)
    last = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)  # of the pattern

    objects = AgendaQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "year"], name="agenda_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year}"
