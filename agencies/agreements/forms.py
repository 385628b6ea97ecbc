from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.agreements import choices
from agencies.agreements.models import Agreement
from agencies.agreements.selectors import possible_parents
from agencies.directory.choices import Service
from agencies.directory.models import Agency
from agencies.directory.picking import RegionField
from core.files.fields import ContentField
from core.screens.fields import IndonesianDateField, PhoneField, TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm

NO_CHILD = _("Jangan menulis nama atau cerita anak di sini.")


def others(viewer):
    """Return the agencies that a viewer's agency may make an agreement with."""
    return Agency.objects.filter(is_active=True).exclude(pk=viewer.agency_id).order_by("name")


class AgreementForm(ViewerForm):
    """The facts of a draft: with whom, what about, until when, at what cost."""

    submit_label = _("Simpan rancangan")
    type = forms.ChoiceField(label=_("Jenis"), choices=choices.AgreementType, widget=forms.RadioSelect)
    title = TextField(label=_("Judul"), max_length=200)
    other_agency = forms.ModelChoiceField(
        label=_("Pihak lain"), queryset=Agency.objects.none(), empty_label=_("Pilih instansi"),
        help_text=_("Pihak ketiga dan seterusnya ditambah sesudah rancangan disimpan."),
    )  # fmt: skip
    parent = forms.ModelChoiceField(
        label=_("Naskah induk"), queryset=Agreement.objects.none(), required=False, empty_label=_("Tidak ada"),
        help_text=_("Untuk PKS: kesepakatan yang menjadi dasarnya."),
    )  # fmt: skip
    purpose = TextField(label=_("Maksud dan tujuan"), rows=3, required=False, max_length=1000, help_text=NO_CHILD)
    services = forms.MultipleChoiceField(
        label=_("Layanan yang dicakup"), choices=Service, widget=forms.CheckboxSelectMultiple
    )
    answer_days = forms.IntegerField(
        label=_("Janji jawab rujukan (hari kerja)"), required=False, min_value=1, max_value=30,
        help_text=_("Berlaku untuk semua pihak. Janji yang lebih khusus ditambah sesudah rancangan disimpan."),
    )  # fmt: skip
    starts_on = IndonesianDateField(label=_("Berlaku sejak"))
    ends_on = IndonesianDateField(label=_("Berlaku sampai"))
    financing = TextField(label=_("Pembiayaan"), required=False, max_length=300)
    contact_name = TextField(label=_("Narahubung"), required=False, max_length=150)
    contact_phone = PhoneField(label=_("Telepon narahubung"), required=False)

    def prepare(self):
        self.fields["parent"].queryset = possible_parents(self.viewer)
        self.fields["parent"].label_from_instance = lambda one: f"{one.title} ({one.code})"
        if "other_agency" in self.fields:
            self.fields["other_agency"].queryset = others(self.viewer)

    def answers(self) -> dict:
        found = super().answers()
        own = Agency.objects.get(pk=self.viewer.agency_id)
        return {**found, "parties": [(own,), (found.pop("other_agency"),)]}


class DraftForm(VersionedForm, AgreementForm):
    """The same facts of a draft that stands; its parties have pages of their own."""

    other_agency = None
    version = forms.IntegerField(widget=forms.HiddenInput)

    def answers(self) -> dict:
        return {**ViewerForm.answers(self), "version": self.cleaned_data["version"]}


