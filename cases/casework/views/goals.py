"""One page for each goal and each activity of the plan: write, change, remove, say how far it is."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cases.casework import forms, services, sheets
from cases.casework.choices import PlanState
from cases.casework.models import PlanActivity, PlanGoal
from cases.casework.services.goals import DOMAINS
from cases.casework.views.base import CaseAction, CasePress, StaffedAction


class InPlan:
    """Mixin: a row of the current version; back to the plan when done."""

    model = PlanGoal
    argument = "goal"

    @cached_property
    def row(self):
        """Return the row of the address, 404 when the current version does not have it."""
        found = self.model.objects.visible_to(self.viewer).exclude(plan__state=PlanState.REPLACED)
        if self.model is PlanActivity:
            found = found.select_related("person", "agency")
        return get_object_or_404(found, case=self.case, lineage=self.kwargs[self.argument])

    def plan_url(self) -> str:
        """Return the plan's page."""
        return reverse("plan", args=[self.case.code])

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "back_url": self.plan_url()}

    def run(self, verb, **facts) -> str:
        """Call a verb on the plan and return to it."""
        verb(by=self.viewer, now=self.now, case=self.case, **facts)
        return self.plan_url()


class NewGoal(InPlan, StaffedAction):
    """A goal with its first activity; the part may come with the address."""

    form_class = forms.NewGoalForm
    title = _("Tujuan baru")
    done = _("Tujuan disimpan.")

    def get_initial(self):
        asked = self.request.GET.get("bidang", "")
        return {"domain": asked if asked in DOMAINS else "", "responsible": f"p{self.viewer.user_id}"}

    def perform(self, answers):
        return self.run(services.write_goal, answers=answers)


class EditGoal(InPlan, CaseAction):
    """The words of a goal."""

    form_class = forms.GoalForm
    title = _("Ubah tujuan")
    done = _("Tujuan disimpan.")

    def get_initial(self):
        return {name: getattr(self.row, name) for name in ("domain", "goal", "version")}

    def perform(self, answers):
        version = answers.pop("version")
        return self.run(services.write_goal, answers=answers, goal=self.row.lineage, version=version)


class RemoveGoal(InPlan, CaseAction):
    """Take a goal out; earlier versions keep it."""

    template_name = "casework/plan_remove.html"
    form_class = forms.RemoveForm
    title = _("Hapus tujuan")
    done = _("Tujuan dihapus dari rencana.")

    def get_initial(self):
        return {"version": self.row.version}

    def perform(self, answers):
        return self.run(services.remove_goal, goal=self.row.lineage, **answers)

    def get_context_data(self, **kwargs):
        return super().get_context_data(words=self.row.goal, **kwargs)


class RaiseGoal(InPlan, CasePress):
    """Move a goal one place up."""

    done = _("Urutan diubah.")

    def perform(self):
        return self.run(services.raise_goal, goal=self.row.lineage)


class NewActivity(InPlan, StaffedAction):
    """Another activity for a goal."""

    template_name = "casework/plan_activity.html"
    form_class = forms.ActivityForm
    title = _("Kegiatan baru")
    done = _("Kegiatan disimpan.")

    def get_initial(self):
        return {"version": 0, "responsible": f"p{self.viewer.user_id}"}

    def perform(self, answers):
        return self.run(services.write_activity, goal=self.row.lineage, answers=answers["answers"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(goal=self.row, **kwargs)


class EditActivity(InPlan, StaffedAction):
    """The words of an activity."""

    model, argument = PlanActivity, "activity"
    form_class = forms.ActivityForm
    title = _("Ubah kegiatan")
    done = _("Kegiatan disimpan.")

    def get_initial(self):
        row = self.row
        who = f"p{row.person_id}" if row.person_id else f"a{row.agency_id}" if row.agency_id else ""
        return {
            "component": row.component, "activity": row.activity, "responsible": who, "due_on": row.due_on,
            "version": row.version,
        }  # fmt: skip

    def perform(self, answers):
        return self.run(services.write_activity, activity=self.row.lineage, **answers)


class RemoveActivity(RemoveGoal):
    """Take an activity out; earlier versions keep it."""

    model, argument = PlanActivity, "activity"
    title = _("Hapus kegiatan")
    done = _("Kegiatan dihapus dari rencana.")

    def perform(self, answers):
        return self.run(services.remove_activity, activity=self.row.lineage, **answers)

    def get_context_data(self, **kwargs):
        return InPlan.get_context_data(self, words=self.row.activity, **kwargs)


class MarkGoal(InPlan, CaseAction):
    """How far a goal is."""

    template_name = "casework/plan_remove.html"
    form_class = forms.GoalStateForm
    title = _("Keadaan tujuan")
    done = _("Keadaan disimpan. Persetujuan rencana tetap berlaku.")

    def get_initial(self):
        row = self.row
        return {"state": row.state, "state_on": self.today, "state_reason": row.state_reason}

    def perform(self, answers):
        return self.run(services.mark_goal, goal=self.row.lineage, **self.said(answers))

    def said(self, answers) -> dict:
        """Return the answers by the verb's names."""
        return {"state": answers["state"], "on": answers["state_on"], "reason": answers["state_reason"]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(words=self.row.goal, **kwargs)


class MarkActivity(MarkGoal):
    """How far an activity is."""

    model, argument = PlanActivity, "activity"
    form_class = forms.ActivityStateForm
    title = _("Keadaan kegiatan")

    def perform(self, answers):
        return self.run(services.mark_activity, activity=self.row.lineage, **self.said(answers))

    def get_context_data(self, **kwargs):
        return InPlan.get_context_data(self, words=self.row.activity, **kwargs)


class ExplainGap(InPlan, CaseAction):
    """Why the plan has no goal for a weak part."""

    form_class = forms.GapForm
    done = _("Alasan disimpan.")

    def get_title(self):
        if self.kwargs["domain"] not in DOMAINS:
            raise Http404
        return _t("Tanpa tujuan: %(part)s") % {"part": sheets.label_of(self.kwargs["domain"])}

    def perform(self, answers):
        return self.run(services.explain_gap, domain=self.kwargs["domain"], **answers)
