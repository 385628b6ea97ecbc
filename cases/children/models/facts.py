"""What is known of a child, by the groups of the page; the columns of `Child`."""

from django.db import models

from cases.children.choices import DisabilityStatus, PaperStatus, Religion, SchoolLevel, SchoolStatus
from core.kernel.encryption import EncryptedTextField


def _paper() -> models.CharField:
    return models.CharField(max_length=10, choices=PaperStatus, default=PaperStatus.UNKNOWN)


def _dated() -> models.DateField:
    return models.DateField(null=True, blank=True)


class PaperFacts(models.Model):
    """Which papers a child holds, each with its number (NIK and family card beside the identity) and its date."""

    paper_birth_certificate = _paper()
    paper_family_card = _paper()
    paper_child_id_card = _paper()
    paper_student_number = _paper()
    paper_school_aid = _paper()
    paper_health_insurance = _paper()
    kk_number = EncryptedTextField(blank=True)
    number_birth_certificate = EncryptedTextField(blank=True)
    number_child_id_card = EncryptedTextField(blank=True)
    number_student_number = EncryptedTextField(blank=True)
    number_school_aid = EncryptedTextField(blank=True)
    number_health_insurance = EncryptedTextField(blank=True)
    dated_birth_certificate = _dated()
    dated_family_card = _dated()
    dated_child_id_card = _dated()
    dated_student_number = _dated()
    dated_school_aid = _dated()
    dated_health_insurance = _dated()

    class Meta:
        abstract = True


class AddressFacts(models.Model):
    """Where a child lives."""

    address = EncryptedTextField(blank=True)  # street and number
    hamlet = EncryptedTextField(blank=True)  # jorong, dusun, lingkungan
    rt_rw = EncryptedTextField(blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    address_since = models.DateField(null=True, blank=True)
    region = models.ForeignKey("directory.Region", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class SchoolFacts(models.Model):
    """A child's schooling; of the dates the month is meant."""

    school_status = models.CharField(max_length=10, choices=SchoolStatus, blank=True)
    school_level = models.CharField(max_length=10, choices=SchoolLevel, blank=True)
    school = models.CharField(max_length=150, blank=True)
    school_npsn = models.CharField(max_length=8, blank=True)
    school_class = models.CharField(max_length=20, blank=True)
    school_since = models.DateField(null=True, blank=True)
    dropped_out_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class NeedFacts(models.Model):
    """What a child needs of those who meet it."""

    religion = models.CharField(max_length=12, choices=Religion, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    disability = models.CharField(max_length=8, choices=DisabilityStatus, blank=True)
    disabilities = models.JSONField(default=list, blank=True)  # of choices.Disability
    disability_needs = EncryptedTextField(blank=True)  # aids and how to adapt
    needs = EncryptedTextField(blank=True)
    allergies = EncryptedTextField(blank=True)

    class Meta:
        abstract = True
