from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.directory.forms import RegionField
from cases.children import nik as niks
from cases.children.choices import NikKnown, Paper, PaperStatus
from cases.children.forms.child import ChildFields
from cases.children.forms.common import KEEP, phone_or_dash
from cases.children.models import Child
from cases.children.services import PAPERS
from core.screens.fields import TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm


class EditChildForm(VersionedForm, ChildFields, ViewerForm):
    """Change a child's data.  Numbers and address are not shown here; what is typed replaces them."""

    secret = ("nik", "kk_number", "phone", "address")
    birth_required = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    region = RegionField(label=_("Tempat tinggal"), required=False)
    kk_number = TextField(label=_("Nomor KK"), required=False, max_length=40, help_text=KEEP)
    phone = TextField(label=_("Telepon"), required=False, max_length=30, help_text=KEEP)
    address = TextField(label=_("Alamat (jalan, RT/RW, jorong)"), required=False, max_length=300, help_text=KEEP)
    school = TextField(label=_("Sekolah"), required=False, max_length=150)

    field_order = (*ChildFields.CHILD_FIELDS, "kk_number", "phone", "address", "school")

    def __init__(self, *args, child: Child, today: date, **kwargs):
        self.child = child
        initial = {
            name: getattr(child, name) for name in (*self.CHILD_FIELDS, "school", "version", *PAPERS) if name != "age"
        }
        initial.update(age=None if child.born_on else child.age_on(today), nik="")
        super().__init__(*args, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        self.fields["nik"].help_text = KEEP
        for paper in Paper:
            self.fields[f"paper_{paper.value}"] = forms.ChoiceField(
                label=paper.label, choices=PaperStatus, required=False
            )

    def clean(self):
        answers = super().clean()
        # An empty box beside "yes" keeps the number the child has.
        if self.child.nik and self.has_error("nik", "nik"):
            del self._errors["nik"]
        return answers

    def clean_kk_number(self):
        text = self.cleaned_data["kk_number"]
        return text if text in ("", "-") else niks.clean_kk(text)

    def clean_phone(self):
        return phone_or_dash(self.cleaned_data["phone"])

    def clean_nik(self):
        text = self.cleaned_data.get("nik", "")
        return text if text in ("", "-") else niks.clean_nik(text)

    def answers(self) -> dict:
        answers = super().answers()
        if answers.get("nik") == "" and answers.get("nik_known") in ("", NikKnown.YES):
            answers["nik_known"] = NikKnown.UNKNOWN
        return {name: value for name, value in answers.items() if value != "" or name not in ("nik_known", *PAPERS)}
