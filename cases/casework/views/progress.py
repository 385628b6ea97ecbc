"""Progress reports: one is written, and read or printed later as it was."""

from datetime import timedelta

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, services
from cases.casework.choices import PlanState
from cases.casework.models import PlanGoal, ProgressLine, ProgressReport
from cases.casework.views.base import CaseAction, OfCase
from core.kernel.access import Access
from core.screens.views import PageScreen


class WriteProgress(CaseAction):
    """What was reached of each goal since the last report."""

    form_class = forms.ProgressForm
    title = _("Laporan perkembangan")
    done = _("Laporan disimpan.")

    @cached_property
    def goals(self):
        """Return the goals of the current version."""
        found = PlanGoal.objects.visible_to(self.viewer).filter(case=self.case).exclude(plan__state=PlanState.REPLACED)
        return list(found.order_by("position"))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "goals": self.goals}

    def get_initial(self):
        last = ProgressReport.objects.visible_to(self.viewer).filter(case=self.case).order_by("-period_to").first()
        start = (
            last.period_to + timedelta(days=1) if last else self.case.stage_since.astimezone(self.viewer.zone).date()
        )
        return {"period_from": min(start, self.today), "period_to": self.today}

    def perform(self, answers):
        report = services.report_progress(by=self.viewer, now=self.now, case=self.case, **answers)
        return reverse("progress_report", args=[self.case.code, report.pk])

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "back_url": reverse("plan", args=[self.case.code])}


class ProgressPage(OfCase, PageScreen):
    """One report, for reading and printing."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/progress.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        lines = Prefetch("lines", ProgressLine.objects.visible_to(self.viewer).order_by("position"))
        found = ProgressReport.objects.visible_to(self.viewer).filter(case=self.case)
        found = found.select_related("written_by", "plan").prefetch_related(lines)
        report = get_object_or_404(found, pk=self.kwargs["report"])
        return super().get_context_data(**self.header(), **{**kwargs, "report": report})
