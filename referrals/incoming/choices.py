from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.documents.choices import Kind


class State(TextChoices):
    """Where a request stands.  It never lapses: a child who was reported is answered."""

    SENT = "sent", _("Menunggu jawaban")
    ASKED = "asked", _("Menunggu jawaban pengirim")
    ACCEPTED = "accepted", _("Diterima, kasus sedang dicatat")
    CASE_OPENED = "case_opened", _("Kasus dibuka")
    DECLINED = "declined", _("Tidak diterima")
    WITHDRAWN = "withdrawn", _("Ditarik")


WAITING = (State.SENT, State.ASKED)


class Asked(TextChoices):
    """What is asked of us."""

    REHABILITATION = "rehabilitation", _("Rehabilitasi sosial")
    SHELTER = "temporary_shelter", _("Tempat sementara atau titipan")
    COMPANION = "legal_support", _("Pendampingan proses hukum")
    SOCIAL_REPORT = "social_report", _("Laporan sosial untuk penyidikan")


class Way(TextChoices):
    """How a request came in."""

    SYSTEM = "system", _("Di sistem")
    LETTER = "letter", _("Surat")
    PHONE = "phone", _("Telepon")


class DeclineReason(TextChoices):
    """Why a child is not taken on."""

    NOT_OURS = "not_ours", _("Bukan kewenangan kami")
    FULL = "full", _("Tidak ada tempat")
    OUT_OF_AREA = "out_of_area", _("Di luar wilayah kami")
    INCOMPLETE = "incomplete", _("Data kurang")
    OTHER = "other", _("Alasan lain")


class Message(TextChoices):
    """Who says what between the two offices."""

    QUESTION = "question", _("Pertanyaan")
    ANSWER = "answer", _("Jawaban")
    DECLINE = "decline", _("Penjelasan")


# The papers a request usually brings, and what they become among the case's documents.
PAPERS = (
    ("letter_file", _("Surat rujukan"), Kind.REFERRAL_LETTER),
    ("birth_file", _("Akta kelahiran"), Kind.BIRTH_CERTIFICATE),
    ("family_file", _("Kartu keluarga"), Kind.FAMILY_CARD),
    ("story_file", _("Kronologi"), Kind.REPORT),
    ("ruling_file", _("Putusan atau penetapan"), Kind.RULING),
)
