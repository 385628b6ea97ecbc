from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.directory.forms import RegionField
from agencies.directory.models import Agency
from cases.children import nik as niks
from cases.children.choices import NikKnown, Sex
from cases.children.forms.common import radio
from cases.children.services import OLDEST
from core.screens.fields import IndonesianDateField, TextField


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
        widget=radio(),
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
        widget=radio(),
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
