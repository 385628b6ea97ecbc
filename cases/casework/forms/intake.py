"""From a report to a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.directory.forms import RegionField
from cases.casework import choices
from cases.casework.forms.fields import radio
from cases.children.forms import ChildFields
from core.screens.fields import IndonesianDateField, PhoneField, TextField
from core.screens.forms import ViewerForm


class EventFields(forms.Form):
    """The event's part of the intake form."""

    category = forms.ChoiceField(
        label=_("Kategori AMPK utama"),
        choices=[("", _("Pilih kategori")), *choices.Category.choices],
        help_text=_("UU 23/2002 jo. UU 35/2014 pasal 59 ayat (2). Kategori lain dapat ditambahkan kemudian."),
        error_messages={"required": _("Pilih kategori AMPK")},
    )
    source = forms.ChoiceField(
        label=_("Sumber laporan"),
        choices=[("", _("Pilih sumber")), *choices.Source.choices],
        error_messages={"required": _("Pilih sumber laporan")},
    )
    in_danger = radio(
        (("yes", _("Ya, bahaya sekarang")), ("no", _("Tidak"))),
        _("Apakah anak dalam bahaya sekarang?"),
        layout="is-flow",
        error_messages={"required": _("Jawab apakah anak dalam bahaya sekarang")},
    )
    event_on = IndonesianDateField(label=_("Tanggal kejadian"), required=False)
    narrative = TextField(
        label=_("Uraian"), rows=5, required=False, max_length=10000, help_text=_("Apa yang terjadi, menurut siapa.")
    )
    reporter_contact = PhoneField(label=_("Telepon pelapor"), required=False)
    consent = radio(choices.Consent, _("Persetujuan keluarga"), layout="is-flow", required=False)

    EVENT_FIELDS = ("category", "source", "in_danger", "event_on", "narrative", "reporter_contact", "consent")

    def event_answers(self) -> dict:
        """Return the event's part of the cleaned data."""
        found = {name: self.cleaned_data.get(name) for name in self.EVENT_FIELDS}
        return {**found, "in_danger": found["in_danger"] == "yes"}


class IntakeForm(ChildFields, EventFields, ViewerForm):
    """A new child with a new case."""

    submit_label = _("Simpan dan buka kasus")

    def layout(self) -> list:
        return [*self.CHILD_FIELDS, *self.EVENT_FIELDS]

    def answers(self) -> dict:
        return {**self.event_answers(), "child": self.child_answers(), "region": self.cleaned_data["region"]}


class KnownChildForm(EventFields, ViewerForm):
    """A new case for a child who is registered already."""

    submit_label = _("Buka kasus")
    region = RegionField(label=_("Tempat kejadian"), required=False)

    def answers(self) -> dict:
        return {**self.event_answers(), "region": self.cleaned_data.get("region")}
