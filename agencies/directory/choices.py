from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgencyKind(TextChoices):
    """Every kind of agency the founding article and the law name."""

    BALAI = "balai", _("Balai Anak")
    SOCIAL_OFFICE = "social_office", _("Dinas Sosial")
    EDUCATION_OFFICE = "education_office", _("Dinas Pendidikan")
    CIVIL_REGISTRY = "civil_registry", _("Disdukcapil")
    MANPOWER_OFFICE = "manpower_office", _("Dinas Tenaga Kerja")
    RELIGIOUS_AFFAIRS = "religious_affairs", _("Kementerian Agama")
    YOUTH_SPORTS = "youth_sports", _("Dinas Pemuda dan Olahraga")
    LPKS = "lpks", _("LPKS")
    LKSA = "lksa", _("LKSA")
    POLICE_CHILD_UNIT = "police_child_unit", _("Polres Unit PPA")
    PROTECTION_UNIT = "protection_unit", _("UPTD PPA")
    HEALTH_SERVICE = "health_service", _("Layanan kesehatan")
    PROBATION_OFFICE = "probation_office", _("Bapas")
    PROSECUTOR = "prosecutor", _("Kejaksaan")
    COURT = "court", _("Pengadilan")
    BNN = "bnn", _("BNN")
    SCHOOL = "school", _("Sekolah")
    BOARDING_SCHOOL = "boarding_school", _("Madrasah atau pesantren")
    TRAINING_CENTRE = "training_centre", _("Balai latihan kerja")
    HEALTH_INSURANCE = "health_insurance", _("BPJS Kesehatan")
    RECOVERY_CENTRE = "recovery_centre", _("Lembaga rehabilitasi NAPZA (IPWL)")
    FAMILY_COUNSELLING = "family_counselling", _("Konsultasi keluarga (LK3, Puspaga)")
    CIVIL_SOCIETY = "civil_society", _("Lembaga masyarakat (LPA, PATBM)")
    VILLAGE_OFFICE = "village_office", _("Kantor desa, kelurahan, atau nagari")
    ORDER_POLICE = "order_police", _("Satpol PP")
    OTHER = "other", _("Lainnya")


class Served(TextChoices):
    """Whom a service takes; empty means girls and boys."""

    GIRLS = "P", _("Anak perempuan saja")
    BOYS = "L", _("Anak laki-laki saja")


class Service(TextChoices):
    """What may be asked of an agency (founding article; domain facts, section 5)."""

    SCHOOLING = "schooling", _("Kelanjutan pendidikan")
    IDENTITY_PAPERS = "identity_papers", _("Identitas anak")
    WORK = "work", _("Penyaluran kerja")
    RELIGIOUS_GUIDANCE = "religious_guidance", _("Pembinaan agama")
    YOUTH_ACTIVITY = "youth_activity", _("Kegiatan pemuda dan olahraga")
    FAMILY_CARE = "family_care", _("Pengasuhan keluarga atau pengganti")
    TEMPORARY_SHELTER = "temporary_shelter", _("Tempat sementara")
    HEALTH = "health", _("Kesehatan dan jaminan kesehatan")
    SOCIAL_ASSISTANCE = "social_assistance", _("Bantuan sosial")
    VIOLENCE_PROTECTION = "violence_protection", _("Perlindungan dari kekerasan")
    SUBSTANCE_RECOVERY = "substance_recovery", _("Pemulihan NAPZA")
    AFTERCARE = "aftercare", _("Pascalayanan")
    REHABILITATION = "rehabilitation", _("Rehabilitasi sosial")
    LEGAL_SUPPORT = "legal_support", _("Pendampingan hukum")
