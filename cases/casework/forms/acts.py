"""The daily acts on a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.people.models import User
from cases.casework import choices
from cases.casework.forms.fields import radio
from cases.casework.forms.transferring import load_words
from cases.casework.selectors import workloads
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm


class AssignForm(ViewerForm):
    """Who answers for the case."""

    submit_label = _("Tugaskan")
    worker = forms.ModelChoiceField(
        label=_("Manajer kasus"), queryset=User.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    text = TextField(label=_("Catatan alih kasus"), rows=3, required=False, max_length=4000)

    def __init__(self, *args, case, today, **kwargs):
        self.loads = workloads(case.owner_agency_id, today)
        super().__init__(*args, **kwargs)

    def prepare(self):
        field = self.fields["worker"]
        field.queryset = User.objects.filter(pk__in=[load.person.pk for load in self.loads])
        field.choices = load_words(self.loads)


class HelpForm(ViewerForm):
    """What a worker needs of the supervisors."""

    submit_label = _("Kirim ke supervisor")
    text = TextField(label=_("Bantuan yang Anda perlukan"), rows=5, max_length=10000)


class HelpAnswerForm(ViewerForm):
    """What the supervisor answers."""

    submit_label = _("Kirim jawaban")
    text = TextField(label=_("Jawaban untuk pekerja sosial"), rows=5, max_length=10000)


class CorrectionForm(ViewerForm):
    """What should stand in a note."""

    submit_label = _("Simpan koreksi")
    text = TextField(
        label=_("Yang benar"), rows=5, max_length=10000,
        help_text=_("Catatan semula tetap terbaca; koreksi berdiri di bawahnya."),
    )  # fmt: skip


class AdditionForm(ViewerForm):
    """What was missing in finished minutes."""

    submit_label = _("Simpan tambahan")
    text = TextField(
        label=_("Yang perlu ditambahkan"), rows=5, max_length=10000,
        help_text=_("Notula semula tetap terbaca; tambahan berdiri di bawahnya."),
    )  # fmt: skip


class AgreementForm(ViewerForm):
    """On what ground the service rests."""

    submit_label = _("Simpan kesepakatan")
    basis = radio(choices.AgreementBasis, _("Dasar layanan"), initial="consent")
    agreed_on = IndonesianDateField(label=_("Tanggal"))
    agreed_by = radio(choices.AgreedBy, _("Siapa yang menyetujui"), layout="is-flow", required=False)
    agreed_name = TextField(label=_("Nama yang menyetujui"), required=False, max_length=150)
    child_heard = radio(choices.ChildHeard, _("Apakah anak didengar?"))
    child_view = TextField(label=_("Pendapat anak"), rows=3, required=False, max_length=4000)
    legal_basis = radio(choices.LegalBasis, _("Dasar hukum"), required=False)
    explanation = TextField(label=_("Penjelasan"), rows=3, required=False, max_length=4000)
