"""One small form for each card of the child's page."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.directory.forms import RegionField
from cases.children import nik as niks
from cases.children.choices import (
    Disability,
    DisabilityStatus,
    NikKnown,
    Paper,
    PaperStatus,
    Religion,
    SchoolLevel,
    SchoolStatus,
    Sex,
)
from cases.children.dates import KnownDate, KnownDateField, MonthField
from cases.children.forms.common import KEEP, phone_or_dash, radio
from cases.children.models import Child
from cases.children.services import OLDEST
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm

_UNASKED = ("", _("Belum ditanyakan"))


def _digits(size: int, label, wrong) -> TextField:
    box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    field = TextField(label=label, required=False, max_length=20, widget=box)
    field.validators.append(_DigitsOnly(size, wrong))
    return field


class _DigitsOnly:
    def __init__(self, size: int, words) -> None:
        self.size, self.words = size, words

    def __call__(self, value: str) -> None:
        if not (value.isascii() and value.isdecimal() and len(value) == self.size):
            raise ValidationError(self.words, code="digits")


class GroupForm(VersionedForm, ViewerForm):
    """A card of the child's page; starts from what the file says, numbers and addresses stay masked."""

    columns: ClassVar[tuple[str, ...]] = ()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, child: Child, today: date, **kwargs):
        self.child, self.today = child, today
        initial = {name: getattr(child, name) for name in (*self.columns, "version") if name not in self.secret}
        super().__init__(*args, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)


class IdentityForm(GroupForm):
    """Names, birth, sex, NIK, mother, religion, phone."""

    secret = ("nik", "phone")
    columns = ("full_name", "nickname", "sex", "nik_known", "mother_name", "religion")

    full_name = TextField(label=_("Nama lengkap"), required=False, max_length=120)
    nickname = TextField(label=_("Nama panggilan"), required=False, max_length=60)
    born_on = KnownDateField(
        label=_("Tanggal lahir"), required=False,
        help_text=_("Bila hanya tahu bulan dan tahun, atau tahunnya saja, biarkan kotak lain kosong."),
    )  # fmt: skip
    age = forms.IntegerField(
        label=_("Perkiraan usia (tahun)"), required=False, min_value=0, max_value=OLDEST,
        help_text=_("Isi hanya bila tahun lahir pun belum diketahui."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Tulis usia dengan angka"), "max_value": _("Periksa usianya"),
            "min_value": _("Periksa usianya"),
        },
    )  # fmt: skip
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"), choices=Sex, widget=radio(),
        error_messages={"required": _("Pilih jenis kelamin anak")},
    )  # fmt: skip
    nik_known = forms.ChoiceField(
        label=_("Apakah NIK diketahui?"), choices=NikKnown, widget=radio(), required=False, initial=NikKnown.UNKNOWN
    )
    nik = TextField(label=_("NIK"), required=False, max_length=40, help_text=KEEP)
    mother_name = TextField(label=_("Nama ibu kandung"), required=False, max_length=120)
    religion = forms.ChoiceField(label=_("Agama"), choices=[_UNASKED, *Religion.choices], required=False)
    phone = TextField(label=_("Telepon"), required=False, max_length=30, help_text=KEEP)

    def prepare(self) -> None:
        self.initial.setdefault("born_on", self.child.birth)
        self.initial.setdefault("age", None if self.child.born_on else self.child.age_on(self.today))

    def clean_nik(self):
        text = self.cleaned_data.get("nik", "")
        return text if text in ("", "-") else niks.clean_nik(text)

    def clean_phone(self):
        return phone_or_dash(self.cleaned_data["phone"])

    def clean(self):
        answers = super().clean()
        named = answers.get("full_name") or answers.get("nickname")
        if not named and not {"full_name", "nickname"} & set(self.errors):
            self.add_error("full_name", ValidationError(_("Isi nama atau nama panggilan anak"), code="name"))
        # An empty box beside "yes" keeps the number the child has.
        missing = answers.get("nik_known") == NikKnown.YES and not answers.get("nik") and not self.child.nik
        if missing and "nik" not in self.errors:
            self.add_error("nik", ValidationError(_("Isi NIK, atau pilih bahwa NIK belum diketahui"), code="nik"))
        return answers

    def answers(self) -> dict:
        answers = super().answers()
        if answers.get("nik") == "" and answers.get("nik_known") in ("", NikKnown.YES):
            answers["nik_known"] = NikKnown.UNKNOWN
        if answers.get("nik_known") == "":
            del answers["nik_known"]
        if isinstance(answers["born_on"], KnownDate):
            answers["birth_precision"] = answers["born_on"].precision
        return answers


