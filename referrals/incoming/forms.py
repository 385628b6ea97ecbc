"""What is asked about a request of another office: is it well-formed?"""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.roles import CASE_KEEPERS
from cases.children.choices import Sex
from core.files.fields import ContentField
from core.screens.fields import IndonesianDateField, PhoneField, TextField
from core.screens.forms import ViewerForm
from referrals.choices import Urgency
from referrals.forms import AgencyField
from referrals.incoming.choices import PAPERS, Asked, DeclineReason, Way
from referrals.outside_forms import HourField

_FLOW = {"layout": "is-flow"}


class RequestFields(ViewerForm):
    """Who the child is, what happened, what is asked, and the papers; mixed into both ways in."""

    asked = forms.ChoiceField(
        label=_("Yang diminta"), widget=forms.RadioSelect, choices=Asked.choices, error_messages={"required": _("Pilih yang diminta")}
    )  # fmt: skip
    child_name = TextField(
        label=_("Nama anak"), max_length=120, required=False, help_text=_("Kosongkan bila belum diketahui.")
    )
    child_age = forms.IntegerField(
        label=_("Perkiraan usia (tahun)"), required=False, min_value=0, max_value=21,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Tulis usia dengan angka"), "max_value": _("Periksa usianya"), "min_value": _("Periksa usianya")},
    )  # fmt: skip
    child_sex = forms.ChoiceField(
        label=_("Jenis kelamin"), widget=forms.RadioSelect(attrs=_FLOW), choices=Sex.choices,
        error_messages={"required": _("Pilih jenis kelamin anak")},
    )  # fmt: skip
    reason = TextField(
        label=_("Apa yang terjadi dan apa yang diminta"), rows=5, max_length=4000,
        error_messages={"required": _("Tulis apa yang terjadi dan apa yang diminta")},
    )  # fmt: skip
    urgency = forms.ChoiceField(
        label=_("Kesegeraan"), widget=forms.RadioSelect(attrs=_FLOW), choices=Urgency.choices, initial=Urgency.NORMAL
    )
    letter_number = TextField(label=_("Nomor surat"), max_length=80, required=False)
    letter_on = IndonesianDateField(label=_("Tanggal surat"), required=False)
    officer_name = TextField(label=_("Nama petugas yang dapat dihubungi"), max_length=120, required=False)
    officer_phone = PhoneField(label=_("Telepon petugas"), required=False)
    FIRST: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label, _kind in PAPERS:
            self.fields[name] = ContentField(label=label, required=False)
        self.fields["letter_file"].help_text = _("PDF, foto, atau DOCX, paling besar 5 MB. Tanpa berkas pun boleh.")

    def layout(self) -> list:
        names = [name for name in self.fields if name not in (*self.FIRST, "form_token")]
        return [*self.FIRST, *names]

    def answers(self) -> dict:
        given = super().answers()
        papers = {name: given.pop(name, None) for name, _label, _kind in PAPERS}
        head = {name: given.pop(name) for name in self.FIRST if name in given}
        return {**head, "answers": given, "papers": papers}


class SendForm(RequestFields):
    """A partner's officer refers a child to an office that keeps cases."""

    submit_label = _("Kirim permintaan")
    FIRST = ("to_agency",)
    to_agency = forms.ModelChoiceField(
        label=_("Instansi tujuan"), queryset=Agency.objects.none(), empty_label=_("Pilih"),
        error_messages={"required": _("Pilih instansi tujuan")},
    )  # fmt: skip

    def prepare(self) -> None:
        found = Agency.objects.filter(is_active=True, is_outside=False, kind__in=CASE_KEEPERS)
        self.fields["to_agency"].queryset = found.exclude(pk=self.viewer.agency_id or 0).order_by("name")


class TakeDownForm(RequestFields):
    """A letter or a call of an office without an account is written down."""

    submit_label = _("Catat permintaan")
    FIRST = ("from_agency", "way", "received_on", "received_time")
    from_agency = AgencyField(
        label=_("Instansi yang meminta"), queryset=Agency.objects.none(), empty_label=_("Pilih"),
        error_messages={"required": _("Pilih instansi yang meminta")},
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("Datang lewat"), widget=forms.RadioSelect(attrs=_FLOW), initial=Way.LETTER,
        choices=((Way.LETTER, _("Surat")), (Way.PHONE, _("Telepon"))),
    )  # fmt: skip
    received_on = IndonesianDateField(label=_("Tanggal diterima"))
    received_time = HourField(label=_("Jam diterima"), help_text=_("Contoh: 14.30. Hitungan waktu mulai dari sini."))

    def prepare(self) -> None:
        found = Agency.objects.filter(is_active=True).exclude(pk=self.viewer.agency_id or 0)
        self.fields["from_agency"].queryset = found.order_by("name")

    def answers(self) -> dict:
        given = super().answers()
        day, hour = given.pop("received_on"), given.pop("received_time")
        return {**given, "received_at": datetime.combine(day, hour, tzinfo=self.viewer.zone)}


class DeclineForm(ViewerForm):
    """Why the child is not taken on."""

    submit_label = _("Kirim")
    reason = forms.ChoiceField(
        label=_("Mengapa tidak diterima?"), widget=forms.RadioSelect, choices=DeclineReason.choices,
        error_messages={"required": _("Pilih alasannya")},
    )  # fmt: skip
    body = TextField(label=_("Penjelasan"), rows=2, max_length=1000, required=False)


class BodyForm(ViewerForm):
    """One text to the other office."""

    submit_label = _("Kirim")
    body = TextField(label=_("Pesan"), rows=3, max_length=2000, error_messages={"required": _("Tulis isinya")})


class ReportForm(ViewerForm):
    """That the social report went out."""

    submit_label = _("Catat terkirim")
    number = TextField(
        label=_("Nomor laporan sosial"), max_length=80, error_messages={"required": _("Tulis nomor laporan sosial")}
    )
    on = IndonesianDateField(label=_("Tanggal dikirim"))


class ToldForm(ViewerForm):
    """How the office outside was told."""

    submit_label = _("Catat")
    way = forms.ChoiceField(
        label=_("Diberi tahu lewat"), widget=forms.RadioSelect(attrs=_FLOW),
        choices=((Way.LETTER, _("Surat")), (Way.PHONE, _("Telepon"))), error_messages={"required": _("Pilih surat atau telepon")},
    )  # fmt: skip
