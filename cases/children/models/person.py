from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.children.choices import ContactSafety, LifeStatus, LivesWith, Relation, Sex
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
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    life = models.CharField(max_length=8, choices=LifeStatus, blank=True)
    lives_with = models.CharField(max_length=8, choices=LivesWith, default=LivesWith.UNASKED)
    occupation = EncryptedTextField(blank=True)
    linked_child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")  # has a file of its own
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
            models.UniqueConstraint(
                fields=["child", "linked_child"], condition=Q(linked_child__isnull=False), name="person_linked_once"
            ),
        )
        indexes = (
            models.Index(fields=["child", "added_at"], name="person_child"),
            models.Index(fields=["linked_child"], name="person_linked", condition=Q(linked_child__isnull=False)),
        )

    def __str__(self) -> str:
        return self.relation

    @property
    def is_unsafe(self) -> bool:
        """Tell whether contacting this person may endanger the child."""
        return self.safe_to_contact == ContactSafety.UNSAFE

    @property
    def shape_sex(self) -> str:
        """Return the sex that the family view draws: as noted, else what the relation says, else ""."""
        said = {Relation.MOTHER: Sex.FEMALE, Relation.FATHER: Sex.MALE}
        return self.sex or said.get(Relation(self.relation), "")


class CarePeriod(models.Model):
    """One row: a person cared for the child from a day on, until a day; the history of carers."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="care_periods")
    person = models.ForeignKey(ImportantPerson, models.PROTECT, related_name="care_periods")
    since = models.DateField()
    until = models.DateField(null=True)
    note = EncryptedTextField(blank=True)  # why it began or ended
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = OfChildQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="care_in_order"),
        )
        indexes = (models.Index(fields=["child", "-since"], name="care_child"),)

    def __str__(self) -> str:
        return f"{self.since}"
