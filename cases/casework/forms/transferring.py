"""Handing a case on: to a colleague, to another agency, outside the network; and the receiver's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.models import User
from agencies.people.roles import CASE_KEEPERS
from cases.casework import choices
from cases.casework.forms.fields import radio
from cases.casework.selectors import workloads
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm

_HINT = _("Apa yang perlu diketahui: keadaan anak, siapa yang aman dihubungi, apa yang sedang berjalan.")


def load_words(loads) -> list[tuple[int, str]]:
    """Return each worker with how many cases they have, and whether they are away."""
    found = []
    for load in loads:
        word = _("%(name)s, %(n)s kasus terbuka") % {"name": load.person.short_name, "n": load.open_cases}
        found.append((load.person.pk, f"{word} ({_('cuti')})" if load.away_until else word))
    return found


class OfferColleagueForm(ViewerForm):
    """To which colleague, why, and what they need to know."""

    submit_label = _("Tawarkan kasus")
    person = forms.ModelChoiceField(
        label=_("Rekan"), queryset=User.objects.none(), widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": _("Pilih rekan")},
    )  # fmt: skip
    reason = radio(choices.HandReason, _("Alasan"), error_messages={"required": _("Pilih alasan")})
    text = TextField(
        label=_("Catatan alih kasus"), rows=5, max_length=8000, help_text=_HINT,
        error_messages={"required": _("Tulis catatan alih kasus: apa yang perlu diketahui penerima")},
    )  # fmt: skip

    def __init__(self, *args, case, today, **kwargs):
        self.loads = [load for load in workloads(case.owner_agency_id, today) if load.person.pk != case.manager_id]
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["person"].queryset = User.objects.filter(pk__in=[load.person.pk for load in self.loads])
        self.fields["person"].choices = load_words(self.loads)


class OfferAgencyForm(ViewerForm):
    """To which agency, why, and what they need to know."""

    submit_label = _("Tawarkan kasus")
    to_agency = forms.ModelChoiceField(
        label=_("Instansi penerima"), queryset=Agency.objects.none(), empty_label=_("Pilih instansi"),
        error_messages={"required": _("Pilih instansi penerima")},
    )  # fmt: skip
    reason = radio(choices.TransferReason, _("Alasan"), error_messages={"required": _("Pilih alasan")})
    text = TextField(
        label=_("Catatan alih kasus"), rows=5, max_length=8000,
        help_text=_("Dibaca penerima setelah menerima. Sebelumnya mereka melihat amplop tanpa nama."),
        error_messages={"required": _("Tulis catatan alih kasus: apa yang perlu diketahui penerima")},
    )  # fmt: skip

    def prepare(self):
        found = Agency.objects.filter(is_active=True, kind__in=[str(kind) for kind in CASE_KEEPERS])
        self.fields["to_agency"].queryset = found.exclude(pk=self.viewer.agency_id).order_by("name")


class OutsideForm(ViewerForm):
    """A case goes to a body that does not work here: who, and who there agreed."""

    submit_label = _("Alihkan kasus")
    reason = radio(choices.TransferReason, _("Alasan"), error_messages={"required": _("Pilih alasan")})
    receiver = TextField(
        label=_("Lembaga penerima"), max_length=150, error_messages={"required": _("Tulis lembaga penerima")}
    )
    confirmed_by = TextField(
        label=_("Siapa di sana yang menyatakan bersedia"), max_length=150,
        error_messages={"required": _("Tulis siapa yang menyatakan bersedia")},
    )  # fmt: skip
    confirmed_on = IndonesianDateField(label=_("Tanggal kesediaan"))
    explanation = TextField(label=_("Penjelasan"), rows=3, required=False, max_length=4000)


class AcceptForm(ViewerForm):
    """Who will answer for the case in the agency that takes it over."""

    submit_label = _("Terima kasus")
    manager = forms.ModelChoiceField(
        label=_("Manajer kasus"), queryset=User.objects.none(), widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": _("Pilih manajer kasus dari instansi Anda")},
    )  # fmt: skip

    def __init__(self, *args, transfer, today, **kwargs):
        self.transfer = transfer
        self.loads = workloads(transfer.to_agency_id, today)
        super().__init__(*args, **kwargs)

    def prepare(self):
        if self.transfer.kind == choices.TransferKind.WORKER:
            del self.fields["manager"]
            return
        self.fields["manager"].queryset = User.objects.filter(pk__in=[load.person.pk for load in self.loads])
        self.fields["manager"].choices = load_words(self.loads)


class DeclineForm(ViewerForm):
    """Why a case is not taken over."""

    submit_label = _("Tolak alih kasus")
    reason = radio(choices.DeclineReason, _("Alasan"), error_messages={"required": _("Pilih alasan")})
    text = TextField(label=_("Penjelasan"), rows=3, required=False, max_length=4000)
