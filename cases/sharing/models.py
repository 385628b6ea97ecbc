from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.sharing.choices import Basis, Level
from cases.sharing.querysets import AccessQuerySet, NotTheWriter, insist_on_pen


class AccessRow(models.Model):
    """One row: an agency's desk (person empty) or a named person may see a case, how much, why, until when.

    Case and child are ids without foreign keys: their rooms stand above this one and ask it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case_id = models.UUIDField()
    child_id = models.UUIDField()
    owner_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=10, choices=Level)
    basis = models.CharField(max_length=12, choices=Basis)
    basis_ref = models.CharField(max_length=60, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(level__in=Level.values), name="access_level"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="access_basis"),
            models.UniqueConstraint(
                fields=["case_id", "agency", "person", "level", "basis", "basis_ref"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
                name="access_once",
            ),
        )
        indexes = (
            models.Index(fields=["case_id", "level"], name="access_case", condition=Q(revoked_at=None)),
            models.Index(fields=["child_id", "level"], name="access_child", condition=Q(revoked_at=None)),
            models.Index(fields=["person", "level"], name="access_person", condition=Q(revoked_at=None)),
            models.Index(fields=["agency", "level"], name="access_agency", condition=Q(revoked_at=None)),
            models.Index(fields=["basis_ref"], name="access_ref", condition=Q(revoked_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.basis}"

    def save(self, *args, **kwargs):
        insist_on_pen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise NotTheWriter("Access rows are ended, never deleted.")
