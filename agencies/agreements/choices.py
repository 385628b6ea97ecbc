from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementType(TextChoices):
    """Forms of agreement (PP 28/2018, secondary source; the Balai itself says MoU)."""

    MOU = "mou", _("Nota Kesepahaman (MoU)")
    SYNERGY = "synergy", _("Nota Kesepakatan")
    JOINT = "joint", _("Kesepakatan Bersama")
    PKS = "pks", _("Perjanjian Kerja Sama (PKS)")


class AgreementState(TextChoices):
    DRAFT = "draft", _("Rancangan")
    IN_FORCE = "in_force", _("Berlaku")
    EXPIRING = "expiring", _("Segera berakhir")
    EXPIRED = "expired", _("Berakhir")
    ENDED = "ended", _("Diakhiri")


STANDING = (AgreementState.IN_FORCE, AgreementState.EXPIRING)
