from django import forms
from django.utils.translation import gettext_lazy as _

from cases.sharing.choices import Level, RefusalReason, RequestReason
from core.kernel.codes import clean_code
from core.screens.fields import TextField
from core.screens.forms import ViewerForm


class AskForm(ViewerForm):
    """Which case is asked for, and why."""

    submit_label = _("Minta akses")
    code = TextField(
        label=_("Kode kasus"), max_length=20,
        help_text=_("Misalnya K-7Q4XMD. Jawabannya sama, ada atau tidak ada kasus dengan kode itu."),
        error_messages={"required": _("Tulis kode kasusnya")},
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("Alasan"), choices=RequestReason.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasan permintaan")},
    )  # fmt: skip
    words = TextField(
        label=_("Untuk apa berkas ini Anda perlukan"), max_length=1000, rows=3,
        help_text=_("Dibaca supervisor instansi pemilik kasus. Jangan tulis nama anak."),
        error_messages={"required": _("Tulis untuk apa berkas ini Anda perlukan")},
    )  # fmt: skip

    def __init__(self, *args, with_code: bool = True, **kwargs):
        self.with_code = with_code
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if not self.with_code:
            del self.fields["code"]

    def clean_code(self) -> str:
        """Accept a code in any spelling."""
        code = clean_code(self.cleaned_data["code"])
        if code[:1] != "K":
            raise forms.ValidationError(_("Kode kasus berbentuk K- dan enam huruf atau angka."))
        return code


class GrantForm(ViewerForm):
    """For how long and how much of the file is opened."""

    submit_label = _("Beri akses")
    level = forms.ChoiceField(
        label=_("Yang dibuka"), widget=forms.RadioSelect, initial=Level.CARE,
        choices=[
            (Level.CARE, _("Identitas, keluarga, dan pascalayanan anak")),
            (Level.FULL, _("Seluruh berkas kasus")),
        ],
    )  # fmt: skip
    days = forms.IntegerField(label=_("Berlaku berapa hari"), min_value=1, max_value=90)


class RefuseForm(ViewerForm):
    """Why the file stays closed."""

    submit_label = _("Tidak berikan akses")
    refusal = forms.ChoiceField(
        label=_("Alasan"), choices=RefusalReason.choices, widget=forms.RadioSelect,
        help_text=_("Hanya untuk catatan instansi Anda; peminta membaca “tidak diberikan” saja."),
        error_messages={"required": _("Pilih alasan tidak memberi akses")},
    )  # fmt: skip
