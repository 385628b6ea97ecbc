from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.agreements.choices import AgreementType
from agencies.directory.choices import Service
from agencies.directory.models import Agency
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm

MOST_PARTIES = 8


class AgreementForm(ViewerForm):
    """An agreement and its parties, each with its own number and signatory.

    One empty place for a further party always stands ready; the next one appears when the draft is opened again.
    """

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
        others = Agency.objects.filter(is_active=True).exclude(pk=self.viewer.agency_id).order_by("name")
        self.fields["other_agency"].queryset = others
        self.further = [n for n in range(3, MOST_PARTIES + 1) if self._is_wanted(n)]
        for n in self.further:
            words = {"n": n}
            self.fields[f"agency_{n}"] = forms.ModelChoiceField(
                label=_("Pihak ke-%(n)s") % words, queryset=others, required=False, empty_label=_("Tidak ada"),
            )  # fmt: skip
            self.fields[f"number_{n}"] = TextField(
                label=_("Nomor pada pihak ke-%(n)s") % words, required=False, max_length=80
            )
            self.fields[f"signatory_{n}"] = TextField(
                label=_("Penanda tangan pihak ke-%(n)s") % words, required=False, max_length=150
            )

    def _is_wanted(self, n: int) -> bool:
        if self.is_bound:
            return f"agency_{n}" in self.data or n == 3
        return n == 3 or f"agency_{n - 1}" in self.initial

    def layout(self) -> list:
        parties = [name for n in self.further for name in (f"agency_{n}", f"number_{n}", f"signatory_{n}")]
        return [
            "type", "title", "own_number", "own_signatory", "other_agency", "other_number", "other_signatory", *parties,
            "services", "answer_days", "starts_on", "ends_on",
        ]  # fmt: skip

    def clean(self):
        answers = super().clean()
        for n in self.further:
            if not answers.get(f"agency_{n}") and (answers.get(f"number_{n}") or answers.get(f"signatory_{n}")):
                self.add_error(f"agency_{n}", _("Pilih instansi yang punya nomor atau penanda tangan ini"))
        return answers

    def answers(self) -> dict:
        found = super().answers()
        own = Agency.objects.get(pk=self.viewer.agency_id)
        parties = [
            (own, found.pop("own_number"), found.pop("own_signatory")),
            (found.pop("other_agency"), found.pop("other_number"), found.pop("other_signatory")),
        ]
        parties += [tuple(found.pop(f"{name}_{n}") for name in ("agency", "number", "signatory")) for n in self.further]
        return {**found, "parties": [party for party in parties if party[0]]}


def initial_of(agreement, own_agency_id: int) -> dict:
    """Return what the form begins with for a draft: its facts and every party."""
    names = ("type", "title", "services", "answer_days", "starts_on", "ends_on")
    found = {name: getattr(agreement, name) for name in names}
    parties = list(agreement.parties.select_related("agency").order_by("pk"))
    own = next((party for party in parties if party.agency_id == own_agency_id), None)
    others = [party for party in parties if party is not own]
    if own:
        found |= {"own_number": own.number, "own_signatory": own.signatory}
    for n, party in enumerate(others, start=2):
        keys = ("other_agency", "other_number", "other_signatory") if n == 2 else (
            f"agency_{n}", f"number_{n}", f"signatory_{n}"
        )  # fmt: skip
        found |= dict(zip(keys, (party.agency, party.number, party.signatory), strict=True))
    return found


class EndForm(ViewerForm):
    """Why an agreement ends before its time."""

    submit_label = _("Akhiri kesepakatan")
    reason = TextField(label=_("Alasan"), max_length=200)
