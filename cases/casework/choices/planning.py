"""Words of agreement, assessment and plan."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
    RECORDED = "recorded", _("Tercatat")


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


class ActivityState(TextChoices):
    """How far an activity of the plan is."""

    PLANNED = "planned", _("Direncanakan")
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    STOPPED = "stopped", _("Dihentikan")


ENDED_STATES = (GoalState.ACHIEVED, GoalState.STOPPED, ActivityState.DONE)
