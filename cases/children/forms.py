from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.directory.forms import RegionField
from agencies.directory.models import Agency
from cases.children import nik as niks
from cases.children.choices import ContactSafety, NikKnown, Paper, PaperStatus, Relation, Sex
from cases.children.models import Child, ImportantPerson
from cases.children.services import OLDEST, PAPERS
from core.screens.fields import IndonesianDateField, PhoneField, TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm

_FLOW = {"layout": "is-flow"}
_KEEP = _("Biarkan kosong bila tidak diganti.")


def _radio() -> forms.RadioSelect:
    return forms.RadioSelect(attrs=_FLOW)


class SearchForm(ViewerForm):
    """The box before a new child is written down; what is typed travels in the body of the request only."""

    submit_label = _("Cari")
    text = TextField(
        label=_("Nama, NIK, atau kode anak"),
        help_text=_("Ejaan lama dan baru sama-sama ditemukan."),
        required=False,
    )
    born_year = forms.IntegerField(
        label=_("Tahun lahir"), required=False, min_value=1900, max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Tulis tahun dengan 4 angka"), "min_value": _("Tulis tahun dengan 4 angka")},
    )  # fmt: skip
    mother = TextField(label=_("Nama ibu"), required=False)

    def clean(self):
        answers = super().clean()
        if not answers.get("text") and not (answers.get("mother") and answers.get("born_year")):
            raise ValidationError(_("Isi nama, NIK, kode, atau nama ibu dan tahun lahir"), code="nothing")
        return answers


class ChildFields(forms.Form):
    """The child's part of the intake form; mix in before ViewerForm, and RegionPicking into the view.

    `child_answers()` is what `services.register` takes.
    """

    full_name = TextField(label=_("Nama lengkap"), required=False, max_length=120)
    nickname = TextField(
        label=_("Nama panggilan"),
        required=False,
        max_length=60,
        help_text=_("Bila nama belum diketahui, tulis ciri panggilannya."),
    )
    nik_known = forms.ChoiceField(
        label=_("Apakah NIK diketahui?"),
        choices=NikKnown,
        widget=_radio(),
        required=False,
        initial=NikKnown.UNKNOWN,
    )
    nik = TextField(label=_("NIK"), required=False, max_length=40, help_text=_("16 angka, boleh pakai spasi."))
    born_on = IndonesianDateField(label=_("Tanggal lahir"), required=False)
    age = forms.IntegerField(
        label=_("Perkiraan usia (tahun)"), required=False, min_value=0, max_value=OLDEST,
        help_text=_("Isi hanya bila tanggal lahir belum diketahui."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Tulis usia dengan angka"), "max_value": _("Periksa usianya"),
            "min_value": _("Periksa usianya"),
        },
    )  # fmt: skip
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        choices=Sex,
        widget=_radio(),
        error_messages={"required": _("Pilih jenis kelamin anak")},
    )
    mother_name = TextField(label=_("Nama ibu kandung"), required=False, max_length=120)
    needs = TextField(label=_("Bahasa atau kebutuhan khusus"), required=False, max_length=500)
    region = RegionField(label=_("Tempat tinggal"))

    CHILD_FIELDS = (
        "full_name",
        "nickname",
        "nik_known",
        "nik",
        "born_on",
        "age",
        "sex",
        "mother_name",
        "needs",
        "region",
    )

    def prepare(self) -> None:
        super().prepare()
        office = Agency.objects.filter(pk=self.viewer.agency_id).values_list("region_id", flat=True).first()
        self.fields["region"].start_at(office or "")

    def clean_nik(self):
        text = self.cleaned_data.get("nik", "")
        return niks.clean_nik(text) if text else ""

    def clean(self):
        answers = super().clean()
        if (
            not answers.get("full_name")
            and not answers.get("nickname")
            and not {"full_name", "nickname"} & set(self.errors)
        ):
            self.add_error("full_name", ValidationError(_("Isi nama atau nama panggilan anak"), code="name"))
        if answers.get("nik_known") == NikKnown.YES and not answers.get("nik") and "nik" not in self.errors:
            self.add_error("nik", ValidationError(_("Isi NIK, atau pilih bahwa NIK belum diketahui"), code="nik"))
        no_birth = not answers.get("born_on") and answers.get("age") is None
        if self.birth_required and no_birth and not {"born_on", "age"} & set(self.errors):
            self.add_error("born_on", ValidationError(_("Isi tanggal lahir atau perkiraan usia"), code="birth"))
        return answers

    birth_required = True

    def child_answers(self) -> dict:
        """Return the child's part of the cleaned data."""
        return {name: self.cleaned_data[name] for name in self.CHILD_FIELDS}


