from django import forms
from django.utils.translation import gettext_lazy as _

from cases.documents import choices
from core.files.fields import ContentField
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm


class AttachForm(ViewerForm):
    """One file and what it is.  Needs `case`."""

    submit_label = _("Simpan dokumen")
    file = ContentField(label=_("Berkas"))
    kind = forms.ChoiceField(
        label=_("Jenis dokumen"), choices=[("", _("Pilih jenis")), *choices.Kind.choices],
        error_messages={"required": _("Pilih jenis dokumen")},
    )  # fmt: skip
    title = TextField(
        label=_("Nama dokumen"), max_length=120, help_text=_("Tulis tanpa nama anak, misalnya Akta kelahiran, halaman depan."),
        error_messages={"required": _("Tulis nama dokumen")},
    )  # fmt: skip
    dated_on = IndonesianDateField(label=_("Tanggal dokumen"), required=False)
    audience = forms.ChoiceField(
        label=_("Siapa dapat melihat"), widget=forms.RadioSelect, initial=choices.Audience.FILE,
        error_messages={"required": _("Pilih siapa dapat melihat")},
    )  # fmt: skip
    note = TextField(label=_("Catatan"), rows=2, required=False, max_length=1000)

    def __init__(self, *args, case, **kwargs):
        self.case = case
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        is_owner = self.viewer.agency_id == self.case.owner_agency_id
        self.fields["audience"].choices = [
            choice for choice in choices.Audience.choices if is_owner or choice[0] != choices.Audience.OWNER
        ]
        rule = _("PDF, JPEG, PNG, DOCX, atau XLSX, paling besar 10 MB. Lokasi dan data kamera dihapus dari foto.")
        again = _("Pilih berkasnya lagi: peramban tidak menyimpan pilihan berkas. Isian lain tetap ada.")
        self.fields["file"].help_text = again if self.is_bound else rule


class WithdrawForm(ViewerForm):
    """Why a document is withdrawn."""

    submit_label = _("Tarik dokumen")
    reason = forms.ChoiceField(
        label=_("Alasan dokumen ditarik"), choices=choices.PERSONS_REASONS, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasan dokumen ditarik")},
    )  # fmt: skip
    explanation = TextField(label=_("Penjelasan"), rows=3, required=False, max_length=1000)
