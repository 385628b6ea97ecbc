"""What the child's page says, fact by fact; merging compares and chooses by the same facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cases.children import masking
from cases.children.choices import Disability, NikKnown, Paper, PaperStatus, Religion, SchoolLevel, SchoolStatus, Secret
from cases.children.models import Child
from core.kernel.scope import Viewer


@dataclass(frozen=True)
class Look:
    """Who looks, and the day on which ages are told."""

    viewer: Viewer
    today: date


@dataclass(frozen=True)
class Fact:
    """One fact of the file: its columns, and its words for a look ("" when it was not asked yet)."""

    key: str
    group: str
    label: str | Promise
    columns: tuple[str, ...]
    words: Callable[[Child, Look], str]
    secret: str = ""  # how the full value is revealed
    is_core: bool = False  # what every file should know before long


def _birth(child: Child, look: Look) -> str:
    if child.age_on(look.today) is None:
        return ""
    age = child.age_words(look.today)
    return f"{child.birth_words()}, {age}" if child.born_on else _t("%(age)s (perkiraan)") % {"age": age}


def _nik(child: Child, look: Look) -> str:
    if child.nik:
        return masking.mask_nik(child.nik)
    return _t("Belum punya") if child.nik_known == NikKnown.NONE else ""


def _address(child: Child, look: Look) -> str:
    parts = [child.region.full_name if child.region else "", child.postal_code]
    return ", ".join(part for part in parts if part)


def _hidden_address(child: Child, look: Look) -> str:
    return _t("Tersimpan") if child.has_address else ""


def _month(day: date | None) -> str:
    return date_format(day, "F Y") if day else ""


def _schooling(child: Child, look: Look) -> str:
    if not child.school_status:
        return ""
    words = str(SchoolStatus(child.school_status).label)
    if child.dropped_out_on:
        words = _t("%(status)s sejak %(month)s") % {"status": words, "month": _month(child.dropped_out_on)}
    return words


def _class(child: Child, look: Look) -> str:
    level = str(SchoolLevel(child.school_level).label) if child.school_level else ""
    grade = _t("kelas %(name)s") % {"name": child.school_class} if child.school_class else ""
    since = _t("sejak %(month)s") % {"month": _month(child.school_since)} if child.school_since else ""
    return ", ".join(part for part in (level, grade, since) if part)


def _school(child: Child, look: Look) -> str:
    number = f"NPSN {child.school_npsn}" if child.school_npsn else ""
    return ", ".join(part for part in (child.school, number) if part)


def _disability(child: Child, look: Look) -> str:
    if not child.disability:
        return ""
    kinds = [str(Disability(kind).label) for kind in child.disabilities if kind in Disability.values]
    words = child.get_disability_display()
    return f"{words}: {', '.join(kinds)}" if kinds else words


def _paper(paper: Paper) -> Callable[[Child, Look], str]:
    def words(child: Child, look: Look) -> str:
        status = PaperStatus(getattr(child, f"paper_{paper.value}"))
        if status == PaperStatus.UNKNOWN:
            return ""
        dated = getattr(child, f"dated_{paper.value}")
        number = masking.mask_number(getattr(child, paper.number_field))
        parts = (str(status.label), number, date_format(dated, "j F Y") if dated else "")
        return ", ".join(part for part in parts if part)

    return words


IDENTITY, PAPERS, ADDRESS, SCHOOL, NEEDS = "identity", "papers", "address", "school", "needs"

FACTS: tuple[Fact, ...] = (
    Fact("name", IDENTITY, _("Nama lengkap"), ("full_name",),
         lambda child, look: masking.shown_person(child.full_name, look.viewer) if child.full_name else "", is_core=True),
    Fact("nickname", IDENTITY, _("Nama panggilan"), ("nickname",),
         lambda child, look: masking.shown_person(child.nickname, look.viewer) if child.nickname else ""),
    Fact("birth", IDENTITY, _("Lahir"), ("born_on", "birth_precision", "age_estimate", "estimated_on"), _birth, is_core=True),
    Fact("sex", IDENTITY, _("Jenis kelamin"), ("sex",), lambda child, look: child.get_sex_display()),
    Fact("nik", IDENTITY, _("NIK"), ("nik", "nik_index", "nik_known"), _nik, secret=Secret.NIK, is_core=True),
    Fact("mother", IDENTITY, _("Ibu kandung"), ("mother_name", "mother_key"),
         lambda child, look: masking.shown_person(child.mother_name, look.viewer) if child.mother_name else "", is_core=True),
    Fact("religion", IDENTITY, _("Agama"), ("religion",),
         lambda child, look: str(Religion(child.religion).label) if child.religion else ""),
    Fact("phone", IDENTITY, _("Telepon"), ("phone",), lambda child, look: masking.mask_phone(child.phone), secret=Secret.PHONE),
    *(Fact(paper.value, PAPERS, paper.label, (f"paper_{paper.value}", paper.number_field, f"dated_{paper.value}"),
           _paper(paper), secret=paper.secret, is_core=paper in (Paper.BIRTH_CERTIFICATE, Paper.FAMILY_CARD))
      for paper in Paper),
    Fact("place", ADDRESS, _("Tempat tinggal"), ("region_id", "postal_code", "address_since"), _address, is_core=True),
    Fact("address", ADDRESS, _("Alamat lengkap"), ("address", "hamlet", "rt_rw"), _hidden_address, secret=Secret.ADDRESS),
    Fact("schooling", SCHOOL, _("Keadaan sekolah"), ("school_status", "dropped_out_on"), _schooling, is_core=True),
    Fact("class", SCHOOL, _("Jenjang dan kelas"), ("school_level", "school_class", "school_since"), _class),
    Fact("school", SCHOOL, _("Nama sekolah"), ("school", "school_npsn"), _school),
    Fact("disability", NEEDS, _("Disabilitas"), ("disability", "disabilities"), _disability, is_core=True),
    Fact("aids", NEEDS, _("Alat bantu dan penyesuaian"), ("disability_needs",), lambda child, look: child.disability_needs),
    Fact("languages", NEEDS, _("Bahasa"), ("languages",), lambda child, look: child.languages),
    Fact("allergies", NEEDS, _("Alergi dan pantangan"), ("allergies",), lambda child, look: child.allergies),
    Fact("needs", NEEDS, _("Kebutuhan khusus"), ("needs",), lambda child, look: child.needs),
)  # fmt: skip
