"""The NIK as a hint, never a proof: 16 digits, day + 40 for girls, region of first registration.

Own validator: libraries reject new provinces and guess the century wrong.  Old codes stay on cards and people
move, so region and birth date only ever warn (Permendagri numbering as described in domain facts, section 4).
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agencies.directory.models import Region
from cases.children.choices import Sex
from core.kernel.encryption import blind_index

LENGTH = 16
# A day above this belongs to a girl or woman.
FEMALE_OFFSET = 40
_IGNORED = " .-\u00a0\u2009\u2013"


@dataclass(frozen=True)
class NikHint:
    """What a NIK suggests: sex, birth date, and the kabupaten/kota where it was first issued."""

    sex: str
    born_on: date
    regency_code: str


def clean_nik(text: str) -> str:
    """Return the 16 digits of a typed NIK, spaces and dots removed.  Raises ValidationError in words."""
    return _digits(text, _("NIK hanya berisi angka"), _("NIK terdiri atas 16 angka; Anda mengisi %(count)s"))


def clean_kk(text: str) -> str:
    """Return the 16 digits of a typed family card number.  Raises ValidationError in words."""
    return _digits(text, _("Nomor KK hanya berisi angka"), _("Nomor KK terdiri atas 16 angka; Anda mengisi %(count)s"))


def read_nik(nik: str, *, today: date) -> NikHint | None:
    """Return what a clean NIK suggests, None when its date is no date or its serial number is 0000.

    The year has two digits; the later century that is not in the future is taken.
    """
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    is_female = day > FEMALE_OFFSET
    if nik[12:] == "0000":
        return None
    for century in (2000, 1900):
        try:
            born_on = date(century + year, month, day - FEMALE_OFFSET if is_female else day)
        except ValueError:
            continue
        if born_on <= today:
            return NikHint(Sex.FEMALE if is_female else Sex.MALE, born_on, f"{nik[:2]}.{nik[2:4]}")
    return None


def warnings(nik: str, *, sex: str, born_on: date | None, today: date) -> list[str]:
    """Return sentences about what does not fit between a clean NIK and the other answers; never an error."""
    hint = read_nik(nik, today=today)
    if hint is None:
        return [_("Tanggal atau nomor urut di NIK ini tidak wajar. Periksa kartunya.")]
    found = []
    if sex and sex != hint.sex:
        found.append(_("NIK ini menunjukkan %(sex)s.") % {"sex": str(Sex(hint.sex).label).lower()})
    if born_on and born_on != hint.born_on:
        found.append(_("Tanggal lahir di NIK ini berbeda."))
    return found


def region_words(hint: NikHint) -> str:
    """Return where a NIK was first registered: the kabupaten/kota, else the province, else that the code is not known.

    Codes of regions that were split since stay on cards, so an unknown one is no mistake.
    """
    known = dict(Region.objects.filter(code__in=[hint.regency_code, hint.regency_code[:2]]).values_list("code", "name"))
    found = known.get(hint.regency_code) or known.get(hint.regency_code[:2])
    return found or _("kode %(code)s tidak ada di daftar wilayah sekarang") % {"code": hint.regency_code}


def index_of(nik: str) -> str:
    """Return the blind index by which a clean NIK is found again."""
    return blind_index(nik, purpose="children_child.nik")


def _digits(text: str, not_digits: str, wrong_count: str) -> str:
    digits = "".join(ch for ch in text if ch not in _IGNORED)
    if not digits.isascii() or not digits.isdecimal():
        raise ValidationError(not_digits, code="digits")
    if len(digits) != LENGTH:
        raise ValidationError(wrong_count % {"count": len(digits)}, code="length")
    return digits
