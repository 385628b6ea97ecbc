from datetime import date
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.children.choices import BirthPrecision, NikKnown, Paper, PaperStatus, Sex
from cases.children.dates import KnownDate, date_words
from cases.children.models.facts import AddressFacts, NeedFacts, PaperFacts, SchoolFacts
from cases.children.querysets import ChildQuerySet
from core.kernel.codes import Coded, new_code
from core.kernel.encryption import EncryptedTextField


def child_code() -> str:
    """Return a fresh child code."""
    return new_code("A")


class Child(PaperFacts, AddressFacts, SchoolFacts, NeedFacts, Coded):
    """One row: who a child is.  Names stay readable for search; numbers, address and needs are encrypted.

    A NIK is never unique here: cards carry mistakes, and a unique key would tell one agency what another holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=child_code, editable=False)
    full_name = models.CharField(max_length=120, blank=True)
    nickname = models.CharField(max_length=60, blank=True)
    name_key = models.CharField(max_length=300, blank=True, editable=False)  # names.fold of all its names
    sex = models.CharField(max_length=1, choices=Sex)
    born_on = models.DateField(null=True, blank=True)  # of a known month or year the last day
    birth_precision = models.CharField(max_length=10, choices=BirthPrecision, default=BirthPrecision.UNKNOWN)
    age_estimate = models.PositiveSmallIntegerField(null=True, blank=True)  # years, on `estimated_on`
    estimated_on = models.DateField(null=True, blank=True)
    nik_known = models.CharField(max_length=10, choices=NikKnown, default=NikKnown.UNKNOWN)
    nik = EncryptedTextField(blank=True)
    nik_index = models.CharField(max_length=64, blank=True, editable=False)  # blind index of `nik`
    phone = EncryptedTextField(blank=True)
    mother_name = models.CharField(max_length=120, blank=True)
    mother_key = models.CharField(max_length=130, blank=True, editable=False)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1)  # counts changes, so that a second editor is told

    objects = ChildQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="child_sex"),
            models.CheckConstraint(condition=~Q(full_name="") | ~Q(nickname=""), name="child_has_a_name"),
            models.CheckConstraint(
                condition=Q(birth_precision__in=["exact", "month", "year"], born_on__isnull=False, age_estimate=None)
                | Q(
                    birth_precision="estimate",
                    born_on=None,
                    age_estimate__isnull=False,
                    estimated_on__isnull=False,
                )
                | Q(birth_precision="unknown", born_on=None, age_estimate=None),
                name="child_birth",
            ),
            models.CheckConstraint(condition=Q(nik="", nik_index="") | ~Q(nik="") & ~Q(nik_index=""), name="child_nik"),
        )
        indexes = (
            models.Index(fields=["nik_index"], name="child_nik_index", condition=~Q(nik_index="")),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="child_name_search"),
            models.Index(fields=["registered_by"], name="child_registered_by"),
        )

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("child", args=[self.code])

    @property
    def known_as(self) -> str:
        """Return the full name, else the nickname.  Show it through `masking.shown_name` only."""
        return self.full_name or self.nickname

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years on a date, from the birth date or the estimate; None when unknown."""
        if self.born_on:
            return _years(self.born_on, day)
        if self.age_estimate is not None and self.estimated_on:
            return self.age_estimate + max(0, _years(self.estimated_on, day))
        return None

    def age_words(self, day: date) -> str:
        """Return "12 th", "± 12 th" for an estimate, or that the age is not known."""
        age = self.age_on(day)
        if age is None:
            return _("usia belum diketahui")
        words = _("%(age)s th") if self.birth_precision == BirthPrecision.EXACT else _("± %(age)s th")
        return words % {"age": age}

    @property
    def birth(self) -> KnownDate | None:
        """Return the birth date with how exactly it is known."""
        return KnownDate.of(self.born_on, self.birth_precision) if self.born_on else None

    def birth_words(self) -> str:
        """Return "12 Mei 2014", "Mei 2014" or "2014"; "" when no date is known."""
        return date_words(self.born_on, self.birth_precision)

    @property
    def full_address(self) -> str:
        """Return street, hamlet, RT/RW and place; only to be revealed."""
        place = self.region.full_name if self.region else ""
        rt_rw = f"RT/RW {self.rt_rw}" if self.rt_rw else ""
        return ", ".join(part for part in (self.address, self.hamlet, rt_rw, place, self.postal_code) if part)

    @property
    def has_address(self) -> bool:
        """Tell whether more than the place is known."""
        return bool(self.address or self.hamlet or self.rt_rw)

    def papers(self) -> list[tuple[Paper, PaperStatus]]:
        """Return each paper with its status, in the order of the page."""
        return [(paper, PaperStatus(getattr(self, f"paper_{paper.value}"))) for paper in Paper]


def _years(start: date, day: date) -> int:
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))
