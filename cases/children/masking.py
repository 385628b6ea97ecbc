"""What is shown instead of a name or a number, so that nothing personal stands in a page by accident."""

from datetime import date

from django.utils.translation import gettext as _

from cases.children.models import Child
from core.kernel.scope import Viewer

# Bands for envelopes and statistics, so that an age alone does not point at a child.
AGE_BANDS = ((0, 5), (6, 11), (12, 15), (16, 17))


def initials(name: str) -> str:
    """Return "B.S." for "Budi Santosa"; "–" when no name is known."""
    letters = [word[0].upper() for word in name.split() if word[0].isalnum()][:3]
    return ".".join(letters) + "." if letters else "–"


def mask_nik(nik: str) -> str:
    """Return "1471 •••• •••• 0001" for a NIK or family card number, "" for none."""
    return f"{nik[:4]} •••• •••• {nik[-4:]}" if nik else ""


def mask_phone(phone: str) -> str:
    """Return "•••• ••90" for a phone number: enough to recognise, not to call; "" for none."""
    return f"•••• ••{phone[-2:]}" if phone else ""


def shown_name(child: Child, viewer: Viewer) -> str:
    """Return the child's name for a viewer: initials while names are masked."""
    return initials(child.known_as) if viewer.masked else child.known_as


def shown_person(name: str, viewer: Viewer) -> str:
    """Return another person's name for a viewer: initials while names are masked."""
    return initials(name) if viewer.masked else name


def age_band(child: Child, on: date) -> str:
    """Return the age on a date as a band such as "12–15 th", for those who may not know the child."""
    age = child.age_on(on)
    if age is None:
        return _("usia belum diketahui")
    for low, high in AGE_BANDS:
        if low <= age <= high:
            return _("%(low)s–%(high)s th") % {"low": low, "high": high}
    return _("18 th ke atas")


def mask_number(number: str) -> str:
    """Return "•••• 0001" for the number of a paper: its last four characters, "" for none."""
    return f"•••• {number[-4:] if len(number) > 7 else ''}".strip() if number else ""