class EditChildForm(VersionedForm, ChildFields, ViewerForm):
    """Change a child's data.  Numbers and address are not shown here; what is typed replaces them."""

    secret = ("nik", "kk_number", "phone", "address")
    birth_required = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    region = RegionField(label=_("Tempat tinggal"), required=False)
    kk_number = TextField(label=_("Nomor KK"), required=False, max_length=40, help_text=_KEEP)
    phone = TextField(label=_("Telepon"), required=False, max_length=30, help_text=_KEEP)
    address = TextField(label=_("Alamat (jalan, RT/RW, jorong)"), required=False, max_length=300, help_text=_KEEP)
    school = TextField(label=_("Sekolah"), required=False, max_length=150)

    field_order = (*ChildFields.CHILD_FIELDS, "kk_number", "phone", "address", "school")

    def __init__(self, *args, child: Child, today: date, **kwargs):
        self.child = child
        initial = {
            name: getattr(child, name) for name in (*self.CHILD_FIELDS, "school", "version", *PAPERS) if name != "age"
        }
        initial.update(age=None if child.born_on else child.age_on(today), nik="")
        super().__init__(*args, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        self.fields["nik"].help_text = _KEEP
        for paper in Paper:
            self.fields[f"paper_{paper.value}"] = forms.ChoiceField(
                label=paper.label, choices=PaperStatus, required=False
            )

    def clean(self):
        answers = super().clean()
        # An empty box beside "yes" keeps the number the child has.
        if self.child.nik and self.has_error("nik", "nik"):
            del self._errors["nik"]
        return answers

    def clean_kk_number(self):
        text = self.cleaned_data["kk_number"]
        return text if text in ("", "-") else niks.clean_kk(text)

    def clean_phone(self):
        return _phone_or_dash(self.cleaned_data["phone"])

    def clean_nik(self):
        text = self.cleaned_data.get("nik", "")
        return text if text in ("", "-") else niks.clean_nik(text)

    def answers(self) -> dict:
        answers = super().answers()
        if answers.get("nik") == "" and answers.get("nik_known") in ("", NikKnown.YES):
            answers["nik_known"] = NikKnown.UNKNOWN
        return {name: value for name, value in answers.items() if value != "" or name not in ("nik_known", *PAPERS)}


class PersonForm(VersionedForm, ViewerForm):
    """Somebody who matters to the child, and whether it is safe to contact them."""

    secret = ("phone",)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = TextField(label=_("Nama"), max_length=120, error_messages={"required": _("Isi nama orang ini")})
    relation = forms.ChoiceField(label=_("Hubungan dengan anak"), choices=Relation)
    phone = TextField(label=_("Telepon"), required=False, max_length=30)
    is_guardian = forms.BooleanField(label=_("Wali atau pengasuh utama anak"), required=False)
    safe_to_contact = forms.ChoiceField(
        label=_("Aman dihubungi?"), choices=ContactSafety, widget=_radio(), initial=ContactSafety.UNASKED
    )
    reason = TextField(
        label=_("Alasan tidak boleh dihubungi"), rows=3, required=False, max_length=1000,
        help_text=_("Wajib bila orang ini tidak boleh dihubungi."),
    )  # fmt: skip

    def __init__(self, *args, person: ImportantPerson | None = None, **kwargs):
        self.person = person
        names = ("name", "relation", "is_guardian", "safe_to_contact", "reason", "version")
        initial = {name: getattr(person, name) for name in names} if person else {}
        super().__init__(*args, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)

    def prepare(self) -> None:
        if self.person and self.person.phone:
            self.fields["phone"].help_text = _KEEP

    def clean_phone(self):
        return _phone_or_dash(self.cleaned_data["phone"])


def _phone_or_dash(text: str) -> str:
    return text if text in ("", "-") else PhoneField().clean(text)
