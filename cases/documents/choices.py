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


class LetterState(TextChoices):
    """Where a letter stands."""

    DRAFT = "draft", _("Draf")
    WAITING = "waiting", _("Menunggu nomor")
    FROZEN = "frozen", _("Bernomor")
    REPLACED = "replaced", _("Digantikan")
    VOID = "void", _("Dibatalkan")
    DROPPED = "dropped", _("Dibuang")


# Those that have a number and a file, for good.
NUMBERED = (LetterState.FROZEN, LetterState.REPLACED, LetterState.VOID)
OPEN_LETTERS = (LetterState.DRAFT, LetterState.WAITING)


class VoidReason(TextChoices):
    """Why a numbered letter no longer holds."""

    WRONG_CONTENT = "wrong_content", _("Isi keliru")
    WRONG_RECIPIENT = "wrong_to", _("Tujuan keliru")
    NOT_SENT = "not_sent", _("Tidak jadi dikirim")
    OTHER = "other", _("Alasan lain")


DEFAULT_PATTERN = "{urut}/{kode}/{bulan}/{tahun}"


class Nature(TextChoices):
    """How soon a letter asks to be read; every letter is secret besides."""

    NORMAL = "normal", _("Biasa")
    URGENT = "urgent", _("Segera")
    VERY_URGENT = "very_urgent", _("Sangat segera")
