from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.agreements.visits.choices import REPORTED, PaperKind
from agencies.directory.models import Agency
from core.files.fields import ContentField
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm

MOST_AGENCIES = 12
READY = 3  # empty places for further agencies that stand ready
NO_CHILD = _("Jangan tulis nama atau keadaan anak: kunjungan dibaca semua instansi yang ikut.")


def agency_choice(label, **more) -> forms.ModelChoiceField:
    """Return a choice of one active agency."""
    return forms.ModelChoiceField(label=label, queryset=Agency.objects.none(), **more)


class PlanForm(VersionedForm, ViewerForm):
    """When, at whose office, who comes along and what about."""

    submit_label = _("Simpan kunjungan")
    on = IndonesianDateField(label=_("Tanggal"))
    host = agency_choice(
        _("Tuan rumah"), empty_label=_("Pilih instansi"), error_messages={"required": _("Pilih tuan rumah")}
    )
    place = TextField(label=_("Tempat"), required=False, max_length=200)
    delegation = TextField(
        label=_("Anggota rombongan"), rows=4, required=False, max_length=2000,
        help_text=_("Satu baris satu orang: nama, jabatan, instansi."),
    )  # fmt: skip
    topics = TextField(
        label=_("Pokok bahasan"), rows=4, max_length=4000, help_text=_("Satu baris satu pokok. Jangan tulis nama atau keadaan anak: kunjungan dibaca semua instansi yang ikut."),
        error_messages={"required": _("Tulis paling sedikit satu pokok bahasan")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def prepare(self):
        found = Agency.objects.filter(is_active=True).order_by("name")
        self.fields["host"].queryset = found
        others = found.exclude(pk=self.viewer.agency_id)
        filled = sum(1 for n in range(1, MOST_AGENCIES + 1) if f"agency_{n}" in (self.data or self.initial))
        self.places = [f"agency_{n}" for n in range(1, min(MOST_AGENCIES, max(filled + self._more(), READY)) + 1)]
        for n, name in enumerate(self.places, start=1):
            words = _("Instansi lain yang ikut, ke-%(n)s") % {"n": n}
            self.fields[name] = agency_choice(words, required=False, empty_label=_("Tidak ada"))
            self.fields[name].queryset = others

    def _more(self) -> int:
        return 0 if self.is_bound else 1

    def layout(self) -> list:
        return ["version", "on", "host", *self.places, "place", "delegation", "topics"]

    def differences(self, row) -> list[tuple[str, str]]:
        """Return when and where it stands now."""
        return [
            (gettext("Tanggal"), f"{row.on:%d-%m-%Y}"), (gettext("Tuan rumah"), row.host.short_name),
            (gettext("Pokok bahasan"), row.topics),
        ]  # fmt: skip

    def answers(self) -> dict:
        found = super().answers()
        version = found.pop("version") or 0
        return {"answers": {**found, "agencies": [found.pop(n) for n in self.places if found[n]]}, "version": version}


def initial_of(visit, own_agency_id: int) -> dict:
    """Return what the form begins with for a planned visit."""
    found = {name: getattr(visit, name) for name in ("on", "host", "place", "delegation", "topics", "version")}
    further = [one.agency for one in visit.agencies.select_related("agency").order_by("pk")]
    further = [one for one in further if one.pk not in (own_agency_id, visit.host_id)]
    return found | {f"agency_{n}": one for n, one in enumerate(further, start=1)}


def return_of(visit, own_agency_id: int) -> dict:
    """Return what the form begins with for the visit that returns another: the guest becomes the host."""
    host = visit.managing_agency if visit.host_id == own_agency_id else None
    further = [one.agency for one in visit.agencies.select_related("agency").order_by("pk")]
    further = [one for one in further if one.pk != own_agency_id and (host is None or one.pk != host.pk)]
    return {"host": host, "version": 0} | {f"agency_{n}": one for n, one in enumerate(further, start=1)}


class WhyForm(ViewerForm):
    """Why a visit is called off."""

    submit_label = _("Batalkan kunjungan")
    reason = TextField(
        label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasan kunjungan dibatalkan")}
    )


class MinutesForm(VersionedForm, ViewerForm):
    """Who came and what was said."""

    submit_label = _("Simpan notula")
    delegation = TextField(
        label=_("Yang hadir"), rows=5, required=False, max_length=4000,
        help_text=_("Satu baris satu orang: nama, jabatan, instansi."),
    )  # fmt: skip
    minutes = TextField(
        label=_("Notula"), rows=10, max_length=10000, help_text=NO_CHILD, error_messages={"required": _("Tulis notula")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class DecisionForm(ViewerForm):
    """What was decided, which agency does it, until when."""

    submit_label = _("Catat keputusan")
    text = TextField(
        label=_("Keputusan"),
        rows=2,
        max_length=400,
        help_text=NO_CHILD,
        error_messages={"required": _("Tulis keputusannya")},
    )
    owner = forms.ModelChoiceField(
        label=_("Instansi pelaksana"), queryset=Agency.objects.none(), empty_label=_("Pilih instansi"),
        error_messages={"required": _("Pilih instansi pelaksana")},
    )  # fmt: skip
    due_on = IndonesianDateField(label=_("Sampai kapan"))

    def __init__(self, *args, visit, **kwargs):
        self.visit = visit
        super().__init__(*args, **kwargs)

    def prepare(self):
        taking_part = self.visit.agencies.values("agency_id")
        self.fields["owner"].queryset = Agency.objects.filter(pk__in=taking_part).order_by("name")


class ReportForm(ViewerForm):
    """What became of a decision."""

    submit_label = _("Kirim hasil")
    outcome = forms.ChoiceField(
        label=_("Hasil"), choices=REPORTED, widget=forms.RadioSelect, error_messages={"required": _("Pilih hasilnya")}
    )
    result = TextField(
        label=_("Apa yang sudah dilakukan, atau mengapa tidak"), rows=4, max_length=2000, help_text=NO_CHILD,
        error_messages={"required": _("Tulis apa yang sudah dilakukan, atau mengapa tidak")},
    )  # fmt: skip


class DropForm(ViewerForm):
    """Why a decision falls away."""

    submit_label = _("Catat tidak perlu lagi")
    result = TextField(
        label=_("Mengapa tidak perlu lagi"), rows=3, max_length=2000, help_text=NO_CHILD,
        error_messages={"required": _("Tulis alasannya")},
    )  # fmt: skip


class PaperForm(ViewerForm):
    """One file and what it shows."""

    submit_label = _("Simpan berkas")
    file = ContentField(label=_("Berkas"))
    kind = forms.ChoiceField(
        label=_("Jenis berkas"),
        choices=PaperKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jenisnya")},
    )

    def prepare(self):
        rule = _("PDF, JPEG, PNG, DOCX, atau XLSX, paling besar 10 MB. Jangan unggah foto anak atau daftar nama anak.")
        again = _("Pilih berkasnya lagi: peramban tidak menyimpan pilihan berkas. Isian lain tetap ada.")
        self.fields["file"].help_text = again if self.is_bound else rule
