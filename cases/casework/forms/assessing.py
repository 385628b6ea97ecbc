"""Risk and assessment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.casework import choices
from cases.casework.forms.fields import radio
from core.screens.fields import TextField
from core.screens.forms import ViewerForm


class RiskForm(ViewerForm):
    """The risk level with its reason."""

    submit_label = _("Simpan risiko")
    level = radio(choices.RATED, _("Tingkat risiko"))
    reason = TextField(label=_("Alasan"), rows=3, max_length=4000, help_text=_("Apa yang Anda lihat atau dengar."))


class AssessmentForm(ViewerForm):
    """One round over the four domains; may be saved half done."""

    submit_label = _("Simpan asesmen")
    conclusion = TextField(label=_("Kesimpulan"), rows=4, required=False, max_length=10000)
    finish = forms.BooleanField(label=_("Asesmen selesai"), required=False)

    def prepare(self):
        made = {}
        for domain in choices.Domain:
            made[f"{domain}_state"] = radio(
                choices.DomainState,
                domain.label,
                layout="is-flow",
                initial="not_assessed",
                help_text=choices.DOMAIN_HINTS[domain],
            )
            made[f"{domain}_narrative"] = TextField(
                label=_("Temuan: %(domain)s") % {"domain": domain.label}, rows=3, required=False, max_length=10000
            )
        self.fields = {
            "form_token": self.fields["form_token"],
            **made,
            "conclusion": self.fields["conclusion"],
            "finish": self.fields["finish"],
        }

    def answers(self) -> dict:
        found = self.cleaned_data
        domains = {str(d): {"state": found[f"{d}_state"], "narrative": found[f"{d}_narrative"]} for d in choices.Domain}
        return {"domains": domains, "conclusion": found["conclusion"], "finish": found["finish"]}
