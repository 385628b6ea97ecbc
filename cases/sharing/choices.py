from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """How much of a case an access row opens, from least to most."""

    ENVELOPE = "envelope", _("amplop rujukan")
    PACKAGE = "package", _("paket rujukan")
    CARE = "care", _("berkas pascalayanan")
    FULL = "full", _("berkas kasus")


class Basis(TextChoices):
    """Why somebody has access."""

    OWNER = "owner", _("instansi pemilik kasus")
    ASSIGNMENT = "assignment", _("manajer kasus")
    TEAM = "team", _("anggota tim")
    INTAKE = "intake", _("pencatat laporan")
    REFERRAL = "referral", _("rujukan")
    AFTERCARE = "aftercare", _("pascalayanan")


# Levels that open the child's own rows (identity, family).
FILE_LEVELS = (Level.CARE, Level.FULL)
# Levels that open a referral's facts only; they stand for the agency's whole desk, whatever the role.
DESK_LEVELS = (Level.ENVELOPE, Level.PACKAGE)
