"""Goals, activities, reasons, and the decision on a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from cases.casework import choices
from cases.casework.forms.fields import radio
from cases.casework.instruments import CURRENT
from cases.casework.selectors import workloads
from cases.casework.sheets import label_of
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32000)


class GoalForm(VersionedForm, ViewerForm):
    """The words of a goal and the part of the assessment it answers."""

    submit_label = _("Simpan tujuan")
    domain = forms.ChoiceField(label=_("Bidang"))
    goal = TextField(
        label=_("Tujuan"), rows=2, max_length=500, error_messages={"required": _("Tulis tujuannya")},
        help_text=_("Keadaan anak yang ingin dicapai, sehingga terlihat bila tercapai."),
    )  # fmt: skip
    version = _version()

    def prepare(self):
        known = [(section.slug, section.label) for section in CURRENT.sections]
        now = self.initial.get("domain")
        if now and now not in dict(known):
            known.append((now, label_of(now)))
        self.fields["domain"].choices = known


class ActivityFields(forms.Form):
    """What is done, of which component, by whom, until when."""

    component = forms.ChoiceField(
        label=_("Komponen ATENSI"), choices=[("", _("Pilih komponen")), *choices.Component.choices],
        error_messages={"required": _("Pilih komponen ATENSI")},
    )  # fmt: skip
    activity = TextField(
        label=_("Kegiatan"), rows=2, max_length=1000, error_messages={"required": _("Tulis kegiatannya")}
    )
    responsible = forms.ChoiceField(
        label=_("Penanggung jawab"), required=False, help_text=_("Wajib sebelum rencana diajukan.")
    )
    due_on = IndonesianDateField(label=_("Tenggat"), required=False)

    FIELDS = ("component", "activity", "responsible", "due_on")

    def __init__(self, *args, case, today, **kwargs):
        self.loads = workloads(case.owner_agency_id, today)
        super().__init__(*args, **kwargs)

    def offer_people(self):
        """Fill the choice of people of the agency and of partner agencies."""
        people = [(f"p{load.person.pk}", load.person.short_name) for load in self.loads]
        others = Agency.objects.filter(is_active=True).exclude(pk=self.viewer.agency_id).order_by("name")
        agencies = [(f"a{pk}", name) for pk, name in others.values_list("pk", "name")]
        self.fields["responsible"].choices = [
            ("", _("Belum ditentukan")), (_("Rekan"), people), (_("Instansi mitra"), agencies),
        ]  # fmt: skip

    def activity_answers(self) -> dict:
        """Return the activity as the verb wants it."""
        found, who = self.cleaned_data, self.cleaned_data.get("responsible") or ""
        return {
            "component": found["component"], "activity": found["activity"], "due_on": found["due_on"],
            "person_id": int(who[1:]) if who.startswith("p") else None,
            "agency_id": int(who[1:]) if who.startswith("a") else None,
        }  # fmt: skip


class NewGoalForm(ActivityFields, GoalForm):
    """A goal with its first activity."""

    version = None

    def prepare(self):
        super().prepare()
        self.offer_people()
        self.order_fields(["domain", "goal", *self.FIELDS])

    def answers(self) -> dict:
        found = self.cleaned_data
        return {"domain": found["domain"], "goal": found["goal"], **self.activity_answers()}


class ActivityForm(VersionedForm, ActivityFields, ViewerForm):
    """An activity, new or changed."""

    submit_label = _("Simpan kegiatan")
    version = _version()

    def prepare(self):
        self.offer_people()
        self.order_fields([*self.FIELDS, "version"])

    def differences(self, row) -> list[tuple[str, str]]:
        row.responsible = (row.person or row.agency or "") and (row.person or row.agency).short_name
        names = {key: word for _group, rows in self.fields["responsible"].choices[1:] for key, word in rows}
        said = self.cleaned_data
        self.cleaned_data = {**said, "responsible": names.get(said.get("responsible"), "")}
        found = super().differences(row)
        self.cleaned_data = said
        return found

    def answers(self) -> dict:
        return {"answers": self.activity_answers(), "version": self.cleaned_data["version"]}


class RemoveForm(ViewerForm):
    """Take something out of the plan."""

    submit_label = _("Hapus dari rencana")
    version = _version()


class GapForm(ViewerForm):
    """Why there is no goal for a weak part."""

    submit_label = _("Simpan alasan")
    reason = TextField(
        label=_("Alasan tanpa tujuan"), rows=3, max_length=2000, error_messages={"required": _("Tulis alasannya")},
        help_text=_("Misalnya sudah ditangani instansi lain, atau keluarga belum bersedia."),
    )  # fmt: skip


class _StateForm(ViewerForm):
    """How far it is, since when."""

    submit_label = _("Simpan keadaan")
    state_on = IndonesianDateField(label=_("Sejak tanggal"))
    state_reason = TextField(
        label=_("Alasan"), rows=2, required=False, max_length=2000, help_text=_("Wajib bila dihentikan.")
    )

    def prepare(self):
        self.order_fields(["state", "state_on", "state_reason"])


class GoalStateForm(_StateForm):
    """How far a goal is."""

    state = radio(choices.GoalState, _("Keadaan"), layout="is-flow")


class ActivityStateForm(_StateForm):
    """How far an activity is."""

    state = radio(choices.ActivityState, _("Keadaan"), layout="is-flow")


class DecideForm(ViewerForm):
    """Approve or return the version that was looked at."""

    submit_label = _("Kirim keputusan")
    decision = radio(
        (("approve", _("Setujui")), ("return", _("Kembalikan"))), _("Keputusan"), layout="is-flow",
        error_messages={"required": _("Pilih setujui atau kembalikan")},
    )  # fmt: skip
    text = TextField(
        label=_("Yang perlu diperbaiki"),
        rows=3,
        required=False,
        max_length=4000,
        help_text=_("Wajib bila dikembalikan."),
    )
    version = _version()


class ProgressForm(ViewerForm):
    """What was reached of each goal in a period."""

    submit_label = _("Simpan laporan")
    period_from = IndonesianDateField(label=_("Dari tanggal"))
    period_to = IndonesianDateField(label=_("Sampai tanggal"))
    obstacles = TextField(label=_("Hambatan"), rows=2, required=False, max_length=4000)
    child_view = TextField(
        label=_("Suara anak"), rows=2, required=False, max_length=4000, help_text=_("Dengan kata-kata anak sendiri.")
    )
    next_steps = TextField(
        label=_("Langkah berikut"), rows=2, max_length=4000, error_messages={"required": _("Tulis langkah berikut")}
    )

    def __init__(self, *args, goals, **kwargs):
        self.goals = goals
        super().__init__(*args, **kwargs)

    def prepare(self):
        names = []
        for number, goal in enumerate(self.goals, start=1):
            state, reached = f"state_{goal.lineage}", f"reached_{goal.lineage}"
            label = _("Tujuan %(n)s: %(goal)s") % {"n": number, "goal": goal.goal}
            self.fields[state] = radio(choices.GoalState, label, layout="is-flow", initial=goal.state)
            self.fields[reached] = TextField(
                label=_("Yang dicapai pada tujuan %(n)s") % {"n": number}, rows=2, max_length=4000,
                error_messages={"required": _("Tulis yang dicapai untuk tujuan %(n)s") % {"n": number}},
            )  # fmt: skip
            names += [state, reached]
        self.order_fields(["period_from", "period_to", *names, "obstacles", "child_view", "next_steps"])

    def answers(self) -> dict:
        found = self.cleaned_data
        words = ("period_from", "period_to", "obstacles", "child_view", "next_steps")
        lines = {
            goal.lineage: {"state": found[f"state_{goal.lineage}"], "reached": found[f"reached_{goal.lineage}"]}
            for goal in self.goals
        }
        return {"answers": {name: found[name] for name in words}, "lines": lines}
