from zoneinfo import ZoneInfo

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from agencies.directory.choices import AgencyKind, Served, Service
from core.kernel.clock import zone_of


class Region(models.Model):
    """One row: a province, kabupaten/kota, kecamatan or village by its Kemendagri code."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", db_index=False)
    # Name with all parents, so that "Solok" never stands without Kab. or Kota and search needs no join.
    full_name = models.CharField(max_length=300)
    # The same in small letters without signs, own name first: what the search box is compared with.
    search_key = models.CharField(max_length=320)

    class Meta:
        indexes = (
            models.Index(fields=["parent", "name"], name="region_parent"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="region_search"),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def regency_code(self) -> str:
        """Return the code of the kabupaten/kota this region lies in ("" for a province)."""
        return self.code[:5] if self.level >= 2 else ""


class Agency(models.Model):
    """One row: an office or institution of the network; `parent` is the agency that looks after it."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=150)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=30, choices=AgencyKind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    opening_hours = models.CharField(max_length=120, blank=True)
    contact_desk = models.CharField(max_length=120, blank=True)
    letterhead = models.TextField(max_length=400, blank=True)  # lines above a letter
    is_active = models.BooleanField(default=True)
    # Nobody of it works with this system: it is asked by letter, by phone or through a link.
    is_outside = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=AgencyKind.values), name="agency_kind_known"),
        )
        indexes = (models.Index(fields=["region", "kind"], name="agency_region_kind"),)

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("agency", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone of the agency's office."""
        return zone_of(self.region_id)


class ServiceOffer(models.Model):
    """One row: a service an agency offers, where and for whom; `confirmed_on` says it was still right then.

    `region` is a kabupaten/kota or a province; without one the offer holds for all of Indonesia.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="offers")
    service = models.CharField(max_length=30, choices=Service)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    min_age = models.PositiveSmallIntegerField(default=0)
    max_age = models.PositiveSmallIntegerField(default=18)
    sex = models.CharField(max_length=1, choices=Served, blank=True)  # the codes of the register; empty: both
    conditions = models.CharField(max_length=200, blank=True)
    # Where and when to ask for this service; empty means the agency's own desk and hours.
    contact_desk = models.CharField(max_length=120, blank=True)
    opening_hours = models.CharField(max_length=120, blank=True)
    confirmed_on = models.DateField(null=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "service", "region"], name="offer_once", nulls_distinct=False),
            models.CheckConstraint(condition=models.Q(service__in=Service.values), name="offer_service_known"),
            models.CheckConstraint(condition=models.Q(sex__in=["", *Served.values]), name="offer_sex_known"),
            models.CheckConstraint(condition=models.Q(min_age__lte=models.F("max_age")), name="offer_ages"),
        )
        indexes = (models.Index(fields=["service", "region"], name="offer_service_region"),)

    def __str__(self) -> str:
        return f"{self.service} {self.agency_id}"
