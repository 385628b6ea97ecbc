"""How a child is shown in a page: initials, age, place, masked numbers."""

from datetime import date, datetime

from django import template
from django.utils import formats, timezone

from cases.children import masking
from cases.children.models import Child
from core.kernel.scope import Viewer

register = template.Library()
register.filter("mask_nik", masking.mask_nik)
register.filter("mask_phone", masking.mask_phone)


@register.filter
def shown_name(child: Child, viewer: Viewer) -> str:
    """Return the child's name, or the initials while names are masked."""
    return masking.shown_name(child, viewer)


@register.filter
def shown_person(person, viewer: Viewer) -> str:
    """Return an important person's name, or the initials while names are masked."""
    return masking.shown_person(person.name, viewer)


@register.filter
def shown_alias(name: str, viewer: Viewer) -> str:
    """Return another name of the child, or its initials while names are masked."""
    return masking.shown_person(name, viewer)


@register.filter
def bulan(day: date | None) -> str:
    """Return "Mei 2014" for a date of which the month is meant."""
    return formats.date_format(day, "F Y") if day else ""


@register.filter
def age_words(child: Child, moment: datetime | date) -> str:
    """Return the age on a day or at a moment in words."""
    local = moment.astimezone(timezone.get_current_timezone()).date() if isinstance(moment, datetime) else moment
    return child.age_words(local)


@register.filter
def regency(region) -> str:
    """Return the kabupaten/kota of a place, such as "Kota Padang"; "" for none."""
    if region is None:
        return ""
    parts = region.full_name.split(", ")
    return parts[-2] if len(parts) > 1 else parts[0]
