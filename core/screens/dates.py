"""Reading dates as Indonesians write them: "25 Agustus 2006", 25-08-2006, 25/8/2006; never a two-digit year."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_MONTHS = (
    ("januari", "january", "jan"), ("februari", "february", "pebruari", "feb", "peb"), ("maret", "march", "mar"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "aug"), ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"), ("november", "nopember", "nov", "nop"), ("desember", "december", "des", "dec"),
)  # fmt: skip
_MONTH_BY_WORD = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
_PARTS = re.compile(r"^\s*(\d{1,2})[\s./-]+([^\W\d_]+\.?|\d{1,2})[\s./-]+(\d{1,8})\s*$")


def parse_date(text: str) -> date:
    """Return the date a person typed.  Raises ValidationError with a sentence that says what to write."""
    iso = re.match(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$", text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
        return _build(day, month, year)
    found = _PARTS.match(text[:60])
    if not found:
        raise ValidationError(_("Tulis tanggal seperti 25 Agustus 2006 atau 25-08-2006"), code="unreadable")
    return parse_parts(*found.groups())


def parse_parts(day: str, month: str, year: str) -> date:
    """Return the date of three typed parts; the month may be a number or an Indonesian or English word."""
    day, month, year = (str(part).strip() for part in (day, month, year))
    if not year.isdecimal() or len(year) != 4:
        raise ValidationError(_("Tulis tahun dengan 4 angka"), code="year")
    number = int(month) if month.isdecimal() and len(month) <= 2 else _MONTH_BY_WORD.get(month.lower().rstrip("."))
    if not number:
        raise ValidationError(_("Tulis bulan dengan angka 1 sampai 12 atau namanya"), code="month")
    if not day.isdecimal() or len(day) > 2:
        raise ValidationError(_("Tulis hari dengan angka 1 sampai 31"), code="day")
    return _build(int(day), number, int(year))


def _build(day: int, month: int, year: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValidationError(_("Tanggal itu tidak ada di kalender"), code="impossible") from None
    if not 1900 <= found.year <= 2200:
        raise ValidationError(_("Periksa tahunnya; tulis tahun antara 1900 dan 2200"), code="range")
    return found