class PaperForm(GroupForm):
    """One paper: its state, its number, its date."""

    status = forms.ChoiceField(label=_("Keadaan"), choices=PaperStatus, widget=forms.RadioSelect)
    number = TextField(label=_("Nomor"), required=False, max_length=40)
    dated = IndonesianDateField(label=_("Tanggal terbit"), required=False)

    def __init__(self, *args, paper: Paper, child: Child, **kwargs):
        self.paper = paper
        initial = {"status": getattr(child, f"paper_{paper}"), "dated": getattr(child, f"dated_{paper}")}
        super().__init__(*args, child=child, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)

    def prepare(self) -> None:
        self.fields["status"].label = self.paper.label
        if getattr(self.child, self.paper.number_field):
            self.fields["number"].help_text = KEEP

    def clean_number(self):
        text = self.cleaned_data["number"]
        return niks.clean_kk(text) if self.paper == Paper.FAMILY_CARD and text not in ("", "-") else text

    def differences(self, row) -> list[tuple[str, str]]:
        facts = (
            (self.fields["status"].label, f"paper_{self.paper}", "status"), (_("Tanggal terbit"), f"dated_{self.paper}", "dated"),
        )  # fmt: skip
        words = {**dict(PaperStatus.choices), None: _("(kosong)")}
        theirs = [(label, getattr(row, column), self.cleaned_data.get(name)) for label, column, name in facts]
        return [(label, words.get(value, value)) for label, value, mine in theirs if value != mine]

    def answers(self) -> dict:
        clean = self.cleaned_data
        found = {
            "version": clean["version"], f"paper_{self.paper}": clean["status"], f"dated_{self.paper}": clean["dated"],
        }  # fmt: skip
        if clean["number"]:
            found[self.paper.number_field] = "" if clean["number"] == "-" else clean["number"]
        return found


class AddressForm(GroupForm):
    """Where the child lives."""

    secret = ("address", "hamlet", "rt_rw")
    columns = ("region", "postal_code", "address_since")

    region = RegionField(label=_("Desa, kelurahan, atau nagari"), required=False)
    address = TextField(label=_("Jalan dan nomor"), required=False, max_length=300, help_text=KEEP)
    hamlet = TextField(label=_("Jorong, dusun, atau lingkungan"), required=False, max_length=100, help_text=KEEP)
    rt_rw = TextField(label=_("RT/RW"), required=False, max_length=15, help_text=KEEP)
    postal_code = _digits(5, _("Kode pos"), _("Kode pos terdiri atas 5 angka"))
    address_since = IndonesianDateField(label=_("Tinggal di sini sejak"), required=False)


class SchoolForm(GroupForm):
    """The child's schooling."""

    columns = (
        "school_status", "school_level", "school", "school_npsn", "school_class", "school_since", "dropped_out_on",
    )  # fmt: skip

    school_status = forms.ChoiceField(
        label=_("Keadaan sekolah"), choices=[_UNASKED, *SchoolStatus.choices], required=False
    )
    dropped_out_on = MonthField(label=_("Putus sekolah sejak"), required=False, help_text=_("Cukup bulan dan tahun."))
    school_level = forms.ChoiceField(label=_("Jenjang"), choices=[_UNASKED, *SchoolLevel.choices], required=False)
    school_class = TextField(label=_("Kelas"), required=False, max_length=20, help_text=_("Yang terakhir bila putus."))
    school = TextField(label=_("Nama sekolah"), required=False, max_length=150)
    school_npsn = _digits(8, _("NPSN"), _("NPSN terdiri atas 8 angka"))
    school_since = MonthField(label=_("Di sekolah ini sejak"), required=False, help_text=_("Cukup bulan dan tahun."))

    def clean(self):
        answers = super().clean()
        for name in ("dropped_out_on", "school_since"):
            if answers.get(name) and (answers[name].year, answers[name].month) > (self.today.year, self.today.month):
                self.add_error(name, ValidationError(_("Tanggal tidak boleh setelah hari ini"), code="future"))
        if answers.get("dropped_out_on") and answers.get("school_status") != SchoolStatus.DROPPED:
            words = _("Pilih Putus sekolah, atau kosongkan tanggal putusnya")
            self.add_error("school_status", ValidationError(words, code="dropped"))
        return answers


class NeedsForm(GroupForm):
    """What the child needs of those who meet it."""

    columns = ("disability", "disabilities", "disability_needs", "languages", "allergies", "needs")

    disability = forms.ChoiceField(
        label=_("Disabilitas"), choices=[_UNASKED, *DisabilityStatus.choices], required=False
    )
    disabilities = forms.MultipleChoiceField(
        label=_("Ragam disabilitas"), choices=Disability, required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"layout": "is-flow"}), help_text=_("UU 8/2016 pasal 4."),
    )  # fmt: skip
    disability_needs = TextField(label=_("Alat bantu dan penyesuaian"), required=False, rows=2, max_length=500)
    languages = TextField(label=_("Bahasa sehari-hari"), required=False, max_length=120)
    allergies = TextField(label=_("Alergi dan pantangan"), required=False, max_length=300)
    needs = TextField(label=_("Kebutuhan khusus lain"), required=False, rows=3, max_length=500)

    def clean(self):
        answers = super().clean()
        kinds, status = answers.get("disabilities"), answers.get("disability")
        if kinds and status != DisabilityStatus.YES:
            words = _("Pilih Penyandang disabilitas, atau kosongkan ragamnya")
            self.add_error("disability", ValidationError(words, code="kinds"))
        return answers
