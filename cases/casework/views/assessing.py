"""Risk and assessment."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework import forms, services
from cases.casework.choices import RecordState
from cases.casework.views.base import CaseAction
from cases.casework.views.pages import rounds_of


class RateRisk(CaseAction):
    """Rate the risk with its reason."""

    form_class = forms.RiskForm
    title = _("Nilai risiko")
    done = _("Risiko disimpan.")

    def perform(self, answers):
        services.rate_risk(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()


class Assess(CaseAction):
    """The running assessment round, with the last round beside it."""

    template_name = "casework/assessment.html"
    form_class = forms.AssessmentForm
    title = _("Asesmen")
    done = _("Asesmen disimpan.")

    def get_initial(self):
        current = next((one for one in rounds_of(self.case, self.viewer) if one.state == RecordState.DRAFT), None)
        if current is None:
            return {}
        found = {"conclusion": current.conclusion}
        for row in current.domains.all():
            found |= {f"{row.domain}_state": row.state, f"{row.domain}_narrative": row.narrative}
        return found

    def perform(self, answers):
        saved = services.save_assessment(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url() if saved.state == RecordState.FINISHED else reverse("assessment", args=[self.case.code])

    def get_context_data(self, **kwargs):
        finished = [one for one in rounds_of(self.case, self.viewer) if one.state == RecordState.FINISHED]
        return super().get_context_data(rounds=finished, **kwargs)
