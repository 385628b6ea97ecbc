"""Form fields every room uses: Indonesian dates, plain text without control characters, phones, numbers-as-text."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.screens.dates import parse_date, parse_parts

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def clean_text(value: str) -> str:
    """Return text in NFC without control and direction-override characters, which hide what was written."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", value)).strip()


class TextField(forms.CharField):
    """One line or a paragraph of plain text; pass `rows` for a text area.  Always length-capped."""

    def __init__(self, *, rows: int = 0, max_length: int = 200, **kwargs):
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        return clean_text(super().to_python(value))


class DateBoxes(forms.MultiWidget):
    """Three boxes: day, month, year."""

    template_name = "screens/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widgets=[forms.TextInput({**box, "maxlength": size}) for size in (30, 12, 8)], attrs=attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else [None, None, None]

    def value_from_datadict(self, data, files, name):
        # A whole date posted or pasted under the plain name is read as one.
        return [data[name], "", ""] if name in data else super().value_from_datadict(data, files, name)


class IndonesianDateField(forms.Field):
    """A date in three boxes; a whole date pasted into the first box is understood too.  Gives a `date`."""

    widget = DateBoxes
    default_error_messages = {"required": gettext_lazy("Isi tanggalnya")}

    def clean(self, value):
        parts = [str(part or "").strip()[:60] for part in (value or ["", "", ""])]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        found = parse_date(parts[0]) if not any(parts[1:]) else parse_parts(*parts)
        self.run_validators(found)
        return found

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True


class PhoneField(TextField):
    """A phone number, kept as +62…; accepts 0812-3456-7890 and other spellings."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(max_length=30, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        return normal_phone(text) if text else ""


def normal_phone(text: str) -> str:
    """Return a phone number as +62….  Raises ValidationError when it cannot be one."""
    digits = re.sub(r"[\s().-]", "", text)
    digits = "+62" + digits[1:] if digits.startswith("0") else digits
    if not re.fullmatch(r"\+\d{8,15}", digits):
        raise ValidationError(_("Tulis nomor telepon seperti 0812-3456-7890"), code="phone")
    return digits
