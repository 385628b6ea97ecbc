from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.children.choices import PairState
from cases.children.models.child import Child
from cases.children.querysets import MergeQuerySet, PairQuerySet
from core.kernel.encryption import EncryptedTextField


class Merge(models.Model):
    """One row: two files of one child became one; until `undo_until` they can be parted again.

    `kept` holds what stood in the winner's columns before and after, `moved` the ids of the rows that moved, so that
    parting gives both files back.  When the time is over both are emptied.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    winner = models.ForeignKey(Child, models.PROTECT, related_name="merges")
    loser = models.ForeignKey(Child, models.PROTECT, related_name="+")
    agency = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undo_until = models.DateTimeField()
    kept = EncryptedTextField(blank=True)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(winner=F("loser")), name="merge_of_two"),
            models.CheckConstraint(condition=Q(undone_at=None) | Q(closed_at=None), name="merge_undone_or_closed"),
            # A file joins one other at a time.
            models.UniqueConstraint(fields=["loser"], condition=Q(undone_at=None), name="merge_once"),
        )
        indexes = (
            models.Index(fields=["winner", "-merged_at"], name="merge_winner"),
            models.Index(fields=["undo_until"], name="merge_open", condition=Q(undone_at=None, closed_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.merged_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Tell whether it was neither undone nor closed; its time may have passed since the last night."""
        return self.undone_at is None and self.closed_at is None


class DuplicatePair(models.Model):
    """One row: two files that may be of one child, found at night, with why; or somebody's word that they are not."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    first = models.ForeignKey(Child, models.PROTECT, related_name="+")  # the smaller id of the two
    second = models.ForeignKey(Child, models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)  # of choices.PairReason
    score = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PairState, default=PairState.OPEN)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
            models.CheckConstraint(condition=Q(state__in=PairState.values), name="pair_state"),
        )
        indexes = (models.Index(fields=["-score", "-id"], name="pair_open", condition=Q(state="open")),)

    def __str__(self) -> str:
        return f"{self.score}"
