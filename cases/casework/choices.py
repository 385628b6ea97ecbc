from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """The 15 categories of children needing special protection.

    UU 23/2002 jo. UU 35/2014 art. 59(2) letters a to o (last amended by UU 17/2016); letter g after PP 78/2021.
    """

    EMERGENCY = "emergency", _("Anak dalam situasi darurat")
    JUSTICE_CONTACT = "justice_contact", _("Anak yang berhadapan dengan hukum (ABH)")
    MINORITY_ISOLATED = "minority_isolated", _("Anak dari kelompok minoritas dan terisolasi")
    EXPLOITATION = "exploitation", _("Anak yang dieksploitasi secara ekonomi dan/atau seksual")
    SUBSTANCE_ABUSE = (
        "substance_abuse",
        _("Anak yang menjadi korban penyalahgunaan narkotika, alkohol, psikotropika, dan zat adiktif lainnya"),
    )
    PORNOGRAPHY = "pornography", _("Anak yang menjadi korban pornografi")
    HIV_AIDS = "hiv_aids", _("Anak dengan HIV dan AIDS")
    ABDUCTION_TRAFFICKING = (
        "abduction_trafficking",
        _("Anak korban penculikan, penjualan, dan/atau perdagangan"),
    )
    VIOLENCE = "violence", _("Anak korban kekerasan fisik dan/atau psikis")
    SEXUAL_CRIME = "sexual_crime", _("Anak korban kejahatan seksual")
    TERRORISM = "terrorism", _("Anak korban jaringan terorisme")
    DISABILITY = "disability", _("Anak penyandang disabilitas")
    MALTREATMENT_NEGLECT = "maltreatment_neglect", _("Anak korban perlakuan salah dan penelantaran")
    DEVIANT_BEHAVIOUR = "deviant_behaviour", _("Anak dengan perilaku sosial menyimpang")
    STIGMATISATION = (
        "stigmatisation",
        _("Anak yang menjadi korban stigmatisasi dari pelabelan terkait dengan kondisi orang tuanya"),
    )

    @property
    def letter(self) -> str:
        """Return the letter in art. 59(2): "a" to "o"."""
        return "abcdefghijklmno"[list(type(self)).index(self)]


CATEGORY_SOURCE = "UU 23/2002 jo. UU 35/2014 ps. 59 ayat (2)"


class Stage(TextChoices):
    """The stages of a case in ATENSI wording, and the two ways out before the end."""

    ACCESS = "access", _("Akses")
    AGREEMENT = "agreement", _("Kesepakatan")
    ASSESSMENT = "assessment", _("Asesmen")
    PLANNING = "planning", _("Perencanaan")
    IMPLEMENTATION = "implementation", _("Implementasi")
    MONITORING = "monitoring", _("Monitoring")
    AFTERCARE = "aftercare", _("Pascalayanan")
    DONE = "done", _("Selesai")
    REJECTED = "rejected", _("Ditolak")
    TRANSFERRED = "transferred", _("Dialihkan")


# The stages a case walks through, in order; shown as the numbered line on its page.
PATH = (
    Stage.ACCESS, Stage.AGREEMENT, Stage.ASSESSMENT, Stage.PLANNING, Stage.IMPLEMENTATION, Stage.MONITORING,
    Stage.AFTERCARE,
)  # fmt: skip
CLOSED_STAGES = (Stage.DONE, Stage.REJECTED, Stage.TRANSFERRED)
SERVICE_STAGES = PATH[:-1]


class Risk(TextChoices):
    """How soon a child can come to harm."""

    IMMEDIATE = "immediate", _("Bahaya sekarang")
    HIGH = "high", _("Tinggi")
    MEDIUM = "medium", _("Sedang")
    LOW = "low", _("Rendah")
    UNRATED = "unrated", _("Belum dinilai")


RATED = tuple(choice for choice in Risk.choices if choice[0] != Risk.UNRATED)


class Approach(TextChoices):
    """Where care is given (ATENSI, Permensos 16/2020 and its successors)."""

    FAMILY = "family", _("Keluarga")
    COMMUNITY = "community", _("Komunitas atau LKSA")
    RESIDENTIAL = "residential", _("Residensial")


