"""The plan: what it says, what it lacks, its submission and the decision on it."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, planchanges, plans, services, sheets
from cases.casework.choices import PlanState, Stage
from cases.casework.models import ProgressReport
from cases.casework.services.goals import STAGES
from cases.casework.services.progress import STAGES as REPORTED
from cases.casework.views.base import CaseAction, CasePress, OfCase
from core.kernel.access import Access
from core.screens.views import PageScreen


class Versions:
    """Mixin: the versions of the case's plan, read once per request."""

    @cached_property
    def versions(self):
        """Return all versions, newest first."""
        return plans.versions_of(self.case, self.viewer)

    @property
    def current(self):
        """Return the version in force, None before the first."""
        return self.versions[0] if self.versions else None

    @cached_property
    def needs(self):
        """Return the weak parts of the last finished assessment."""
        finished = sheets.draft_and_finished(sheets.rounds_of(self.case, self.viewer))[1]
        return sheets.needs_of(finished[0]) if finished else []

    def plan_url(self) -> str:
        """Return the plan's page."""
        return reverse("plan", args=[self.case.code])

    def may_write(self) -> bool:
        """Tell whether the viewer may change the plan in this stage."""
        may = self.viewer.can(P.CASE_WORK) or self.viewer.can(P.CASE_SUPERVISE)
        return may and self.case.stage in STAGES

    def may_decide(self) -> bool:
        """Tell whether the decision on the current version is the viewer's."""
        one = self.current
        is_other = one is not None and self.viewer.user_id not in (one.submitted_by_id, one.author_id)
        return is_other and one.state == PlanState.SUBMITTED and self.viewer.can(P.CASE_SUPERVISE)


class PlanPage(Versions, OfCase, PageScreen):
    """The current version: first what it still lacks, then goals and activities, reasons, reports, earlier versions."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/plan.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        reports = ProgressReport.objects.visible_to(self.viewer).filter(case=self.case).select_related("written_by")
        may = self.may_write()
        return super().get_context_data(
            **self.header(), current=self.current, versions=self.versions[1:11], goals=plans.goals_of(self.current),
            reasons=plans.reasons_of(self.current), may_write=may, may_decide=self.may_decide(),
            is_stale=self.is_stale(), may_submit=self.may_send(), may_withdraw=may and self.viewer.can(P.CASE_WORK),
            gaps=plans.gaps_of(self.current, self.needs) if self.current else [],
            suggested=plans.open_needs(self.current, self.needs), reports=reports.order_by("-written_at")[:12],
            may_report=may and self.case.stage in REPORTED and self.current is not None, **kwargs,
        )  # fmt: skip

    def is_stale(self) -> bool:
        """Tell whether the approval is of the case's life before it was taken up again."""
        one = self.current
        is_planned = one is not None and self.case.stage == Stage.PLANNING and one.state == PlanState.APPROVED
        return is_planned and one.approved_at < self.case.stage_since

    def may_send(self) -> bool:
        """Tell whether the viewer may ask for approval of the current version."""
        is_open = self.current is not None and self.current.state in (PlanState.DRAFT, PlanState.RETURNED)
        return is_open and self.may_write() and self.viewer.can(P.CASE_WORK)


class SubmitPlan(CasePress):
    """Ask for approval."""

    access = Access.to(P.CASE_WORK)
    done = _("Rencana diajukan.")

    def perform(self):
        services.submit_plan(by=self.viewer, now=self.now, case=self.case)
        return reverse("plan", args=[self.case.code])

    def back_url(self) -> str:
        return reverse("plan", args=[self.case.code])


class WithdrawPlan(SubmitPlan):
    """Take a submission back."""

    done = _("Pengajuan ditarik. Rencana kembali menjadi rancangan.")

    def perform(self):
        services.withdraw_plan(by=self.viewer, now=self.now, case=self.case)
        return reverse("plan", args=[self.case.code])


class DecidePlan(Versions, CaseAction):
    """Approve or return a version, beside what it changes of the last one that was decided on."""

    access = Access.to(P.CASE_SUPERVISE)
    template_name = "casework/plan_decide.html"
    form_class = forms.DecideForm
    title = _("Putuskan rencana")
    done = _("Keputusan dikirim.")

    def get_initial(self):
        return {"version": self.current.version if self.current else 0}

    def perform(self, answers):
        services.decide_plan(
            by=self.viewer, now=self.now, case=self.case, version=answers["version"], text=answers["text"],
            approve=answers["decision"] == "approve",
        )  # fmt: skip
        return self.case_url()

    def get_context_data(self, **kwargs):
        base = plans.base_of(self.versions, self.current) if self.current else None
        rows = planchanges.changes(base, self.current) if self.current else []
        found = super().get_context_data(
            current=self.current, base=base, rows=rows, may_decide=self.may_decide(),
            open_needs=plans.open_needs(self.current, self.needs), **kwargs,
        )  # fmt: skip
        return {**found, "back_url": self.plan_url()}


class VersionPage(Versions, OfCase, PageScreen):
    """One version as it was, with what it changed; for reading and printing."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/plan_version.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        found = next((one for one in self.versions if one.version == self.kwargs["version"]), None)
        if found is None:
            raise Http404
        base = plans.base_of(self.versions, found)
        return super().get_context_data(
            **self.header(), plan=found, base=base, rows=planchanges.changes(base, found), **kwargs
        )
