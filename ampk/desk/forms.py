from django import forms
from django.utils.translation import gettext_lazy as _

from core.screens.fields import TextField
from core.screens.forms import ViewerForm


class SearchForm(ViewerForm):
    """One box: a name, a code, an agency."""

    submit_label = _("Cari")
    kata = TextField(
        label=_("Nama anak, kode, atau instansi"),
        help_text=_("Misalnya Budi, K-7Q4XMD, atau Disdukcapil. Ejaan lama dan salah ketik ikut dicari."),
        error_messages={"required": _("Tulis nama, kode, atau instansi yang dicari")},
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}),
    )


class ReassignForm(forms.Form):
    """The ticked cases of a list and who is to take them."""

    k = forms.MultipleChoiceField(
        required=True,
        error_messages={"required": _("Pilih minimal satu kasus"), "invalid_choice": _("Muat ulang daftarnya")},
    )
    kepada = forms.TypedChoiceField(coerce=int, error_messages={"required": _("Pilih pekerja yang menerima")})

    def __init__(self, *args, codes, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["k"].choices = [(code, code) for code in codes]
        self.fields["kepada"].choices = [(str(load.user_id), load.name) for load in workers]
