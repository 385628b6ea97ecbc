from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from core.screens.fields import TextField
from core.screens.forms import ViewerForm


class ExcludeForm(ViewerForm):
    """Who is kept out, of how much, and why."""

    submit_label = _("Kecualikan")
    email = TextField(
        label=_("Surel akun orang itu"), max_length=254,
        help_text=_("Surel yang dipakai orang itu untuk masuk. Ia tidak diberi tahu, dan tidak dapat melihat bahwa berkas ini ada."),
        error_messages={"required": _("Tulis surel akunnya")},
    )  # fmt: skip
    reach = forms.ChoiceField(
        label=_("Dikecualikan dari"), widget=forms.RadioSelect, initial="child",
        choices=[("child", _("Semua tentang anak ini, juga kasusnya di instansi lain")), ("case", _("Kasus ini saja"))],
        error_messages={"required": _("Pilih dikecualikan dari apa")},
    )  # fmt: skip
    reason = TextField(
        label=_("Mengapa"), max_length=1000, rows=3,
        help_text=_("Misalnya hubungannya dengan anak. Hanya dibaca supervisor dan pimpinan yang membuka berkas ini."),
        error_messages={"required": _("Tulis mengapa orang ini dikecualikan")},
    )  # fmt: skip

    def clean_email(self) -> User:
        """Return the person whose account this is."""
        found = User.objects.filter(email__iexact=self.cleaned_data["email"]).first()
        if found is None:
            raise forms.ValidationError(_("Tidak ada akun dengan surel ini. Periksa ejaannya."))
        return found


class ReadmitForm(ViewerForm):
    """Why somebody is no longer kept out."""

    submit_label = _("Akhiri pengecualian")
    reason = TextField(
        label=_("Mengapa diakhiri"), max_length=1000, rows=3,
        error_messages={"required": _("Tulis mengapa pengecualian diakhiri")},
    )  # fmt: skip
