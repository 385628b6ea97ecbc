"""Words of handing a case to somebody else."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TransferKind(TextChoices):
    """To whom a case is offered."""

    WORKER = "worker", _("Rekan di instansi yang sama")
    AGENCY = "agency", _("Instansi lain")


class TransferState(TextChoices):
    """Where an offer stands; the case stays with whoever had it until somebody accepts."""

    OFFERED = "offered", _("Menunggu jawaban")
    ESCALATED = "escalated", _("Menunggu, sudah naik ke supervisor")
    ACCEPTED = "accepted", _("Diterima")
    DECLINED = "declined", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik pengirim")
    LAPSED = "lapsed", _("Kembali ke pengirim tanpa jawaban")


WAITING_TRANSFERS = (TransferState.OFFERED, TransferState.ESCALATED)


class HandReason(TextChoices):
    """Why a case is handed to a colleague."""

    WORKLOAD = "workload", _("Beban kerja")
    LEAVE = "leave", _("Cuti panjang atau pindah tugas")
    SKILL = "skill", _("Keahlian rekan lebih sesuai")
    CONFLICT = "conflict", _("Benturan kepentingan petugas")


class DeclineReason(TextChoices):
    """Why a case that was offered is not taken over."""

    FULL = "full", _("Beban kasus penuh")
    OUT_OF_AREA = "out_of_area", _("Anak tidak tinggal di wilayah kami")
    COMPETENCE = "competence", _("Bukan kewenangan kami")
    CONFLICT = "conflict", _("Benturan kepentingan petugas")
    OTHER = "other", _("Alasan lain, lihat penjelasan")


class AgeBand(TextChoices):
    """How old the child is, as an envelope says it."""

    UNDER5 = "under5", _("di bawah 5 tahun")
    FROM5 = "from5", _("5–11 tahun")
    FROM12 = "from12", _("12–17 tahun")
    ADULT = "adult", _("18 tahun ke atas")
    UNKNOWN = "unknown", _("usia belum diketahui")
