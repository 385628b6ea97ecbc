from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from cases.casework import choices
from cases.casework.models.case import Case
from cases.casework.querysets import FileQuerySet
from core.kernel.encryption import EncryptedTextField


class SubCategory(models.Model):
    """One row: a finer word under a legal category (or beside all of them); tells of no child, edited by offices."""

    code = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=120)
    parent = models.CharField(max_length=30, choices=choices.PARENTS)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("parent", "label")
        constraints = (
            models.CheckConstraint(
                condition=Q(parent__in=[value for value, _label in choices.PARENTS]), name="subcategory_parent"
            ),
            models.UniqueConstraint(fields=["parent", "label"], name="subcategory_label_once"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def word(self) -> str:
        """Return the label in the reader's language; what an office worded itself stays as it wrote it."""
        return gettext(self.label)


class CaseSubCategory(models.Model):
    """One row: a sub-category of a case from a date on, until a date."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="subcategories")
    subcategory = models.ForeignKey(SubCategory, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "subcategory"], condition=Q(until=None), name="case_subcategory_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subcategory_id}"


class CaseApproach(models.Model):
    """One row: where care is given from a date on, and why; never changed, so that history stays readable."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="approaches")
    approach = models.CharField(max_length=20, choices=choices.Approach)
    since = models.DateField()
    reason = EncryptedTextField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(approach__in=choices.Approach.values), name="case_approach_known"),
        )

    def __str__(self) -> str:
        return self.approach
