from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a document is."""

    BIRTH_CERTIFICATE = "birth", _("Akta kelahiran")
    FAMILY_CARD = "family_card", _("Kartu keluarga (KK)")
    CHILD_CARD = "child_card", _("Kartu identitas anak (KIA)")
    RULING = "ruling", _("Putusan atau penetapan")
    REFERRAL_LETTER = "letter", _("Surat rujukan")
    REPORT = "report", _("Laporan")
    PHOTO = "photo", _("Foto")
    CONSENT = "consent", _("Persetujuan bertanda tangan")
    OTHER = "other", _("Lainnya")


class Audience(TextChoices):
    """Who may see a document, from most to fewest; nobody outside the case's own access ever does."""

    CARE = "care", _("Tim kasus dan pendamping pascalayanan")
    FILE = "file", _("Semua yang boleh membaca berkas kasus")
    OWNER = "owner", _("Hanya instansi pemilik kasus")


class WithdrawReason(TextChoices):
    """Why a document is no longer served."""

    WRONG_CASE = "wrong_case", _("Bukan untuk kasus ini")
    WRONG_FILE = "wrong_file", _("Berkas keliru atau tidak terbaca")
    DUPLICATE = "duplicate", _("Sudah ada dokumen yang sama")
    CONSENT_ENDED = "consent_ended", _("Persetujuan ditarik")
    INFECTED = "infected", _("Virus ditemukan oleh pemindai")
    OTHER = "other", _("Alasan lain")


# What a person may choose; the scanner alone says that it found a virus.
PERSONS_REASONS = tuple(choice for choice in WithdrawReason.choices if choice[0] != WithdrawReason.INFECTED)
