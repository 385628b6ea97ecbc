from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.directory.choices import AgencyKind, Served, Service
from agencies.directory.models import Agency
from agencies.directory.picking import RegionField, RegionPicker, RegionPicking
from agencies.directory.selectors import network_regencies
from core.screens.fields import PhoneField, TextField
from core.screens.forms import ViewerForm

__all__ = ["AgencyFilter", "AgencyForm", "NewAgencyForm", "OfferForm", "RegionField", "RegionPicker", "RegionPicking"]


class AgencyFilter(forms.Form):
    """Which agencies the list shows; unknown values are taken as no filter."""

    q = forms.CharField(label=_("Nama instansi"), required=False, max_length=100)
    kab = forms.ChoiceField(label=_("Kabupaten/kota"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis instansi"), required=False)
    layanan = forms.ChoiceField(label=_("Layanan"), required=False)

    def __init__(self, data):
        super().__init__(data, auto_id="saring_%s", label_suffix="")
        places = [(region.code, region.name) for region in network_regencies()]
        self.fields["kab"].choices = [("", _("Semua kab/kota")), *places]
        self.fields["jenis"].choices = [("", _("Semua jenis")), *AgencyKind.choices]
        self.fields["layanan"].choices = [("", _("Semua layanan")), *Service.choices]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    def chosen(self) -> dict[str, str]:
        """Return the filters that hold, by field name."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class AgencyForm(ViewerForm):
    """What an agency's own staff may change."""

    name = TextField(label=_("Nama lengkap instansi"), max_length=150)
    short_name = TextField(label=_("Nama singkat"), max_length=60, help_text=_("Tampil di daftar dan rujukan."))
    contact_desk = TextField(
        label=_("Meja rujukan"), required=False, max_length=120, help_text=_("Bagian atau jabatan, bukan nama orang.")
    )
    phone = PhoneField(label=_("Telepon kantor"), required=False)
    email = forms.EmailField(label=_("Surel kantor"), required=False, max_length=254)
    address = TextField(label=_("Alamat kantor"), required=False, max_length=200)
    opening_hours = TextField(label=_("Jam layanan"), required=False, max_length=120)
    letterhead = TextField(label=_("Kop surat"), required=False, max_length=400, rows=3)


class NewAgencyForm(AgencyForm):
    """An agency that is not in the directory yet."""

    submit_label = _("Tambah instansi")
    kind = forms.ChoiceField(label=_("Jenis instansi"), choices=[("", _("Pilih jenis")), *AgencyKind.choices])
    region = RegionField(label=_("Kabupaten/kota"), levels=(1, 2))
    of_province = forms.BooleanField(label=_("Kantor tingkat provinsi"), required=False)

    def clean(self):
        """Take the province itself for an office of the province; every other office sits in a kabupaten/kota."""
        answers = super().clean() or self.cleaned_data
        region = answers.get("region")
        if region and answers.pop("of_province", False):
            answers["region"] = region if region.level == 1 else region.parent
        elif region and region.level == 1:
            self.add_error("region", _("Pilih kabupaten/kota, atau centang “Kantor tingkat provinsi”."))
        return answers

    def prepare(self) -> None:
        own = Agency.objects.filter(pk=self.viewer.agency_id).values_list("region_id", flat=True).first()
        self.fields["region"].start_at(own or "")

    def layout(self) -> list:
        return [
            "name",
            "short_name",
            "kind",
            "region",
            "of_province",
            "contact_desk",
            "phone",
            "email",
            "address",
            "opening_hours",
        ]


class OfferForm(ViewerForm):
    """One service an agency offers, where and for whom."""

    service = forms.ChoiceField(label=_("Layanan"), choices=[("", _("Pilih layanan")), *Service.choices])
    region = RegionField(
        label=_("Berlaku di"), levels=(1, 2), required=False, help_text=_("Kosong berarti seluruh Indonesia.")
    )
    min_age = forms.IntegerField(label=_("Usia termuda (tahun)"), min_value=0, max_value=30, initial=0)
    max_age = forms.IntegerField(label=_("Usia tertua (tahun)"), min_value=0, max_value=30, initial=18)
    sex = forms.ChoiceField(
        label=_("Untuk"), required=False, choices=[("", _("Anak perempuan dan laki-laki")), *Served.choices]
    )
    capacity = forms.IntegerField(label=_("Daya tampung"), required=False, min_value=0, max_value=10_000)
    conditions = TextField(label=_("Syarat"), required=False, max_length=200)
    contact_desk = TextField(
        label=_("Meja layanan"), required=False, max_length=120,
        help_text=_("Bagian atau jabatan, bukan nama orang. Kosong berarti meja rujukan instansi."),
    )  # fmt: skip
    opening_hours = TextField(
        label=_("Jam layanan"), required=False, max_length=120, help_text=_("Kosong berarti jam layanan instansi.")
    )

    def prepare(self) -> None:
        for name in ("min_age", "max_age", "capacity"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
