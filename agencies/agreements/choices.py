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
    RENEWED = "renewed", _("Diperpanjang")


STANDING = (AgreementState.IN_FORCE, AgreementState.EXPIRING)


class Deed(TextChoices):
    """What a party promises to do for a referral; each tightens the rule "referral.<deed>" of the referral room."""

    ANSWER = "answer", _("Menjawab rujukan")
    FIRST_CONTACT = "first_contact", _("Menghubungi anak atau keluarga pertama kali")
    OUTCOME = "outcome", _("Melaporkan hasil")
    CONFIRM = "confirm", _("Mengesahkan hasil yang dilaporkan")


class PaperKind(TextChoices):
    """What a scan of an agreement shows."""

    SIGNED = "signed", _("Naskah bertanda tangan")
    WORK_PLAN = "work_plan", _("Lampiran rencana kerja")
    ADDENDUM = "addendum", _("Addendum")
    AUTHORITY = "authority", _("Surat kuasa atau dasar kewenangan")
    OTHER = "other", _("Lainnya")
