from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.models import User
from agencies.people.roles import role_prose, roles_for
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm


class PersonField(forms.ModelChoiceField):
    """A colleague, shown by full name: people who work together know each other's names."""

    def label_from_instance(self, user) -> str:
        return user.name


class InviteForm(ViewerForm):
    """Whom to invite, as what."""

    submit_label = _("Kirim undangan")
    email = forms.EmailField(label=_("Surel dinas"), max_length=254)
    role = forms.ChoiceField(label=_("Peran"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        agency = Agency.objects.get(pk=self.viewer.agency_id)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["role"].choices = [
            (role.value, f"{role.label}. {role_prose(role, agency.short_name)}") for role in roles_for(agency.kind)
        ]


class AcceptForm(ViewerForm):
    """Name and password of a new colleague; nothing for somebody who already has an account."""

    submit_label = _("Terima undangan")
    name = TextField(label=_("Nama lengkap"), max_length=120)
    password = forms.CharField(
        label=_("Kata sandi"),
        min_length=12,
        max_length=128,
        strip=False,
        help_text=_("Paling sedikit 12 huruf atau angka. Boleh beberapa kata."),
    )

    def __init__(self, *args, invitation, has_account: bool, **kwargs):
        self.invitation, self.has_account = invitation, has_account
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["name"].widget.attrs.update(autocomplete="name", spellcheck="false")
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        if self.has_account:
            del self.fields["name"], self.fields["password"]

    def clean(self):
        answers = super().clean()
        password = answers.get("password")
        if password:
            try:
                validate_password(password, User(email=self.invitation.email, name=answers.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return answers


class AbsenceForm(ViewerForm):
    """From when until when the viewer is away, and who covers."""

    submit_label = _("Catat cuti")
    starts_on = IndonesianDateField(label=_("Mulai cuti"))
    ends_on = IndonesianDateField(label=_("Hari terakhir cuti"))
    cover = PersonField(
        label=_("Pengganti"), queryset=User.objects.none(), required=False, empty_label=_("Belum ada"),
        help_text=_("Tugas Anda yang jatuh tempo tampil juga di Hari ini milik pengganti."),
    )  # fmt: skip

    def __init__(self, *args, colleagues, **kwargs):
        self.colleagues = colleagues
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["cover"].queryset = self.colleagues


class DepartureForm(ViewerForm):
    """Who receives the work of somebody who leaves."""

    submit_label = _("Akhiri keanggotaan")
    receiver = PersonField(
        label=_("Penerima pekerjaan"), queryset=User.objects.none(), required=False, empty_label=_("Tidak ada")
    )

    def __init__(self, *args, receivers, **kwargs):
        self.receivers = receivers
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["receiver"].queryset = self.receivers
