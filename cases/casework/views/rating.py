"""The risk assessment, its history, and what to do when a child is in danger now."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework import forms, rating, selectors, services
from cases.casework.choices import Risk
from cases.casework.views.base import CaseAction, OfCase
from core.kernel.access import Access
from core.screens.views import PageScreen


class RateRisk(CaseAction):
    """Ask the questions; the result with its reasons stands on the page that follows."""

    template_name = "casework/risk.html"
    form_class = forms.RiskForm
    title = _("Nilai risiko")
    done = _("Risiko disimpan.")

    def get_initial(self):
        return {"age": rating.age_answer(self.case.child.age_on(self.today)), "level": ""}

    def get_context_data(self, **kwargs):
        last = next(iter(selectors.ratings(self.case, self.viewer, limit=1)), None)
        return super().get_context_data(last=last, source=rating.CURRENT.SOURCE, **kwargs)

    def perform(self, answers):
        made = services.rate_risk(by=self.viewer, now=self.now, case=self.case, **answers)
        return reverse("case_danger" if made.level == Risk.IMMEDIATE else "risk_history", args=[self.case.code])


class RiskHistory(OfCase, PageScreen):
    """Every rating with its reasons, what changed, and when it is looked at again."""

    access = Access.to(P.CASE_VIEW)
    template_name = "casework/risk_history.html"

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        is_owner = self.case.owner_agency_id == self.viewer.agency_id
        may_rate = (
            is_owner and self.case.is_open and (self.viewer.can(P.CASE_WORK) or self.viewer.can(P.CASE_SUPERVISE))
        )
        ratings = selectors.ratings(self.case, self.viewer)
        return super().get_context_data(**self.header(), ratings=ratings, may_rate=may_rate, **kwargs)


class DangerNow(OfCase, PageScreen):
    """The interruption when a child is in danger: whom to call, what to do, and the answer that goes on record."""

    access = Access.to(P.CASE_WORK, P.CASE_SUPERVISE)
    template_name = "casework/danger_now.html"

    def get_title(self):
        return self.case.code

    def post(self, request, *args, **kwargs):
        called = request.POST.get("called") == "yes"
        services.answer_danger(by=self.viewer, now=self.now, case=self.case, called=called)
        return HttpResponseRedirect(reverse("note_new", args=[self.case.code]) if called else self.case_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.header(), police=selectors.police_near(self.case), **kwargs)
