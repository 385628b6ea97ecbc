"""Tasks: made, put off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from cases.casework.selectors import workloads
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm


class TaskForm(ViewerForm):
    """Something to do by a date."""

    submit_label = _("Buat tugas")
    text = TextField(label=_("Apa yang perlu dilakukan"), rows=2, max_length=500)
    assigned_to = forms.ModelChoiceField(
        label=_("Untuk siapa"), queryset=User.objects.none(), empty_label=_("Pilih rekan")
    )
    due_on = IndonesianDateField(label=_("Tenggat"))

    def __init__(self, *args, case, today, **kwargs):
        self.loads = workloads(case.owner_agency_id, today)
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["assigned_to"].queryset = User.objects.filter(
            pk__in=[load.person.pk for load in self.loads]
        ).order_by("name")


class SnoozeForm(ViewerForm):
    """Put a task off, with the reason."""

    submit_label = _("Tunda tugas")
    due_on = IndonesianDateField(label=_("Tenggat baru"))
    reason = TextField(label=_("Alasan"), rows=2, max_length=500)
