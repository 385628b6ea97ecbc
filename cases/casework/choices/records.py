"""Words of notes, contacts and tasks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoteKind(TextChoices):
    """What a note is; the first four are contacts with the three required answers."""

    HOME_VISIT = "home_visit", _("Kunjungan rumah")
    CALL = "call", _("Telepon")
    SCHOOL_VISIT = "school_visit", _("Kunjungan sekolah")
    OFFICE = "office", _("Di kantor")
    NOTE = "note", _("Catatan")
    HANDOVER = "handover", _("Catatan alih kasus")
    HELP = "help", _("Permintaan bantuan")
    ANSWER = "answer", _("Jawaban supervisor")
    CORRECTION = "correction", _("Koreksi catatan")


CONTACT_KINDS = (NoteKind.HOME_VISIT, NoteKind.CALL, NoteKind.SCHOOL_VISIT, NoteKind.OFFICE)


class Outcome(TextChoices):
    """Result of a contact."""

    MET = "met", _("Bertemu anak")
    NOT_MET = "not_met", _("Tidak bertemu anak")
    REFUSED = "refused", _("Ditolak keluarga")


class Condition(TextChoices):
    """How the child is, as seen at a contact."""

    BETTER = "better", _("Membaik")
    SAME = "same", _("Tetap")
    WORSE = "worse", _("Memburuk")
    DANGER = "danger", _("Bahaya sekarang")
    UNKNOWN = "unknown", _("Tidak diketahui")


class NextStep(TextChoices):
    """What follows a contact; higher rooms may offer more (see panels.register_next_step)."""

    BY_RULE = "by_rule", _("Kontak berikut menurut aturan risiko")
    SOONER = "sooner", _("Lebih cepat, pilih tanggal")
    SUPERVISOR = "supervisor", _("Minta bantuan supervisor")


class Met(TextChoices):
    """Who was met."""

    CHILD = "child", _("Anak")
    MOTHER = "mother", _("Ibu")
    FATHER = "father", _("Ayah")
    GUARDIAN = "guardian", _("Wali atau pengasuh")
    TEACHER = "teacher", _("Guru")
    OTHER = "other", _("Orang lain")


class TaskState(TextChoices):
    """State of a task."""

    OPEN = "open", _("Belum selesai")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")
