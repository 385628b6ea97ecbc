"""What a case is about, where care is given, who is in the team, and the words of the network for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from cases.casework import choices
from cases.casework.forms.fields import radio
from cases.casework.models import SubCategory
from cases.casework.selectors import workloads
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm


class CategoriesForm(VersionedForm, ViewerForm):
    """The legal categories from today, with the sub-categories under them."""

    submit_label = _("Simpan kategori")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    primary = radio(choices.Category, _("Kategori utama"), error_messages={"required": _("Pilih kategori utama")})
    others = forms.MultipleChoiceField(
        label=_("Kategori lain"), required=False, choices=choices.Category, widget=forms.CheckboxSelectMultiple
    )
    subs = forms.MultipleChoiceField(
        label=_("Rincian"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Huruf menunjuk kategorinya, yang harus dipilih juga; tanda + berlaku di luar 15 kategori."),
    )

    def prepare(self):
        standing = set(self.initial.get("subs") or ())
        lettered = [(one.value, f"{one.letter}. {one.label}") for one in choices.Category]
        self.fields["primary"].choices = self.fields["others"].choices = lettered
        subs = [one for one in SubCategory.objects.all() if one.is_active or one.code in standing]
        order = [value for value, _label in choices.PARENTS]
        subs.sort(key=lambda one: (order.index(one.parent), one.label))
        self.fields["subs"].choices = [(one.code, f"{_place(one.parent)} {one.word}") for one in subs]

    def differences(self, row):
        words = dict(choices.Category.choices)
        subs = dict(self.fields["subs"].choices)
        theirs = (
            (self.fields["primary"].label, [row.primary], [self.cleaned_data.get("primary")], words),
            (self.fields["others"].label, row.others, self.cleaned_data.get("others") or [], words),
            (self.fields["subs"].label, row.subs, self.cleaned_data.get("subs") or [], subs),
        )
        return [
            (label, ", ".join(str(names.get(one, one)) for one in found) or _("(kosong)"))
            for label, found, mine, names in theirs
            if set(found) != set(mine)
        ]


def _place(parent: str) -> str:
    return f"{choices.Category(parent).letter}." if parent in choices.Category.values else "+"


class ApproachForm(VersionedForm, ViewerForm):
    """Where care is given, since when, and why it changes."""

    submit_label = _("Simpan pendekatan")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    approach = radio(choices.Approach, _("Pendekatan"), error_messages={"required": _("Pilih pendekatan")})
    since = IndonesianDateField(label=_("Berlaku sejak"))
    reason = TextField(label=_("Alasan perubahan"), rows=3, required=False, max_length=4000)


class TeamForm(ViewerForm):
    """A colleague who works on the case beside its manager, perhaps until a day."""

    submit_label = _("Tambahkan ke tim")
    person = forms.ModelChoiceField(
        label=_("Rekan"), queryset=User.objects.none(), empty_label=_("Pilih rekan"),
        error_messages={"required": _("Pilih rekan")},
    )  # fmt: skip
    until_on = IndonesianDateField(
        label=_("Sampai tanggal"), required=False, help_text=_("Kosongkan bila belum tahu kapan berakhir.")
    )

    def __init__(self, *args, case, today, **kwargs):
        self.loads = workloads(case.owner_agency_id, today)
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["person"].queryset = User.objects.filter(pk__in=[load.person.pk for load in self.loads]).order_by(
            "name"
        )


class SubCategoryForm(VersionedForm, ViewerForm):
    """One sub-category."""

    submit_label = _("Simpan rincian")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    label = TextField(label=_("Nama rincian"), max_length=120)
    parent = forms.ChoiceField(label=_("Kategori induk"), choices=[("", _("Pilih kategori")), *choices.PARENTS])
    is_active = forms.BooleanField(
        label=_("Dapat dipilih"),
        required=False,
        initial=True,
        help_text=_("Bila tidak dicentang, kasus lama tetap menyimpannya tetapi kasus baru tidak dapat memilihnya."),
    )
