from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import AgencyKind
from agencies.directory.models import Agency
from cases.sharing.choices import (
    EMERGENCY_KINDS,
    EMERGENCY_PURPOSES,
    LEGAL_GROUNDS,
    SHARE_PURPOSES,
    ChildView,
    ConsentBy,
    ConsentWay,
    FactGroup,
    Ground,
)
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm


@dataclass(frozen=True)
class Way:
    """One way to a basis: its key in the address, its words, and which fields it needs not."""

    key: str
    label: str | Promise
    hint: str | Promise
    without: tuple[str, ...]


WAYS = (
    Way(
        "setuju", _("Ada persetujuan"),
        _("Orang tua, wali, atau pengasuh setuju. Berlaku begitu dicatat."), ("ground", "reason"),
    ),
    Way(
        "hukum", _("Tanpa persetujuan"),
        _("Meminta persetujuan tidak aman atau tidak mungkin. Berlaku setelah supervisor lain menyetujui."),
        ("given_by", "giver_name", "way", "witness", "document_code"),
    ),
    Way(
        "darurat", _("Darurat"),
        _(
            "Anak dalam bahaya sekarang. Data boleh segera dibagikan kepada polisi, UPTD PPA, dan layanan kesehatan;"
            " supervisor meninjaunya sesudahnya."
        ),
        ("ground", "given_by", "giver_name", "way", "witness", "document_code", "agency", "ends_on"),
    ),
)  # fmt: skip


def way_of(key: str) -> Way:
    """Return the way an address asks for, by default with consent."""
    return next((way for way in WAYS if way.key == key), WAYS[0])


def _boxes(label, choices, **more) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **more)


class ConsentForm(ViewerForm):
    """On what ground, for what, with whom, which facts, until when, and what the child says."""

    submit_label = _("Simpan")
    ground = forms.ChoiceField(
        label=_("Dasar hukum"), widget=forms.RadioSelect, choices=[(one, one.label) for one in LEGAL_GROUNDS],
        error_messages={"required": _("Pilih dasar hukumnya")},
    )  # fmt: skip
    given_by = forms.ChoiceField(
        label=_("Siapa yang menyetujui"), widget=forms.RadioSelect, choices=ConsentBy.choices,
        error_messages={"required": _("Pilih siapa yang menyetujui")},
    )  # fmt: skip
    giver_name = TextField(
        label=_("Nama yang menyetujui"), max_length=120, error_messages={"required": _("Tulis nama yang menyetujui")}
    )
    way = forms.ChoiceField(
        label=_("Cara persetujuan diberikan"), widget=forms.RadioSelect, choices=ConsentWay.choices,
        error_messages={"required": _("Pilih cara persetujuan diberikan")},
    )  # fmt: skip
    witness = TextField(
        label=_("Nama saksi"), max_length=120, required=False, help_text=_("Wajib bila persetujuan lisan.")
    )
    document_code = forms.ChoiceField(
        label=_("Formulir bertanda tangan"), required=False,
        help_text=_("Fotonya dilampirkan pada Dokumen kasus, jenis “Persetujuan bertanda tangan”."),
    )  # fmt: skip
    reason = TextField(
        label=_("Mengapa persetujuan tidak diminta"), rows=3, max_length=1000,
        error_messages={"required": _("Tulis mengapa persetujuan tidak diminta")},
    )  # fmt: skip
    given_on = IndonesianDateField(label=_("Tanggal"))
    child_view = forms.ChoiceField(
        label=_("Pendapat anak"), widget=forms.RadioSelect, choices=ChildView.choices,
        error_messages={"required": _("Catat pendapat anak")},
    )  # fmt: skip
    child_words = TextField(
        label=_("Kata-kata anak, dan kematangannya untuk menilai"), rows=2, max_length=1000, required=False
    )
    purposes = _boxes(
        _("Untuk apa"), SHARE_PURPOSES, error_messages={"required": _("Pilih paling sedikit satu tujuan")}
    )
    kinds = _boxes(_("Kepada siapa"), AgencyKind.choices, required=False)
    agency = forms.ModelChoiceField(
        label=_("Hanya instansi ini"), queryset=Agency.objects.none(), required=False, empty_label=_("Tidak dibatasi"),
        help_text=_("Bila dipilih, jenis instansi di atas tidak perlu dicentang."),
    )  # fmt: skip
    facts = _boxes(
        _("Data yang boleh dibagikan"), FactGroup.choices,
        error_messages={"required": _("Pilih data yang boleh dibagikan")},
    )  # fmt: skip
    ends_on = IndonesianDateField(label=_("Berlaku sampai"), help_text=_("Paling lama 12 bulan."))

    def __init__(self, *args, route: Way, papers: list[tuple[str, str]], until: date, **kwargs):
        self.route, self.papers, self.until = route, papers, until
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        for name in self.route.without:
            del self.fields[name]
        if "document_code" in self.fields:
            self.fields["document_code"].choices = [("", _("Belum dilampirkan")), *self.papers]
        if "agency" in self.fields:
            found = Agency.objects.filter(is_active=True).exclude(pk=self.viewer.agency_id or 0)
            self.fields["agency"].queryset = found.order_by("name")
        if "ends_on" in self.fields:
            self.fields["ends_on"].initial = self.until
        self.fields["facts"].initial = [one for one in FactGroup.values if one != FactGroup.STORY]
        if self.route.key == "darurat":
            self.fields["purposes"].choices = [(one, one.label) for one in EMERGENCY_PURPOSES]
            self.fields["kinds"].choices = [(one, one.label) for one in EMERGENCY_KINDS]
            self.fields["kinds"].initial = list(EMERGENCY_KINDS)
            self.fields["purposes"].initial = [EMERGENCY_PURPOSES[0]]
            self.fields["facts"].initial = FactGroup.values

    def answers(self) -> dict:
        found = super().answers()
        agency = found.pop("agency", None)
        fixed = {"setuju": Ground.CONSENT, "darurat": Ground.EMERGENCY}
        if self.route.key in fixed:
            found["ground"] = fixed[self.route.key]
        return {**found, "agency_ids": [agency.pk] if agency else []}


class DecideForm(ViewerForm):
    """Whether it stands without consent."""

    submit_label = _("Simpan keputusan")
    approve = forms.TypedChoiceField(
        label=_("Keputusan"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=(("yes", _("Setujui")), ("no", _("Tidak setuju; hentikan"))),
        error_messages={"required": _("Pilih keputusan")},
    )  # fmt: skip
    note = TextField(label=_("Alasan"), rows=2, max_length=1000, required=False)


class WithdrawForm(ViewerForm):
    """Who takes it back; why is asked, never required."""

    submit_label = _("Cabut dan hentikan berbagi")
    withdrawn_by = forms.ChoiceField(
        label=_("Siapa yang mencabut"), widget=forms.RadioSelect, choices=ConsentBy.choices,
        error_messages={"required": _("Pilih siapa yang mencabut")},
    )  # fmt: skip
    reason = TextField(label=_("Alasan"), rows=2, max_length=1000, required=False)
