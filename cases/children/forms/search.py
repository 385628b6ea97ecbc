from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.screens.fields import TextField
from core.screens.forms import ViewerForm


class SearchForm(ViewerForm):
    """The box before a new child is written down; what is typed travels in the body of the request only."""

    submit_label = _("Cari")
    text = TextField(
        label=_("Nama, NIK, atau kode anak"),
        help_text=_("Ejaan lama dan baru sama-sama ditemukan."),
        required=False,
    )
    born_year = forms.IntegerField(
        label=_("Tahun lahir"), required=False, min_value=1900, max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Tulis tahun dengan 4 angka"), "min_value": _("Tulis tahun dengan 4 angka")},
    )  # fmt: skip
    mother = TextField(label=_("Nama ibu"), required=False)

    def clean(self):
        answers = super().clean()
        if not answers.get("text") and not (answers.get("mother") and answers.get("born_year")):
            raise ValidationError(_("Isi nama, NIK, kode, atau nama ibu dan tahun lahir"), code="nothing")
        return answers