class PartyForm(VersionedForm, ViewerForm):
    """What is known of a party that stands in the draft."""

    submit_label = _("Simpan pihak")
    number = TextField(label=_("Nomor naskah pada pihak ini"), required=False, max_length=80)
    signatory = TextField(label=_("Penanda tangan"), required=False, max_length=150)
    position = TextField(label=_("Jabatan penanda tangan"), required=False, max_length=150)
    authority = TextField(
        label=_("Dasar kewenangan"), required=False, max_length=300,
        help_text=_("Misalnya surat kuasa kepala daerah: nomor dan tanggalnya."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class NewPartyForm(ViewerForm):
    """A further party."""

    submit_label = _("Tambah pihak")
    agency = forms.ModelChoiceField(
        label=_("Instansi"), queryset=Agency.objects.none(), empty_label=_("Pilih instansi")
    )
    number, signatory, position, authority = (
        PartyForm.base_fields[name] for name in ("number", "signatory", "position", "authority")
    )

    def prepare(self):
        self.fields["agency"].queryset = others(self.viewer)


class RegionForm(ViewerForm):
    """A place the agreement holds in."""

    submit_label = _("Tambah wilayah")
    region = RegionField(label=_("Kabupaten/kota atau provinsi"), levels=(1, 2))

    def prepare(self) -> None:
        own = Agency.objects.filter(pk=self.viewer.agency_id).values_list("region_id", flat=True).first()
        self.fields["region"].start_at(own or "")


class PromiseForm(ViewerForm):
    """Who does what for which service within how many working days.  Needs `agreement`."""

    submit_label = _("Tambah janji")
    agency = forms.ModelChoiceField(
        label=_("Pihak yang berjanji"), queryset=Agency.objects.none(), empty_label=_("Pilih pihak")
    )
    deed = forms.ChoiceField(label=_("Janji"), choices=choices.Deed, widget=forms.RadioSelect)
    service = forms.ChoiceField(label=_("Untuk layanan"), required=False)
    days = forms.IntegerField(label=_("Paling lama (hari kerja)"), min_value=1, max_value=400)
    text = TextField(label=_("Keterangan"), required=False, max_length=200, help_text=NO_CHILD)

    def __init__(self, *args, agreement, **kwargs):
        self.agreement = agreement
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        parties = self.agreement.parties.values("agency_id")
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=parties).order_by("name")
        self.fields["service"].choices = [
            ("", _("Semua layanan yang dicakup")),
            *[choice for choice in Service.choices if choice[0] in self.agreement.services],
        ]


class SignForm(ViewerForm):
    """When and where it was signed."""

    submit_label = _("Catat penandatanganan")
    signed_on = IndonesianDateField(label=_("Tanggal ditandatangani"))
    place = TextField(label=_("Tempat ditandatangani"), required=False, max_length=100)


class PaperForm(ViewerForm):
    """A scan and what it shows."""

    submit_label = _("Simpan berkas")
    kind = forms.ChoiceField(label=_("Isi berkas"), choices=choices.PaperKind, widget=forms.RadioSelect)
    file = ContentField(label=_("Berkas"))

    def prepare(self) -> None:
        rule = _("PDF, JPEG, PNG, DOCX, atau XLSX, paling besar 10 MB. Lokasi dan data kamera dihapus dari foto.")
        again = _("Pilih berkasnya lagi: peramban tidak menyimpan pilihan berkas. Isian lain tetap ada.")
        self.fields["file"].help_text = again if self.is_bound else rule


class AddendumForm(ViewerForm):
    """What the parties changed while the agreement is in force."""

    submit_label = _("Simpan addendum")
    dated_on = IndonesianDateField(label=_("Tanggal addendum"))
    number = TextField(label=_("Nomor"), required=False, max_length=80)
    text = TextField(label=_("Yang diubah"), rows=3, max_length=1000, help_text=NO_CHILD)


class EndForm(ViewerForm):
    """Why an agreement ends before its time."""

    submit_label = _("Akhiri kesepakatan")
    reason = TextField(label=_("Alasan"), max_length=200, help_text=NO_CHILD)


class CoverageFilter(forms.Form):
    """Which province the table shows; an unknown value is taken as no filter."""

    prov = forms.ChoiceField(label=_("Provinsi"), required=False)

    def __init__(self, data, *, provinces):
        super().__init__(data, auto_id="saring_%s", label_suffix="")
        self.fields["prov"].choices = [("", _("Kab/kota yang punya instansi jejaring"))] + [
            (one.code, one.name) for one in provinces
        ]
        self.fields["prov"].widget.attrs["class"] = "form-select"

    def chosen(self) -> str:
        """Return the code of the chosen province, "" for none."""
        return self.cleaned_data.get("prov", "") if self.is_valid() else ""
