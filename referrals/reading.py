"""A frozen fact in the reader's language.

What travels is frozen in Indonesian.  Words of our own lists are translated when shown; what people wrote is not.
"""

import re

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.screens.dates import parse_date
from referrals import facts
from referrals.models import Referral

_BAND = re.compile(r"(\d+)–(\d+) th")
_AGE = re.compile(r"(± )?(\d+) th")
_LISTS = ("service", "urgency", "envelope_sex", "sex", "category")


def shown(referral: Referral, key: str, value: str) -> str:
    """Return a frozen value as this reader should read it."""
    if key in _LISTS:
        return "; ".join(_(part) for part in value.split("; "))
    if key == "papers":
        return "; ".join(_paper(part) for part in value.split("; "))
    if key in ("age_band", "born"):
        return _age(value)
    if key in ("consent", "placement"):
        words = facts.consent_words if key == "consent" else facts.placement_words
        with translation.override("id"):
            is_as_sent = words(referral) == value
        return words(referral) if is_as_sent else value
    return _(value) if value == "Belum diketahui" else value


def _paper(part: str) -> str:
    name, sep, state = part.partition(": ")
    return f"{_(name)}{sep}{_(state.capitalize()).lower()}" if state else _(name)


def _age(value: str) -> str:
    if band := _BAND.fullmatch(value):
        return _("%(low)s–%(high)s th") % {"low": band[1], "high": band[2]}
    if age := _AGE.fullmatch(value):
        return (_("± %(age)s th") if age[1] else _("%(age)s th")) % {"age": age[2]}
    try:
        return date_format(parse_date(value), "j F Y")
    except ValidationError:
        return _(value)
