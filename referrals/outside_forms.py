"""What is asked about letters, calls and links: is it well-formed?"""

import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import AgencyKind
from agencies.directory.forms import RegionField
from agencies.directory.models import Agency
from core.files.fields import ContentField
from core.screens.fields import IndonesianDateField, PhoneField, TextField
from core.screens.forms import ViewerForm
from referrals.choices import DeclineReason, Outcome, Way
from referrals.services import Heard

_FLOW = {"layout": "is-flow"}
_HOUR = re.compile(r"(\d{1,2})[.:](\d{2})")


class HourField(TextField):
    """A time of day, "14.30"; gives a `time`."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=8, widget=widget, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        found = _HOUR.fullmatch(text)
        if not text:
            return None
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValidationError(_("Tulis jam seperti 14.30"), code="hour")
        return time(int(found[1]), int(found[2]))


class HeardForm(ViewerForm):
    """How something was said: by letter or on the phone.  `answers()` gives it as one `heard`."""

    ways = ((Way.LETTER, _("Surat")), (Way.PHONE, _("Telepon")))
    way = forms.ChoiceField(
        label=_("Lewat apa?"), widget=forms.RadioSelect(attrs=_FLOW), error_messages={"required": _("Pilih surat atau telepon")}
    )  # fmt: skip
    letter_number = TextField(label=_("Nomor surat"), max_length=80, required=False, help_text=_("Untuk surat."))
    letter_on = IndonesianDateField(label=_("Tanggal surat"), required=False)
    scan = ContentField(
        label=_("Pindaian surat"), required=False,
        help_text=_("PDF atau foto, paling besar 10 MB. Disimpan di dokumen kasus."),
    )  # fmt: skip
    officer_name = TextField(
        label=_("Nama petugas instansi itu"), max_length=120, required=False, help_text=_("Wajib untuk telepon.")
    )
    officer_position = TextField(label=_("Jabatan"), max_length=120, required=False)
    said_on = IndonesianDateField(label=_("Tanggal telepon"), required=False)
    said_time = HourField(label=_("Jam telepon"), required=False, help_text=_("Contoh: 14.30"))

    HEARD = ("way", "letter_number", "letter_on", "scan", "officer_name", "officer_position", "said_on", "said_time")

    def prepare(self) -> None:
        self.fields["way"].choices = self.ways
        if len(self.ways) == 1:
            self.fields["way"].initial = self.ways[0][0]

    def layout(self) -> list:
        return [*(name for name in self.fields if name not in (*self.HEARD, "form_token")), *self.HEARD]

    def heard(self) -> Heard:
        """Return how it was said."""
        said = self.cleaned_data
        day, hour = said.get("said_on"), said.get("said_time")
        moment = datetime.combine(day, hour, tzinfo=self.viewer.zone) if day and hour else None
        return Heard(
            way=said["way"], officer_name=said["officer_name"], officer_position=said["officer_position"],
            said_at=moment, letter_number=said["letter_number"], letter_on=said.get("letter_on"), scan=said.get("scan"),
        )  # fmt: skip

    def answers(self) -> dict:
        kept = {name: value for name, value in super().answers().items() if name not in self.HEARD}
        return {**kept, "heard": self.heard()}


class SendOutsideForm(HeardForm):
    submit_label = _("Kirim rujukan")


class AnswerHeardForm(HeardForm):
    """What the office answered, as the sender was told."""

    submit_label = _("Catat jawaban")
    ACCEPTED, DECLINED = "accept", "decline"
    said = forms.ChoiceField(
        label=_("Jawaban instansi"), widget=forms.RadioSelect,
        choices=((ACCEPTED, _("Diterima")), (DECLINED, _("Ditolak"))), error_messages={"required": _("Pilih jawabannya")},
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("Alasan penolakan"), required=False, choices=[("", _("Pilih bila ditolak")), *DeclineReason.choices]
    )
    body = TextField(label=_("Yang dikatakan"), rows=3, max_length=1000, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("said") == self.DECLINED and not cleaned.get("reason"):
            self.add_error("reason", _("Pilih alasan penolakan"))
        return cleaned


class ProgressHeardForm(HeardForm):
    """How the service goes or ended, as the sender was told."""

    submit_label = _("Catat")
    RUNNING = "running"
    state = forms.ChoiceField(
        label=_("Keadaan layanan"), widget=forms.RadioSelect, choices=((RUNNING, _("Layanan berjalan")), *Outcome.choices),
        initial=RUNNING,
    )  # fmt: skip
    on = IndonesianDateField(label=_("Tanggal kontak atau hasil"))
    body = TextField(label=_("Yang dikatakan"), rows=3, max_length=2000, required=False)

    def __init__(self, *args, hint: str = "", **kwargs):
        self.hint = hint
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        self.fields["body"].help_text = self.hint


class VerifyForm(HeardForm):
    """The letter that confirms a call."""

    submit_label = _("Benarkan dengan surat")
    ways = ((Way.LETTER, _("Surat")),)

    def layout(self) -> list:
        return ["way", "letter_number", "letter_on", "scan", "officer_name", "officer_position"]


class LinkForm(ViewerForm):
    """For whom a link is made."""

    submit_label = _("Buat tautan")
    officer_name = TextField(
        label=_("Nama petugas instansi itu"), max_length=120,
        error_messages={"required": _("Tulis nama petugas yang menerima tautan")},
        help_text=_("Telepon dahulu: kode dibacakan kepadanya, tautannya dikirim terpisah."),
    )  # fmt: skip
    officer_position = TextField(label=_("Jabatan"), max_length=120, required=False)


class RecipientForm(ViewerForm):
    """A body outside the network, written down once."""

    submit_label = _("Simpan instansi")
    name = TextField(
        label=_("Nama lengkap instansi"), max_length=150, error_messages={"required": _("Tulis nama instansi")},
        help_text=_("Nama lembaga, bukan nama orang, misalnya SD Negeri 12 Koto Tangah."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Jenis instansi"), choices=[("", _("Pilih jenis")), *AgencyKind.choices],
        error_messages={"required": _("Pilih jenis instansi")},
    )  # fmt: skip
    region = RegionField(label=_("Kabupaten/kota"), levels=(2,))
    phone = PhoneField(label=_("Telepon kantor"), required=False)
    address = TextField(label=_("Alamat kantor"), required=False, max_length=200)
    contact_desk = TextField(
        label=_("Bagian yang dihubungi"),
        required=False,
        max_length=120,
        help_text=_("Bagian atau jabatan, bukan nama orang."),
    )
    email = forms.EmailField(label=_("Surel kantor"), required=False, max_length=254)

    def prepare(self) -> None:
        own = Agency.objects.filter(pk=self.viewer.agency_id).values_list("region_id", flat=True).first()
        self.fields["region"].start_at(own or "")


class CodeForm(forms.Form):
    """The code that was told by phone."""

    code = TextField(
        label=_("Kode dari telepon"), max_length=20, error_messages={"required": _("Tulis kodenya")},
        help_text=_("Enam angka, dibacakan petugas yang menghubungi Anda."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")