class Source(TextChoices):
    """Who reported the child."""

    FAMILY = "family", _("Keluarga atau kerabat")
    CHILD = "child", _("Anak sendiri")
    COMMUNITY = "community", _("Masyarakat atau tetangga")
    SCHOOL = "school", _("Sekolah")
    HEALTH = "health", _("Layanan kesehatan")
    POLICE = "police", _("Kepolisian, kejaksaan, atau pengadilan")
    SOCIAL_OFFICE = "social_office", _("Dinas Sosial")
    FIELD_WORKER = "field_worker", _("Sakti Peksos, TKSK, atau relawan")
    CARE_HOME = "care_home", _("LKSA atau LPKS")
    HOTLINE = "hotline", _("Layanan telepon pengaduan")
    OUTREACH = "outreach", _("Penjangkauan petugas")
    OTHER = "other", _("Lainnya")


class Consent(TextChoices):
    """What is known at intake about the family's consent to help the child."""

    GIVEN = "given", _("Sudah diberikan")
    NOT_ASKED = "not_asked", _("Belum ditanyakan")
    REFUSED = "refused", _("Ditolak")
    UNSAFE = "unsafe", _("Tidak aman untuk ditanyakan")


class AgreementBasis(TextChoices):
    """On what ground the service rests."""

    CONSENT = "consent", _("Kesepakatan dengan keluarga atau anak")
    LEGAL = "legal", _("Dasar hukum tanpa kesepakatan")


class AgreedBy(TextChoices):
    """Who agreed to the service."""

    PARENT = "parent", _("Ayah atau ibu")
    GUARDIAN = "guardian", _("Wali")
    RELATIVE = "relative", _("Kerabat yang mengasuh")
    CHILD = "child", _("Anak sendiri")
    INSTITUTION = "institution", _("Lembaga yang mengasuh")


class ChildHeard(TextChoices):
    """Whether the child was heard before the service was agreed."""

    YES = "yes", _("Ya, anak didengar")
    TOO_YOUNG = "too_young", _("Belum mampu menyatakan pendapat")
    UNSAFE = "unsafe", _("Belum aman untuk ditanya")
    DECLINED = "declined", _("Anak belum mau bicara")


class LegalBasis(TextChoices):
    """Why the service may start without consent (UU 27/2022 art. 20 kinds; wording to be confirmed)."""

    COURT = "court", _("Putusan atau penetapan pengadilan")
    LAW_ENFORCEMENT = "law_enforcement", _("Permintaan aparat penegak hukum")
    VITAL = "vital", _("Keselamatan anak terancam")
    PUBLIC_DUTY = "public_duty", _("Penugasan dinas sosial atau wali yang ditunjuk")


class Domain(TextChoices):
    """The holistic domains of an assessment (ATENSI: biologis, psikologis, sosial, spiritual)."""

    BIOLOGICAL = "biological", _("Biologis")
    PSYCHOLOGICAL = "psychological", _("Psikologis")
    SOCIAL = "social", _("Sosial")
    SPIRITUAL = "spiritual", _("Spiritual")


DOMAIN_HINTS = {
    Domain.BIOLOGICAL: _("Kesehatan, gizi, pertumbuhan, disabilitas, penggunaan zat."),
    Domain.PSYCHOLOGICAL: _("Perasaan, perilaku, pengalaman berat, minat dan kekuatan anak."),
    Domain.SOCIAL: _("Keluarga dan pengasuhan, tempat tinggal, ekonomi, sekolah, teman, dokumen kependudukan."),
    Domain.SPIRITUAL: _("Agama, ibadah, nilai, dan orang yang diteladani."),
}


class DomainState(TextChoices):
    """What an assessment says about a domain: not looked at yet is not the same as nothing there."""

    NOT_ASSESSED = "not_assessed", _("Belum dikaji")
    NOTHING = "nothing", _("Tidak ada kebutuhan")
    NEEDS = "needs", _("Ada kebutuhan")


class RecordState(TextChoices):
    """State of an assessment round."""

    DRAFT = "draft", _("Sedang diisi")
    FINISHED = "finished", _("Selesai")


class PlanState(TextChoices):
    """State of one version of a plan."""

    DRAFT = "draft", _("Rancangan")
    SUBMITTED = "submitted", _("Menunggu persetujuan")
    RETURNED = "returned", _("Dikembalikan")
    APPROVED = "approved", _("Disetujui")
    REPLACED = "replaced", _("Diganti versi baru")


class Component(TextChoices):
    """The seven ATENSI service components (Permensos 16/2020; also the choice list in practice)."""

    BASIC_NEEDS = "basic_needs", _("Dukungan pemenuhan kebutuhan hidup layak")
    CARE = "care", _("Perawatan sosial dan/atau pengasuhan anak")
    FAMILY_SUPPORT = "family_support", _("Dukungan keluarga")
    THERAPY = "therapy", _("Terapi fisik, psikososial, dan mental spiritual")
    VOCATIONAL = "vocational", _("Pelatihan vokasional dan/atau pembinaan kewirausahaan")
    ASSISTANCE = "assistance", _("Bantuan sosial dan asistensi sosial")
    ACCESSIBILITY = "accessibility", _("Dukungan aksesibilitas")


