from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.choices import AliasKind
from cases.children.dates import MonthField
from cases.children.masking import shown_person
from cases.children.models import CarePeriod
from core.kernel.codes import clean_code
from core.screens.fields import TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm


class AliasForm(ViewerForm):
    """Another name of the child."""

    submit_label = _("Tambah nama")
    name = TextField(label=_("Nama lain"), max_length=120, error_messages={"required": _("Isi namanya")})
    kind = forms.ChoiceField(
        label=_("Nama apa ini?"),
        choices=[one for one in AliasKind.choices if one[0] != AliasKind.MERGED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih nama apa ini")},
    )


class SiblingForm(ViewerForm):
    """Another child's code."""

    submit_label = _("Tautkan")
    code = TextField(
        label=_("Kode anak yang menjadi saudaranya"), max_length=20, help_text=_("Seperti A-7Q4XMD, ada di profil anak."),
        error_messages={"required": _("Isi kode anak")},
    )  # fmt: skip

    def clean_code(self):
        code = clean_code(self.cleaned_data["code"])
        if not code.startswith("A"):
            raise forms.ValidationError(_("Periksa kodenya; kode anak seperti A-7Q4XMD"), code="code")
        return code


class CareForm(VersionedForm, ViewerForm):
    """Who cared for the child, from when until when."""

    person = forms.ChoiceField(label=_("Pengasuh"), error_messages={"required": _("Pilih pengasuhnya")})
    since = MonthField(label=_("Mengasuh sejak"), help_text=_("Cukup bulan dan tahun."))
    until = MonthField(label=_("Sampai"), required=False, help_text=_("Kosong berarti masih mengasuh."))
    note = TextField(label=_("Mengapa mulai atau berhenti"), required=False, rows=2, max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, people: list, period: CarePeriod | None = None, **kwargs):
        self.people = {str(person.pk): person for person in people}
        initial = {name: getattr(period, name) for name in ("since", "until", "note", "version")} if period else {}
        if period:
            initial["person"] = str(period.person_id)
        super().__init__(*args, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)

    def prepare(self) -> None:
        self.fields["person"].choices = [
            ("", _("Pilih orang")),
            *(
                (key, f"{person.get_relation_display()}, {shown_person(person.name, self.viewer)}")
                for key, person in self.people.items()
            ),
        ]

    def differences(self, row) -> list[tuple[str, str]]:
        return [(label, words) for label, words in super().differences(row) if label != self.fields["person"].label]

    def answers(self) -> dict:
        found = super().answers()
        return {**found, "person": self.people[found["person"]], "version": found["version"] or 0}
