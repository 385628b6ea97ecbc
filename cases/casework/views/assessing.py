"""Risk."""

from django.utils.translation import gettext_lazy as _

from cases.casework import forms, services
from cases.casework.views.base import CaseAction


class RateRisk(CaseAction):
    """Rate the risk with its reason."""

    form_class = forms.RiskForm
    title = _("Nilai risiko")
    done = _("Risiko disimpan.")

    def perform(self, answers):
        services.rate_risk(by=self.viewer, now=self.now, case=self.case, **answers)
        return self.case_url()
