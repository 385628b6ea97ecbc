from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


class BirthPrecision(TextChoices):
    """How exactly the birth date is known."""

    EXACT = "exact", _("tanggal pasti")
    MONTH = "month", _("bulan dan tahun")
    YEAR = "year", _("tahun")
    ESTIMATE = "estimate", _("perkiraan usia")
    UNKNOWN = "unknown", _("belum diketahui")


class NikKnown(TextChoices):
    """The answer to "is the NIK known?"; asked before the number itself."""

    YES = "yes", _("Ya")
    NONE = "none", _("Belum punya")
    UNKNOWN = "unknown", _("Tidak tahu")


class PaperStatus(TextChoices):
    """Whether a child holds a paper."""

    UNKNOWN = "unknown", _("Belum ditanyakan")
    HELD = "held", _("Ada")
    NONE = "none", _("Tidak ada")
    PENDING = "pending", _("Dalam proses")
    UNSURE = "unsure", _("Tidak diketahui")


class Paper(TextChoices):
    """The papers a child may hold, in the order of the page; each is a column `paper_<value>` of the child."""

    BIRTH_CERTIFICATE = "birth_certificate", _("Akta kelahiran")
    FAMILY_CARD = "family_card", _("Kartu keluarga")
    CHILD_ID_CARD = "child_id_card", _("Kartu identitas anak")
    STUDENT_NUMBER = "student_number", _("NISN")
    SCHOOL_AID = "school_aid", _("Kartu Indonesia Pintar")
    HEALTH_INSURANCE = "health_insurance", _("BPJS Kesehatan")

    @property
    def number_field(self) -> str:
        """Return the column that keeps the paper's number."""
        return "kk_number" if self == Paper.FAMILY_CARD else f"number_{self.value}"

    @property
    def secret(self) -> str:
        """Return under which word the number is revealed."""
        return "kk" if self == Paper.FAMILY_CARD else f"number_{self.value}"


class AliasKind(TextChoices):
    """What another name of a child is."""

    SPELLING = "spelling", _("ejaan lain")
    FORMER = "former", _("nama lama")
    STREET = "street", _("nama di lingkungan")
    PAPER = "paper", _("nama di dokumen")
    MERGED = "merged", _("nama di berkas yang digabung")


class Religion(TextChoices):
    """The religions and beliefs that the state registers."""

    ISLAM = "islam", _("Islam")
    PROTESTANT = "protestant", _("Kristen Protestan")
    CATHOLIC = "catholic", _("Katolik")
    HINDU = "hindu", _("Hindu")
    BUDDHIST = "buddhist", _("Buddha")
    CONFUCIAN = "confucian", _("Konghucu")
    BELIEF = "belief", _("Kepercayaan terhadap Tuhan YME")


class SchoolStatus(TextChoices):
    ENROLLED = "enrolled", _("Bersekolah")
    DROPPED = "dropped", _("Putus sekolah")
    NEVER = "never", _("Belum pernah bersekolah")
    TOO_YOUNG = "too_young", _("Belum usia sekolah")
    FINISHED = "finished", _("Sudah tamat")


class SchoolLevel(TextChoices):
    PRESCHOOL = "preschool", _("PAUD atau TK")
    PRIMARY = "primary", _("SD atau MI")
    LOWER = "lower", _("SMP atau MTs")
    UPPER = "upper", _("SMA, SMK, atau MA")
    SPECIAL = "special", _("SLB")
    PACKAGE_A = "package_a", _("Paket A")
    PACKAGE_B = "package_b", _("Paket B")
    PACKAGE_C = "package_c", _("Paket C")
    BOARDING = "boarding", _("Pesantren")
    HIGHER = "higher", _("Perguruan tinggi")


class DisabilityStatus(TextChoices):
    NONE = "none", _("Bukan penyandang disabilitas")
    YES = "yes", _("Penyandang disabilitas")
    UNSURE = "unsure", _("Belum diperiksa")


class Disability(TextChoices):
    """The kinds of UU 8/2016 article 4, the sensory ones apart because each needs another help."""

    PHYSICAL = "physical", _("fisik")
    INTELLECTUAL = "intellectual", _("intelektual")
    MENTAL = "mental", _("mental")
    SEEING = "seeing", _("penglihatan")
    HEARING = "hearing", _("pendengaran")
    SPEAKING = "speaking", _("bicara")


class LifeStatus(TextChoices):
    ALIVE = "alive", _("Hidup")
    DIED = "died", _("Meninggal")
    UNKNOWN = "unknown", _("Tidak diketahui")


class LivesWith(TextChoices):
    """Whether a person lives in one house with the child."""

    UNASKED = "unasked", _("Belum ditanyakan")
    YES = "yes", _("Serumah dengan anak")
    NO = "no", _("Tidak serumah")


class Relation(TextChoices):
    MOTHER = "mother", _("Ibu")
    FATHER = "father", _("Ayah")
    GRANDPARENT = "grandparent", _("Kakek atau nenek")
    SIBLING = "sibling", _("Saudara kandung")
    RELATIVE = "relative", _("Kerabat")
    GUARDIAN = "guardian", _("Wali")
    FOSTER_PARENT = "foster_parent", _("Orang tua asuh")
    TEACHER = "teacher", _("Guru")
    NEIGHBOUR = "neighbour", _("Tetangga")
    OTHER = "other", _("Lainnya")


class ContactSafety(TextChoices):
    """Whether an important person may be contacted without danger to the child."""

    UNASKED = "unasked", _("Belum ditanyakan")
    SAFE = "safe", _("Aman dihubungi")
    UNSAFE = "unsafe", _("Jangan dihubungi")


class Secret(TextChoices):
    """What the child's page shows only after a press that is written into the record."""

    NAME = "name", _("nama")
    NIK = "nik", _("NIK")
    FAMILY_CARD = "kk", _("nomor KK")
    PHONE = "phone", _("telepon")
    ADDRESS = "address", _("alamat")
    BIRTH_CERTIFICATE = "number_birth_certificate", _("nomor akta kelahiran")
    CHILD_ID_CARD = "number_child_id_card", _("nomor kartu identitas anak")
    STUDENT_NUMBER = "number_student_number", _("NISN")
    SCHOOL_AID = "number_school_aid", _("nomor KIP")
    HEALTH_INSURANCE = "number_health_insurance", _("nomor BPJS")


class PairState(TextChoices):
    """What became of two files that looked alike."""

    OPEN = "open", _("belum diputuskan")
    DIFFERENT = "different", _("bukan anak yang sama")
    MERGED = "merged", _("digabung")


class PairReason(TextChoices):
    """Why two files look like one child's."""

    NIK = "nik", _("NIK sama")
    NAME_YEAR = "name_year", _("nama sama dan tahun lahir berdekatan")
    MOTHER = "mother", _("nama mirip dan nama ibu sama")
