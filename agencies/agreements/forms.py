from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.agreements.choices import AgreementType
from agencies.directory.choices import Service
from agencies.directory.models import Agency
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm


class AgreementForm(ViewerForm):
    """An agreement and its two parties."""

    submit_label = _("Simpan kesepakatan")
    type = forms.ChoiceField(label=_("Jenis"), choices=AgreementType, widget=forms.RadioSelect)
    title = TextField(label=_("Judul"), max_length=200)
    other_agency = forms.ModelChoiceField(
        label=_("Pihak lain"), queryset=Agency.objects.none(), empty_label=_("Pilih instansi")
    )
    own_number = TextField(label=_("Nomor pada instansi Anda"), required=False, max_length=80)
    own_signatory = TextField(label=_("Penanda tangan instansi Anda"), required=False, max_length=150)
    other_number = TextField(label=_("Nomor pada pihak lain"), required=False, max_length=80)
    other_signatory = TextField(label=_("Penanda tangan pihak lain"), required=False, max_length=150)
    services = forms.MultipleChoiceField(
        label=_("Layanan yang dicakup"), choices=Service, widget=forms.CheckboxSelectMultiple
    )
    answer_days = forms.IntegerField(
        label=_("Janji jawab rujukan (hari kerja)"), required=False, min_value=1, max_value=30
    )
    starts_on = IndonesianDateField(label=_("Berlaku sejak"))
    ends_on = IndonesianDateField(label=_("Berlaku sampai"))

    def prepare(self):
        self.fields["other_agency"].queryset = (
            Agency.objects.filter(is_active=True).exclude(pk=self.viewer.agency_id).order_by("name")
        )

    def answers(self) -> dict:
        found = super().answers()
        own = Agency.objects.get(pk=self.viewer.agency_id)
        parties = [
            (own, found.pop("own_number"), found.pop("own_signatory")),
            (found.pop("other_agency"), found.pop("other_number"), found.pop("other_signatory")),
        ]
        return {**found, "parties": parties}


class EndForm(ViewerForm):
    """Why an agreement ends before its time."""

    submit_label = _("Akhiri kesepakatan")
    reason = TextField(label=_("Alasan"), max_length=200)
