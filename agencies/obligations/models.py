from uuid import uuid4

from django.conf import settings
from django.db import models

from agencies.obligations import kinds
from agencies.obligations.querysets import ObligationQuerySet

CLOCKS = (("law", "law"), ("promise", "promise"), ("calendar", "calendar"))


class Obligation(models.Model):
    """One row: something owed by an agency (and perhaps a named person) until a moment, by a rule."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=160, unique=True)
    about = models.CharField(max_length=20)
    url = models.CharField(max_length=300)
    case_id = models.UUIDField(null=True)
    note = models.CharField(max_length=60, blank=True)  # a choice or number that tells two apart, never free text
    holder_agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    watcher_agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    clock = models.CharField(max_length=10, choices=CLOCKS)
    rule = models.CharField(max_length=80)
    owed_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_how = models.CharField(max_length=60, blank=True)
    cancelled = models.BooleanField(default=False)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(clock__in=[code for code, _ in CLOCKS]), name="obligation_clock"),
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | ~models.Q(settled_how=""), name="obligation_settled_how"
            ),
        )
        indexes = (
            models.Index(fields=["holder_agency", "due_at"], name="duty_agency", condition=models.Q(settled_at=None)),
            models.Index(fields=["holder", "due_at"], name="duty_holder", condition=models.Q(settled_at=None)),
            models.Index(fields=["due_at"], name="duty_due", condition=models.Q(settled_at=None)),
            models.Index(fields=["case_id"], name="duty_case"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"

    @property
    def label(self) -> str:
        """Return what is owed, in words."""
        words = str(kinds.words(self.kind).label)
        return f"{words} {self.note}" if self.note else words

    @property
    def action(self) -> str:
        """Return the word on the button that leads to settling it."""
        return str(kinds.words(self.kind).action)


class Holiday(models.Model):
    """One row: a day the offices added to (or took off) the national calendar, such as collective leave."""

    on = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    is_working = models.BooleanField(default=False)  # true: the library calls it a holiday, the SKB does not
    is_collective_leave = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class RuleValue(models.Model):
    """One row: an edited default of a rule from a date on; a change is a new row, never an edit."""

    code = models.CharField(max_length=80)
    value = models.PositiveIntegerField()
    since = models.DateField()
    reason = models.CharField(max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["code", "since"], name="rule_value_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.code} {self.value} {self.since}"