class GoalState(TextChoices):
    """How far a goal is."""

    PLANNED = "planned", _("Direncanakan")
    RUNNING = "running", _("Berjalan")
    ACHIEVED = "achieved", _("Tercapai")
    STOPPED = "stopped", _("Dihentikan")


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


class DecisionKind(TextChoices):
    """A decision about the whole case, kept with its reason."""

    SERVICE_ENDED = "service_ended", _("Layanan berakhir")
    CLOSED = "closed", _("Kasus ditutup")
    REOPENED = "reopened", _("Dibuka kembali")
    REJECTED = "rejected", _("Ditolak")
    TRANSFERRED = "transferred", _("Dialihkan")


class EndReason(TextChoices):
    """Why the service ended (practice list; to be confirmed by the Balai)."""

    GOALS_MET = "goals_met", _("Tujuan tercapai")
    REUNIFIED = "reunified", _("Reunifikasi dengan keluarga")
    TURNED_18 = "turned_18", _("Anak berusia 18 tahun")
    HANDED_ON = "handed_on", _("Dirujuk atau dialihtangankan")
    MEASURE_ENDED = "measure_ended", _("Masa putusan atau tindakan selesai")
    REFUSED = "refused", _("Menolak layanan")
    ABSCONDED = "absconded", _("Meninggalkan layanan tanpa izin")
    NOT_FOUND = "not_found", _("Tidak ditemukan")
    DIED = "died", _("Meninggal dunia")


# After these no receiver can sign a handover.
WITHOUT_RECEIVER = (EndReason.REFUSED, EndReason.ABSCONDED, EndReason.NOT_FOUND, EndReason.DIED)


class HandedTo(TextChoices):
    """Who receives the child at the end of the service."""

    PARENTS = "parents", _("Orang tua")
    RELATIVE = "relative", _("Kerabat")
    GUARDIAN = "guardian", _("Wali atau orang tua asuh")
    CARE_HOME = "care_home", _("LKSA atau LPKS")
    AGENCY = "agency", _("Instansi lain")
    SELF = "self", _("Anak sendiri (18 tahun ke atas)")
    NOBODY = "nobody", _("Tidak ada serah terima")


class CloseReason(TextChoices):
    """Why a case is closed after the end of service."""

    GOALS_HELD = "goals_held", _("Hasil layanan bertahan sampai pascalayanan selesai")
    ADULT = "adult", _("Sudah dewasa dan mandiri")
    HANDED_ON = "handed_on", _("Diteruskan instansi lain")
    LOST = "lost", _("Putus kontak setelah upaya pencarian")
    REFUSED = "refused", _("Menolak dilanjutkan")
    DIED = "died", _("Meninggal dunia")


class RejectReason(TextChoices):
    """Why a case is not taken on."""

    NOT_AMPK = "not_ampk", _("Bukan anak yang memerlukan perlindungan khusus")
    OUT_OF_SCOPE = "out_of_scope", _("Di luar kewenangan instansi")
    DUPLICATE = "duplicate", _("Tercatat ganda")
    REFUSED = "refused", _("Keluarga dan anak menolak layanan")
    NOT_FOUND = "not_found", _("Anak tidak ditemukan")
    RESOLVED = "resolved", _("Sudah tertangani")
    DIED = "died", _("Meninggal dunia")


class TransferReason(TextChoices):
    """Why a case passes to another agency."""

    MOVED = "moved", _("Anak pindah wilayah")
    COMPETENCE = "competence", _("Kewenangan instansi lain")
    NEEDS = "needs", _("Kebutuhan anak dilayani instansi lain")
    CONFLICT = "conflict", _("Benturan kepentingan petugas")


class ReopenReason(TextChoices):
    """Why a case is taken up again."""

    RELAPSE = "relapse", _("Masalah kambuh")
    NEW_REPORT = "new_report", _("Laporan baru")
    CARE_FAILED = "care_failed", _("Pengasuhan gagal")
    FOUND = "found", _("Anak ditemukan kembali")
    MISTAKE = "mistake", _("Ditutup karena keliru")


def source_word(choice) -> str:
    """Return a choice's Indonesian label: the record keeps the source word, which each reader's language translates."""
    with translation.override("id"):
        return str(choice.label)
