from datetime import date
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.children.choices import BirthPrecision, NikKnown, Paper, PaperStatus, Sex
from cases.children.querysets import ChildQuerySet
from core.kernel.codes import new_code
from core.kernel.encryption import EncryptedTextField


def child_code() -> str:
    """Return a fresh child code."""
    return new_code("A")


def _paper() -> models.CharField:
    return models.CharField(max_length=10, choices=PaperStatus, default=PaperStatus.UNKNOWN)


class Child(models.Model):
    """One row: who a child is.  Names stay readable for search; numbers, address and needs are encrypted.

    A NIK is never unique here: cards carry mistakes, and a unique key would tell one agency what another holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=child_code, editable=False)
    full_name = models.CharField(max_length=120, blank=True)
    nickname = models.CharField(max_length=60, blank=True)
    name_key = models.CharField(max_length=200, blank=True, editable=False)  # names.fold of full name and nickname
    sex = models.CharField(max_length=1, choices=Sex)
    born_on = models.DateField(null=True, blank=True)
    birth_precision = models.CharField(max_length=10, choices=BirthPrecision, default=BirthPrecision.UNKNOWN)
    age_estimate = models.PositiveSmallIntegerField(null=True, blank=True)  # years, on `estimated_on`
    estimated_on = models.DateField(null=True, blank=True)
    nik_known = models.CharField(max_length=10, choices=NikKnown, default=NikKnown.UNKNOWN)
    nik = EncryptedTextField(blank=True)
    nik_index = models.CharField(max_length=64, blank=True, editable=False)  # blind index of `nik`
    kk_number = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    address = EncryptedTextField(blank=True)  # street, RT/RW, jorong
    region = models.ForeignKey("directory.Region", models.PROTECT, null=True, blank=True, related_name="+")
    school = models.CharField(max_length=150, blank=True)
    needs = EncryptedTextField(blank=True)  # language, disability, allergies
    mother_name = models.CharField(max_length=120, blank=True)
    mother_key = models.CharField(max_length=130, blank=True, editable=False)
    paper_birth_certificate = _paper()
    paper_family_card = _paper()
    paper_child_id_card = _paper()
    paper_student_number = _paper()
    paper_school_aid = _paper()
    paper_health_insurance = _paper()
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_agency = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)  # counts changes, so that a second editor is told

    objects = ChildQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="child_sex"),
            models.CheckConstraint(condition=~Q(full_name="") | ~Q(nickname=""), name="child_has_a_name"),
            models.CheckConstraint(
                condition=Q(birth_precision="exact", born_on__isnull=False, age_estimate=None)
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
        return _("%(age)s th") % {"age": age} if self.born_on else _("± %(age)s th") % {"age": age}

    def papers(self) -> list[tuple[Paper, PaperStatus]]:
        """Return each paper with its status, in the order of the page."""
        return [(paper, PaperStatus(getattr(self, f"paper_{paper.value}"))) for paper in Paper]


def _years(start: date, day: date) -> int:
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))
