"""Words of an assessment round."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundReason(TextChoices):
    """Why a round of assessment began."""

    FIRST = "first", _("Asesmen pertama")
    SCHEDULED = "scheduled", _("Asesmen ulang berkala")
    CHANGED = "changed", _("Keadaan anak atau keluarga berubah")
    ENDING = "ending", _("Menjelang akhir layanan")
    REOPENED = "reopened", _("Kasus dibuka kembali")


class Progress(TextChoices):
    """How far a section of a round is, as the task list says it."""

    BLOCKED = "blocked", _("Belum bisa dimulai")
    NOT_STARTED = "not_started", _("Belum mulai")
    STARTED = "started", _("Sedang diisi")
    DONE = "done", _("Selesai")
