from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.screens.uploads import TooLarge

ACCEPT = ",".join(f".{one}" for one in ("pdf", "jpg", "jpeg", "png", "docx", "xlsx"))


class ContentField(forms.FileField):
    """A file within the limit; gives its bytes.  What it is, the service finds out; its name is not looked at."""

    widget = forms.FileInput(attrs={"accept": f"image/jpeg,image/png,{ACCEPT}"})
    default_error_messages = {
        "required": _("Pilih berkasnya"),
        "invalid": _("Berkas tidak sampai. Pilih berkasnya lagi."),
        "missing": _("Berkas tidak sampai. Pilih berkasnya lagi."),
        "empty": _("Berkas ini kosong. Pilih berkas lain."),
        "large": _("Berkas ini lebih besar dari 10 MB. Perkecil dulu atau pindai dengan mutu lebih rendah."),
    }

    def to_python(self, data):
        if isinstance(data, TooLarge):
            raise ValidationError(self.error_messages["large"], code="large")
        found = super().to_python(data)
        return found.read() if found else None

    def clean(self, value, initial=None):
        # Without Django's own, which would hand back the upload itself instead of its bytes.
        found = self.to_python(value)
        if not found and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return found
