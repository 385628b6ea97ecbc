from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.choices import ContactSafety, LifeStatus, LivesWith, Relation, Sex
from cases.children.forms.common import KEEP, phone_or_dash, radio
from cases.children.models import ImportantPerson
from core.screens.fields import TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm


class PersonForm(VersionedForm, ViewerForm):
    """Somebody who matters to the child, and whether it is safe to contact them."""

    secret = ("phone",)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = TextField(label=_("Nama"), max_length=120, error_messages={"required": _("Isi nama orang ini")})
    relation = forms.ChoiceField(label=_("Hubungan dengan anak"), choices=Relation)
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"), choices=[("", _("Belum ditanyakan")), *Sex.choices], required=False
    )
    life = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _("Belum ditanyakan")), *LifeStatus.choices], required=False
    )
    lives_with = forms.ChoiceField(
        label=_("Serumah dengan anak?"), choices=LivesWith, required=False, initial=LivesWith.UNASKED
    )
    occupation = TextField(label=_("Pekerjaan"), required=False, max_length=100)
    phone = TextField(label=_("Telepon"), required=False, max_length=30)
    is_guardian = forms.BooleanField(label=_("Wali atau pengasuh utama anak"), required=False)
    safe_to_contact = forms.ChoiceField(
        label=_("Aman dihubungi?"), choices=ContactSafety, widget=radio(), initial=ContactSafety.UNASKED
    )
    reason = TextField(
        label=_("Alasan tidak boleh dihubungi"), rows=3, required=False, max_length=1000,
        help_text=_("Wajib bila orang ini tidak boleh dihubungi."),
    )  # fmt: skip

    def __init__(self, *args, person: ImportantPerson | None = None, **kwargs):
        self.person = person
        names = (
            "name", "relation", "sex", "life", "lives_with", "occupation", "is_guardian", "safe_to_contact", "reason",
            "version",
        )  # fmt: skip
        initial = {name: getattr(person, name) for name in names} if person else {}
        super().__init__(*args, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)

    def prepare(self) -> None:
        if self.person and self.person.phone:
            self.fields["phone"].help_text = KEEP

    def clean_lives_with(self):
        return self.cleaned_data["lives_with"] or LivesWith.UNASKED

    def clean_phone(self):
        return phone_or_dash(self.cleaned_data["phone"])
