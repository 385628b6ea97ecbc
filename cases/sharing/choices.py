from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import AgencyKind, Service


class Level(TextChoices):
    """How much of a case an access row opens, from least to most."""

    ENVELOPE = "envelope", _("amplop rujukan")
    PACKAGE = "package", _("paket rujukan")
    CARE = "care", _("berkas pascalayanan")
    FULL = "full", _("berkas kasus")


class Basis(TextChoices):
    """Why somebody has access."""

    OWNER = "owner", _("instansi pemilik kasus")
    ASSIGNMENT = "assignment", _("manajer kasus")
    TEAM = "team", _("anggota tim")
    INTAKE = "intake", _("pencatat laporan")
    REFERRAL = "referral", _("rujukan")
    AFTERCARE = "aftercare", _("pascalayanan")
    REQUEST = "request", _("permintaan akses")
    FORMER = "former", _("instansi pemilik sebelumnya")


# Levels that open the child's own rows (identity, family).
FILE_LEVELS = (Level.CARE, Level.FULL)
# Levels that open a referral's facts only; they stand for the agency's whole desk, whatever the role.
DESK_LEVELS = (Level.ENVELOPE, Level.PACKAGE)


class Ground(TextChoices):
    """On what ground facts about a child may travel to another agency (UU 27/2022 art. 20, 25; perlu konfirmasi)."""

    CONSENT = "consent", _("Persetujuan orang tua, wali, atau pengasuh")
    PARENT_SUSPECT = "parent_suspect", _("Orang tua atau wali diduga pelaku; meminta persetujuan tidak aman")
    PARENT_UNKNOWN = "parent_unknown", _("Orang tua atau wali tidak diketahui")
    PARENT_ABSENT = "parent_absent", _("Orang tua atau wali tidak dapat dihubungi")
    VITAL = "vital", _("Kepentingan vital: keselamatan atau kesehatan anak")
    COURT = "court", _("Putusan atau penetapan pengadilan")
    LAW_ENFORCEMENT = "law_enforcement", _("Permintaan aparat penegak hukum")
    PUBLIC_DUTY = "public_duty", _("Kewajiban hukum atau tugas pelayanan publik")
    EMERGENCY = "emergency", _("Darurat: anak dalam bahaya sekarang")


# Without consent a second pair of eyes decides before anything travels; after an emergency it looks back.
LEGAL_GROUNDS = tuple(one for one in Ground if one not in (Ground.CONSENT, Ground.EMERGENCY))
# Whom an emergency may be shared with, and for what.
EMERGENCY_KINDS = (AgencyKind.POLICE_CHILD_UNIT, AgencyKind.PROTECTION_UNIT, AgencyKind.HEALTH_SERVICE)
EMERGENCY_PURPOSES = (
    Service.VIOLENCE_PROTECTION, Service.HEALTH, Service.TEMPORARY_SHELTER, Service.LEGAL_SUPPORT,
)  # fmt: skip

HANDOVER, CONFERENCE, ACCESS = "handover", "conference", "access"
# What facts may be shared for: each service an agency is asked for, and what is not a service.
SHARE_PURPOSES = (
    *Service.choices,
    (HANDOVER, _("Penyerahan kasus ke instansi lain")),
    (CONFERENCE, _("Konferensi kasus bersama instansi lain")),
    (ACCESS, _("Membaca berkas atas permintaan instansi lain")),
)


class FactGroup(TextChoices):
    """What may travel, in the words of the paper that is signed."""

    IDENTITY = "identity", _("Nama, tanggal lahir, nomor identitas, dan dokumen")
    HOME = "home", _("Alamat, keluarga, dan wali")
    SCHOOLING = "schooling", _("Sekolah dan kebutuhan belajar")
    HEALTH = "health", _("Kesehatan, disabilitas, dan kebutuhan khusus")
    SKILLS = "skills", _("Keterampilan dan minat")
    STORY = "story", _("Yang terjadi pada anak dan kategori perlindungannya")


class ConsentBy(TextChoices):
    """Who agreed, or took an agreement back."""

    PARENT = "parent", _("Ayah atau ibu")
    GUARDIAN = "guardian", _("Wali")
    RELATIVE = "relative", _("Kerabat yang mengasuh")
    CHILD = "child", _("Anak sendiri")
    INSTITUTION = "institution", _("Lembaga yang mengasuh")
    OTHER = "other", _("Orang lain")


class ConsentWay(TextChoices):
    """How it was given."""

    SIGNED = "signed", _("Tertulis, formulir ditandatangani")
    ORAL = "oral", _("Lisan, ada saksi")


class ChildView(TextChoices):
    """What the child itself says about sharing; recorded whatever the ground."""

    AGREES = "agrees", _("Anak didengar dan setuju")
    OBJECTS = "objects", _("Anak didengar dan keberatan")
    UNDECIDED = "undecided", _("Anak didengar, belum menentukan")
    TOO_YOUNG = "too_young", _("Belum mampu menyatakan pendapat")
    UNSAFE = "unsafe", _("Belum aman untuk ditanya")
    SILENT = "silent", _("Anak belum mau bicara")


class ConsentState(TextChoices):
    """Where a basis stands."""

    PROPOSED = "proposed", _("Menunggu keputusan supervisor")
    IN_FORCE = "in_force", _("Berlaku")
    ENDED = "ended", _("Berakhir")


class ConsentEnd(TextChoices):
    """Why a basis no longer holds."""

    WITHDRAWN = "withdrawn", _("Dicabut")
    EXPIRED = "expired", _("Waktunya habis")
    NOT_APPROVED = "not_approved", _("Tidak disetujui supervisor")


class RequestReason(TextChoices):
    """Why somebody of another agency asks to read a file."""

    SAME_CHILD = "same_child", _("Anak ini sedang kami tangani juga")
    NEW_REPORT = "new_report", _("Laporan baru tentang anak ini masuk ke kami")
    FAMILY = "family", _("Kami menangani saudara atau keluarganya")
    COURT = "court", _("Diminta pengadilan atau aparat penegak hukum")
    OTHER = "other", _("Alasan lain")


class RequestState(TextChoices):
    """Where a request for access stands; one that leads nowhere waits and lapses like one that nobody answered."""

    WAITING = "waiting", _("Menunggu jawaban")
    GRANTED = "granted", _("Akses diberikan")
    REFUSED = "refused", _("Tidak diberikan")
    WITHDRAWN = "withdrawn", _("Ditarik peminta")
    LAPSED = "lapsed", _("Gugur tanpa jawaban")


class RefusalReason(TextChoices):
    """Why the owner does not open a file."""

    NO_NEED = "no_need", _("Tidak diperlukan untuk tugas peminta")
    UNSAFE = "unsafe", _("Tidak aman bagi anak")
    REFERRAL = "referral", _("Lebih tepat melalui rujukan")
    OTHER = "other", _("Alasan lain")
