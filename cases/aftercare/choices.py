from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where an episode stands."""

    WAITING = "waiting", _("Menunggu pekerja")
    RUNNING = "running", _("Berjalan")
    DECISION = "decision", _("Menunggu keputusan")
    ENDED = "ended", _("Selesai")


class Result(TextChoices):
    """With what an episode ended (practice list; to be confirmed by the Balai)."""

    INDEPENDENT = "independent", _("Mandiri")
    SETTLED = "settled", _("Terasuh baik di keluarga atau pengganti")
    ADULT = "adult", _("Sudah dewasa")
    HANDED_ON = "handed_on", _("Diteruskan instansi lain")
    LOST = "lost", _("Putus kontak setelah upaya pencarian")
    REFUSED = "refused", _("Menolak dilanjutkan")
    DIED = "died", _("Meninggal dunia")
    RELAPSE = "relapse", _("Kasus dibuka kembali")


# Results that say all is well; before the monitoring norm has passed they need an explanation.
GOOD_RESULTS = (Result.INDEPENDENT, Result.SETTLED)
# What a person may choose when ending; a relapse is a step of its own.
END_RESULTS = tuple(choice for choice in Result.choices if choice[0] != Result.RELAPSE)


class VisitState(TextChoices):
    """What became of a planned visit."""

    PLANNED = "planned", _("Direncanakan")
    DONE = "done", _("Sudah dilakukan")
    CANCELLED = "cancelled", _("Dibatalkan")


class CancelReason(TextChoices):
    """Why a planned visit fell away."""

    GOALS_MET = "goals_met", _("Tujuan tercapai")
    MOVED = "moved", _("Anak pindah")
    HANDED_ON = "handed_on", _("Diteruskan instansi lain")
    REFUSED = "refused", _("Keluarga menolak")
    NOT_FOUND = "not_found", _("Anak tidak ditemukan")
    DIED = "died", _("Meninggal dunia")
    RELAPSE = "relapse", _("Kasus dibuka kembali")
    MISTAKE = "mistake", _("Salah jadwal")


class Method(TextChoices):
    """How the contact was made."""

    HOME_VISIT = "home_visit", _("Kunjungan rumah")
    CALL = "call", _("Telepon")
    SCHOOL_VISIT = "school_visit", _("Kunjungan sekolah")
    OFFICE = "office", _("Di kantor")
    VIA_AGENCY = "via_agency", _("Melalui instansi lain")


class Met(TextChoices):
    """Who was met."""

    CHILD = "child", _("Anak")
    MOTHER = "mother", _("Ibu")
    FATHER = "father", _("Ayah")
    GUARDIAN = "guardian", _("Wali atau pengasuh")
    TEACHER = "teacher", _("Guru")
    OTHER = "other", _("Orang lain")


class Outcome(TextChoices):
    """Result of the contact: the last four are answers too, never a silent delay."""

    MET = "met", _("Bertemu anak")
    FAMILY_ONLY = "family_only", _("Bertemu keluarga saja")
    NOT_MET = "not_met", _("Tidak bertemu siapa pun")
    NOT_FOUND = "not_found", _("Tidak ditemukan")
    MOVED = "moved", _("Pindah")
    REFUSED = "refused", _("Menolak")
    DIED = "died", _("Meninggal dunia")


class FollowUp(TextChoices):
    """Whether the child is looked after once the service has ended."""

    VISITS = "visits", _("Didampingi menurut jadwal kunjungan")
    NONE = "none", _("Tanpa pascalayanan: anak meninggal, menolak, pergi, atau tidak ditemukan")


# After these the owner decides how it goes on.
TO_DECIDE = (Outcome.NOT_FOUND, Outcome.MOVED, Outcome.REFUSED, Outcome.DIED)


class Condition(TextChoices):
    """How the child is."""

    BETTER = "better", _("Membaik")
    SAME = "same", _("Tetap")
    WORSE = "worse", _("Memburuk")
    DANGER = "danger", _("Bahaya sekarang")
    UNKNOWN = "unknown", _("Tidak diketahui")


class NextStep(TextChoices):
    """What follows a visit."""

    BY_SCHEDULE = "by_schedule", _("Kunjungan berikut menurut jadwal")
    SOONER = "sooner", _("Lebih cepat, pilih tanggal")
    REFER = "refer", _("Buat rujukan")
    SUPERVISOR = "supervisor", _("Minta bantuan supervisor")
    END = "end", _("Usulkan pascalayanan diakhiri")
    REOPEN = "reopen", _("Usulkan kasus dibuka kembali")


class Area(TextChoices):
    """Life areas looked at during after-care."""

    SCHOOLING = "schooling", _("Sekolah")
    IDENTITY = "identity", _("Dokumen identitas")
    WORK = "work", _("Kerja atau pelatihan")
    CARE = "care", _("Pengasuhan")
    HEALTH = "health", _("Kesehatan")
    BEHAVIOUR = "behaviour", _("Perilaku")
    COMMUNITY = "community", _("Penerimaan lingkungan")


class AreaState(TextChoices):
    """How an area of life is; not asked is not the same as good."""

    GOOD = "good", _("Baik")
    ATTENTION = "attention", _("Perlu perhatian")
    CRITICAL = "critical", _("Kritis")
    UNASKED = "unasked", _("Belum ditanyakan")
    NOT_APPLICABLE = "not_applicable", _("Tidak berlaku")


UNMET = (AreaState.ATTENTION, AreaState.CRITICAL)

# What may be asked of the network for an unmet need, the likeliest first (founding article; domain facts, section 5).
PURPOSES: dict[str, tuple[str, ...]] = {
    Area.SCHOOLING: ("schooling",),
    Area.IDENTITY: ("identity_papers",),
    Area.WORK: ("work",),
    Area.CARE: ("family_care", "temporary_shelter", "social_assistance", "violence_protection"),
    Area.HEALTH: ("health", "substance_recovery"),
    Area.BEHAVIOUR: ("religious_guidance", "youth_activity", "substance_recovery"),
    Area.COMMUNITY: ("youth_activity", "religious_guidance", "social_assistance"),
}


class DecisionKind(TextChoices):
    """What was decided about an episode, kept with its reason."""

    GO_ON = "go_on", _("Dilanjutkan")
    REDIRECT = "redirect", _("Dialihkan ke instansi lain")
    END = "end", _("Diakhiri")
    RELAPSE = "relapse", _("Kasus dibuka kembali")
