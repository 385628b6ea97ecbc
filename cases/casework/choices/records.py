"""Words of notes, contacts and tasks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoteKind(TextChoices):
    """What a note is; the first four are contacts with the three required answers."""

    HOME_VISIT = "home_visit", _("Kunjungan rumah")
    CALL = "call", _("Telepon")
    SCHOOL_VISIT = "school_visit", _("Kunjungan sekolah")
    OFFICE = "office", _("Di kantor")
    SESSION = "session", _("Sesi layanan")
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


# In `Note.met` somebody of the child's important people stands as this and the row's id.
PERSON = "person:"


class SessionKind(TextChoices):
    """What a session of service is."""

    GUIDANCE = "guidance", _("Bimbingan")
    THERAPY = "therapy", _("Terapi")
    TRAINING = "training", _("Pelatihan")


class TaskState(TextChoices):
    """State of a task."""

    OPEN = "open", _("Belum selesai")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class Desk(TextChoices):
    """Whom a task falls to when no person is named: whoever of the owner agency holds the role's permission."""

    SUPERVISOR = "supervisor", _("Meja supervisor")
    WORKER = "worker", _("Meja pekerja sosial")
    INTAKE = "intake", _("Meja asupan")
    HEAD = "head", _("Meja pimpinan")


class TaskEvent(TextChoices):
    """What happened to a task after it was made."""

    DONE = "done", _("Selesai")
    UNDONE = "undone", _("Dibuka lagi")
    SNOOZED = "snoozed", _("Ditunda")
    REASSIGNED = "reassigned", _("Dialihkan")
    CANCELLED = "cancelled", _("Dibatalkan")
