"""Words of case conferences."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConferenceState(TextChoices):
    """State of a case conference."""

    PLANNED = "planned", _("Direncanakan")
    HELD = "held", _("Dilaksanakan, notula disusun")
    FINISHED = "finished", _("Notula selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class Meeting(TextChoices):
    """How people meet."""

    ONSITE = "onsite", _("Tatap muka")
    ONLINE = "online", _("Daring")


class Part(TextChoices):
    """What somebody is at a conference."""

    STAFF = "staff", _("Petugas instansi")
    PARTNER = "partner", _("Instansi mitra")
    FAMILY = "family", _("Keluarga")
    CHILD = "child", _("Anak")
    OTHER = "other", _("Lainnya")


class Heard(TextChoices):
    """Whether somebody's view was heard for the conference."""

    YES = "yes", _("Ya, pendapatnya dicatat")
    NO = "no", _("Tidak, dengan alasan")
