from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.children.choices import AliasKind
from cases.children.models.child import Child
from cases.children.querysets import OfChildQuerySet


class Alias(models.Model):
    """One row: another name a child is known by; its words stand in the child's `name_key` while it is in use."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=AliasKind)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = OfChildQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=AliasKind.values), name="alias_kind"),
            models.UniqueConstraint(fields=["child", "name"], condition=Q(removed_at=None), name="alias_once"),
        )

    def __str__(self) -> str:
        return self.kind
