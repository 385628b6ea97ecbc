"""What the forms of this room share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.screens.fields import PhoneField

FLOW = {"layout": "is-flow"}
KEEP = _("Biarkan kosong bila tidak diganti.")


def radio() -> forms.RadioSelect:
    """Return radio buttons that stand side by side."""
    return forms.RadioSelect(attrs=FLOW)


def phone_or_dash(text: str) -> str:
    """Return a phone number as it is kept; "" and "-" (empty it) stay."""
    return text if text in ("", "-") else PhoneField().clean(text)
