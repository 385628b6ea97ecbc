"""The plan, its submission and the decision on it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, services
from cases.casework.choices import PlanState
from cases.casework.views.base import CaseAction, CasePress, StaffedAction
from cases.casework.views.pages import versions_of
from core.kernel.access import Access


class EditPlan(StaffedAction):
    """The goals of the plan; saving an approved plan makes a new version."""

    template_name = "casework/plan.html"
    form_class = forms.PlanForm
    title = _("Rencana layanan")
    done = _("Rencana disimpan. Ajukan bila sudah lengkap.")

    def get_initial(self):
        versions = versions_of(self.case, self.viewer)
        found = {}
        for goal in versions[0].goals.all() if versions else ():
            n = goal.position
            found |= {
                f"goal_{n}": goal.goal, f"activity_{n}": goal.activity, f"domain_{n}": goal.domain,
                f"component_{n}": goal.component, f"person_{n}": goal.person_id, f"due_{n}": goal.due_on,
            }  # fmt: skip
        return found

    def perform(self, answers):
        services.save_plan(by=self.viewer, now=self.now, case=self.case, goals=answers["goals"])
        return reverse("plan", args=[self.case.code])

    def get_context_data(self, **kwargs):
        versions = versions_of(self.case, self.viewer)
        current = versions[0] if versions else None
        waiting = current is not None and current.state == PlanState.SUBMITTED
        may_decide = (
            waiting
            and self.viewer.can(P.CASE_SUPERVISE)
            and self.viewer.user_id not in (current.submitted_by_id, current.author_id)
        )
        decide = forms.DecideForm(viewer=self.viewer, initial={"version": current.version}) if may_decide else None
        return super().get_context_data(
            versions=versions, current=current, waiting=waiting, decide_form=decide, **kwargs
        )


class SubmitPlan(CasePress):
    """Ask for approval."""

    access = Access.to(P.CASE_WORK)
    done = _("Rencana diajukan.")

    def perform(self):
        services.submit_plan(by=self.viewer, now=self.now, case=self.case)
        return reverse("plan", args=[self.case.code])


class DecidePlan(CaseAction):
    """Approve or return a version."""

    access = Access.to(P.CASE_SUPERVISE)
    form_class = forms.DecideForm
    title = _("Keputusan atas rencana")
    done = _("Keputusan dikirim.")

    def perform(self, answers):
        services.decide_plan(
            by=self.viewer,
            now=self.now,
            case=self.case,
            version=answers["version"],
            approve=answers["decision"] == "approve",
            text=answers["text"],
        )
        return self.case_url()
