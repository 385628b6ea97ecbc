"""The plan and the decision on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.casework import choices
from cases.casework.forms.fields import radio
from cases.casework.selectors import workloads
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm


class PlanForm(ViewerForm):
    """Up to five goals; empty rows are left out."""

    submit_label = _("Simpan rencana")
    ROWS = 5

    def __init__(self, *args, case, today, **kwargs):
        self.loads = workloads(case.owner_agency_id, today)
        super().__init__(*args, **kwargs)

    def prepare(self):
        people = [("", _("Pilih penanggung jawab")), *((load.person.pk, load.person.short_name) for load in self.loads)]
        for row in range(1, self.ROWS + 1):
            self.fields[f"goal_{row}"] = TextField(
                label=_("Tujuan %(n)s") % {"n": row}, required=row == 1, max_length=500
            )
            self.fields[f"activity_{row}"] = TextField(label=_("Kegiatan"), required=False, max_length=1000)
            self.fields[f"domain_{row}"] = forms.ChoiceField(
                label=_("Bidang"), choices=choices.Domain.choices, required=False
            )
            self.fields[f"component_{row}"] = forms.ChoiceField(
                label=_("Komponen ATENSI"), choices=choices.Component.choices, required=False
            )
            self.fields[f"person_{row}"] = forms.ChoiceField(
                label=_("Penanggung jawab"), choices=people, required=False
            )
            self.fields[f"due_{row}"] = IndonesianDateField(label=_("Tenggat"), required=False)

    def clean(self):
        answers = super().clean()
        for row in self._filled():
            for name, sentence in (
                ("activity", _("Isi kegiatan untuk tujuan ini")),
                ("person", _("Pilih penanggung jawab tujuan ini")),
                ("due", _("Isi tenggat tujuan ini")),
            ):
                if not answers.get(f"{name}_{row}") and f"{name}_{row}" not in self.errors:
                    self.add_error(f"{name}_{row}", sentence)
        return answers

    def _filled(self) -> list[int]:
        return [row for row in range(1, self.ROWS + 1) if self.cleaned_data.get(f"goal_{row}")]

    def answers(self) -> dict:
        found = self.cleaned_data
        return {
            "goals": [
                {
                    "goal": found[f"goal_{row}"],
                    "activity": found[f"activity_{row}"],
                    "domain": found[f"domain_{row}"],
                    "component": found[f"component_{row}"],
                    "person_id": int(found[f"person_{row}"]),
                    "due_on": found[f"due_{row}"],
                }
                for row in self._filled()
            ]
        }


class DecideForm(ViewerForm):
    """Approve or return the version that was looked at."""

    submit_label = _("Kirim keputusan")
    decision = radio((("approve", _("Setujui")), ("return", _("Kembalikan"))), _("Keputusan"), layout="is-flow")
    text = TextField(label=_("Yang perlu diperbaiki"), rows=3, required=False, max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)
