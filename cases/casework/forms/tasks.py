"""Tasks: made, put off, handed on, cancelled."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from agencies.people.permissions import P
from agencies.people.selectors import absent_ids, people_with
from cases.casework import choices
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm

PERSON, DESK = "p", "m"


class HolderField(forms.ChoiceField):
    """Anybody of the owner agency, or one of its desks.  Gives {"assigned_to": …} or {"desk": …}, None when empty."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {"required": _("Pilih untuk siapa tugas ini")})
        super().__init__(**kwargs)
        self.people: dict[str, User] = {}

    def offer(self, case, viewer, on) -> None:
        """Fill the choices from the agency that owns the case: oneself first, whoever is on leave marked."""
        self.fill(case.owner_agency_id, viewer, on)

    def fill(self, agency_id: int, viewer, on) -> None:
        """Fill the choices from an agency."""
        away = absent_ids(agency_id, on)
        found = sorted(people_with(agency_id, P.TASKS, on), key=lambda one: one.pk != viewer.user_id)
        self.people = {f"{PERSON}{one.pk}": one for one in found}
        names = [
            (value, f"{one.short_name} ({gettext('cuti')})" if one.pk in away else one.short_name)
            for value, one in self.people.items()
        ]
        desks = [(f"{DESK}{value}", label) for value, label in choices.Desk.choices]
        self.choices = [("", gettext("Pilih rekan atau meja")), (gettext("Rekan"), names), (gettext("Meja"), desks)]

    def clean(self, value):
        found = super().clean(value)
        if not found:
            return None
        return {"assigned_to": self.people[found]} if found in self.people else {"desk": found.removeprefix(DESK)}


class TaskForm(ViewerForm):
    """Something to do by a date."""

    submit_label = _("Buat tugas")
    text = TextField(
        label=_("Apa yang perlu dilakukan"), rows=2, max_length=500,
        help_text=_("Rekan tanpa akses ke kasus hanya melihat kalimat ini dan kode kasus. Jangan tulis nama anak."),
    )  # fmt: skip
    to = HolderField(label=_("Untuk siapa"))
    due_on = IndonesianDateField(label=_("Tenggat"))

    def __init__(self, *args, case, today, **kwargs):
        self.case, self.today = case, today
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["to"].offer(self.case, self.viewer, self.today)

    def answers(self) -> dict:
        found = super().answers()
        holder = found.pop("to")
        return {**found, **holder}


class TaskChangeForm(VersionedForm, ViewerForm):
    """What the forms on a task that exists already share."""

    reason = TextField(label=_("Alasan"), rows=2, max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def differences(self, row) -> list[tuple[str, str]]:
        """Return what the task says now."""
        from core.screens.templatetags.ui import hari_tanggal

        return [(gettext("Untuk"), row.whose), (gettext("Tenggat"), hari_tanggal(row.due_on))]


class SnoozeForm(TaskChangeForm):
    """Put a task off, with the reason."""

    submit_label = _("Tunda tugas")
    due_on = IndonesianDateField(label=_("Tenggat baru"))

    def layout(self) -> list:
        return ["version", "due_on", "reason"]


class CancelTaskForm(TaskChangeForm):
    """End a task that is no longer needed."""

    submit_label = _("Batalkan tugas")


class ReassignTaskForm(TaskChangeForm):
    """Hand a task to somebody else."""

    submit_label = _("Alihkan tugas")
    to = HolderField(label=_("Untuk siapa"))

    def __init__(self, *args, task, today, **kwargs):
        self.task, self.today = task, today
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["reason"].required = False
        self.fields["to"].fill(self.task.agency_id, self.viewer, self.today)

    def layout(self) -> list:
        return ["version", "to", "reason"]

    def answers(self) -> dict:
        found = super().answers()
        holder = found.pop("to")
        return {**found, **holder}
