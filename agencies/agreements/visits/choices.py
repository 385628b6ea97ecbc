from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VisitState(TextChoices):
    """State of a coordination visit."""

    PLANNED = "planned", _("Direncanakan")
    HELD = "held", _("Dilaksanakan, notula disusun")
    FINISHED = "finished", _("Notula selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class ActionOutcome(TextChoices):
    """What became of a decision, said by the agency that took it on."""

    DONE = "done", _("Terlaksana")
    PARTLY = "partly", _("Terlaksana sebagian")
    NOT_DONE = "not_done", _("Tidak terlaksana")
    DROPPED = "dropped", _("Tidak perlu lagi")


# What the owner agency may report; that a decision fell away is said by whoever keeps the minutes.
REPORTED = [choice for choice in ActionOutcome.choices if choice[0] != ActionOutcome.DROPPED]


class PaperKind(TextChoices):
    """What a scan or photograph of a visit shows; never a child."""

    LETTER = "letter", _("Surat")
    MINUTES = "minutes", _("Notula bertanda tangan")
    ATTENDANCE = "attendance", _("Daftar hadir")
    MATERIAL = "material", _("Bahan rapat")
    PHOTO = "photo", _("Foto rapat")
