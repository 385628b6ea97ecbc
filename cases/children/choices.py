from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


class BirthPrecision(TextChoices):
    """How exactly the birth date is known."""

    EXACT = "exact", _("tanggal pasti")
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


class Paper(TextChoices):
    """The papers a child may hold, in the order of the page; each is a column `paper_<value>` of the child."""

    BIRTH_CERTIFICATE = "birth_certificate", _("Akta kelahiran")
    FAMILY_CARD = "family_card", _("Kartu keluarga")
    CHILD_ID_CARD = "child_id_card", _("Kartu identitas anak")
    STUDENT_NUMBER = "student_number", _("NISN")
    SCHOOL_AID = "school_aid", _("Kartu Indonesia Pintar")
    HEALTH_INSURANCE = "health_insurance", _("BPJS Kesehatan")


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
