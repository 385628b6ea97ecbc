"""From a report to a case, in steps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.directory.forms import RegionField
from cases.casework import choices
from cases.casework.forms.fields import radio
from cases.children.forms import ChildFields
from core.screens.fields import IndonesianDateField, PhoneField, TextField
from core.screens.forms import ViewerForm


class NoteStep(ViewerForm):
    """What was heard on the phone, written down as it comes."""

    submit_label = _("Lanjut")
    note = TextField(
        label=_("Catatan telepon"), rows=14, max_length=10000,
        help_text=_("Tulis apa adanya. Catatan ini tampil di sebelah langkah berikutnya dan menjadi uraian laporan."),
        error_messages={"required": _("Tulis catatannya")},
    )  # fmt: skip


class ChildStep(ChildFields, ViewerForm):
    """Who the child is, as far as it is known now; where the child lives is asked with the event."""

    submit_label = _("Lanjut")
    region = None
    CHILD_FIELDS = tuple(name for name in ChildFields.CHILD_FIELDS if name != "region")

    def prepare(self) -> None:
        """Leave out the places: this step asks for none."""

    def layout(self) -> list:
        return list(self.CHILD_FIELDS)


class EventStep(ViewerForm):
    """What happened, where, who says so, and whether the child is in danger now."""

    submit_label = _("Lanjut")
    category = forms.ChoiceField(
        label=_("Kategori AMPK utama"),
        choices=[("", _("Pilih kategori")), *choices.Category.choices],
        help_text=_("UU 23/2002 jo. UU 35/2014 pasal 59 ayat (2). Kategori lain dapat ditambahkan kemudian."),
        error_messages={"required": _("Pilih kategori AMPK")},
    )
    region = RegionField(label=_("Lokasi anak"))
    in_danger = radio(
        (("yes", _("Ya, bahaya sekarang")), ("no", _("Tidak"))),
        _("Apakah anak dalam bahaya sekarang?"),
        layout="is-flow",
        error_messages={"required": _("Jawab apakah anak dalam bahaya sekarang")},
    )
    source = forms.ChoiceField(
        label=_("Sumber laporan"),
        choices=[("", _("Pilih sumber")), *choices.Source.choices],
        error_messages={"required": _("Pilih sumber laporan")},
    )
    event_on = IndonesianDateField(label=_("Tanggal kejadian"), required=False)
    narrative = TextField(
        label=_("Uraian"), rows=5, required=False, max_length=10000, help_text=_("Apa yang terjadi, menurut siapa.")
    )
    reporter_contact = PhoneField(label=_("Telepon pelapor"), required=False)
    consent = radio(choices.Consent, _("Persetujuan keluarga"), layout="is-flow", required=False)

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_event_on(self):
        day = self.cleaned_data["event_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("Tanggal kejadian tidak boleh setelah hari ini"), code="future")
        return day

    def answers(self) -> dict:
        return {**super().answers(), "in_danger": self.cleaned_data["in_danger"] == "yes"}


class CheckForm(ViewerForm):
    """Everything was read once more.  The intake's own number is its token: however often it is sent, one case."""

    submit_label = _("Simpan dan buka kasus")

    def __init__(self, *args, token: str, **kwargs):
        self.token = token
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["form_token"].initial = self.token

    def clean_form_token(self):
        return self.token


class KnownStep(ViewerForm):
    """The child is in the register already."""

    submit_label = _("Lanjut dengan anak ini")
