"""Words of the case itself."""

from django.db.models import TextChoices
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
