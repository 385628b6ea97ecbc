from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.children.choices import ContactSafety, Relation
from cases.children.models.child import Child
from cases.children.querysets import OfChildQuerySet
from core.kernel.encryption import EncryptedTextField


class ImportantPerson(models.Model):
    """One row: somebody who matters to a child, and whether contacting them is safe."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=20, choices=Relation)
    phone = EncryptedTextField(blank=True)
    is_guardian = models.BooleanField(default=False)
    safe_to_contact = models.CharField(max_length=10, choices=ContactSafety, default=ContactSafety.UNASKED)
    reason = EncryptedTextField(blank=True)  # why contact is not safe
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = OfChildQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="person_relation"),
            models.CheckConstraint(condition=Q(safe_to_contact__in=ContactSafety.values), name="person_safety"),
            models.CheckConstraint(
                condition=~Q(safe_to_contact="unsafe") | ~Q(reason=""), name="person_unsafe_has_reason"
            ),
        )
        indexes = (models.Index(fields=["child", "added_at"], name="person_child"),)

    def __str__(self) -> str:
        return self.relation

    @property
    def is_unsafe(self) -> bool:
        """Tell whether contacting this person may endanger the child."""
        return self.safe_to_contact == ContactSafety.UNSAFE
