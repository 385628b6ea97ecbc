from crispy_forms.layout import Div
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Agency
from agencies.people.permissions import P
from agencies.people.selectors import people_with
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from referrals import facts
from referrals.choices import DeclineReason, Outcome, Urgency, WithdrawReason, WorkKind
from referrals.purposes import WORKING_AGE, Purpose
from referrals.ranking import Candidate

ELSEWHERE = "other"
_FLOW = {"layout": "is-flow"}


class AgencyField(forms.ModelChoiceField):
    """An agency of the directory; one outside the network says so."""

    def label_from_instance(self, obj):
        outside = _("%(name)s (di luar jejaring)") % {"name": obj.short_name}
        return outside if obj.is_outside else obj.short_name


class AgencyChoice(ViewerForm):
    """Which agency to ask: the ranked ones with their reasons, or another one of the right kind."""

    submit_label = _("Alihkan")
    to_agency = forms.ChoiceField(
        label=_("Instansi tujuan"),
        widget=forms.RadioSelect(attrs={"layout": "is-one is-wordy"}),
        error_messages={"required": _("Pilih instansi tujuan")},
    )
    other_agency = AgencyField(
        label=_("Instansi lain"), queryset=Agency.objects.none(), required=False, empty_label=_("Pilih")
    )

    def __init__(self, *args, purpose: Purpose, candidates: list[Candidate], without: tuple[int, ...] = (), **kwargs):
        self.purpose, self.candidates, self.without = purpose, candidates, without
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        ranked = [
            (str(one.agency.pk), format_html("{} <small>{}</small>", one.agency.short_name, one.words))
            for one in self.candidates
        ]
        self.fields["to_agency"].choices = [*ranked, (ELSEWHERE, _("Instansi lain, pilih di bawah"))]
        if ranked:
            self.fields["to_agency"].initial = ranked[0][0]
        found = Agency.objects.filter(is_active=True, kind__in=self.purpose.kinds)
        found = found.exclude(pk__in=[self.viewer.agency_id or 0, *self.without])
        self.fields["other_agency"].queryset = found.order_by("name")

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("to_agency")
        if chosen == ELSEWHERE:
            cleaned["to_agency"] = cleaned.get("other_agency")
            if cleaned["to_agency"] is None and "other_agency" not in self.errors:
                self.add_error("other_agency", _("Pilih instansi tujuan"))
        elif chosen:
            cleaned["to_agency"] = next(one.agency for one in self.candidates if str(one.agency.pk) == chosen)
        return cleaned

    def answers(self) -> dict:
        return {name: value for name, value in super().answers().items() if name != "other_agency"}


class ReferralForm(AgencyChoice):
    """What is asked, of whom, why, and which facts go along."""

    submit_label = _("Lihat pratinjau")
    ask = forms.ChoiceField(label=_("Yang diminta"), widget=forms.RadioSelect)
    work_kind = forms.ChoiceField(label=_("Jenis"), widget=forms.RadioSelect, choices=WorkKind.choices)
    planned_start_on = IndonesianDateField(label=_("Rencana tanggal mulai"))
    hazards_checked = forms.BooleanField(
        label=_("Daftar bahaya sudah diperiksa"),
        required=False,
        help_text=_(
            "Tanpa mesin berat, zat berbahaya, ketinggian, kerja malam; izin orang tua ada; sekolah tidak terganggu."
        ),
    )
    reason = TextField(
        label=_("Alasan"),
        rows=3,
        max_length=1000,
        help_text=_("Tulis yang perlu diketahui untuk layanan ini saja. Dibaca sesudah instansi menerima."),
        error_messages={"required": _("Tulis alasan rujukan")},
    )
    situation = TextField(
        label=_("Gambaran keadaan anak"),
        rows=4,
        max_length=4000,
        required=False,
        help_text=_("Ikut terkirim hanya bila dicentang di bawah."),
    )
    skills = TextField(label=_("Keterampilan dan minat"), rows=2, max_length=500, required=False)
    facts = forms.MultipleChoiceField(
        label=_("Data yang dibagikan sesudah diterima"), widget=forms.CheckboxSelectMultiple, required=False
    )
    urgency = forms.ChoiceField(
        label=_("Kesegeraan"), widget=forms.RadioSelect(attrs=_FLOW), choices=Urgency.choices, initial=Urgency.NORMAL
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["ask"].choices = list(self.purpose.asks)
        self.fields["ask"].initial = self.purpose.asks[0][0]
        self.fields["facts"].choices = facts.labels(self.purpose.facts)
        self.fields["facts"].initial = list(self.purpose.ticked)
        if self.purpose.age_rule != WORKING_AGE:
            for name in ("work_kind", "planned_start_on", "hazards_checked"):
                del self.fields[name]
        for name in ("situation", "skills"):
            if name not in self.purpose.facts:
                del self.fields[name]

    def layout(self) -> list:
        order = (
            "to_agency", "other_agency", "ask", "work_kind", "planned_start_on", "hazards_checked", "reason",
            "situation", "skills", "facts", "urgency",
        )  # fmt: skip
        return [name for name in order if name in self.fields]


class DeclineForm(ViewerForm):
    """Why not: one coded reason, a few words when none fits."""

    submit_label = _("Kirim penolakan")
    reason = forms.ChoiceField(
        label=_("Mengapa ditolak?"),
        widget=forms.RadioSelect,
        choices=DeclineReason.choices,
        error_messages={"required": _("Pilih alasan penolakan")},
    )
    lacking = forms.MultipleChoiceField(
        label=_("Data yang kurang"), widget=forms.CheckboxSelectMultiple, required=False
    )
    retry_on = IndonesianDateField(
        label=_("Ada tempat lagi mulai"), required=False, help_text=_("Pengirim diingatkan pada hari itu.")
    )
    body = TextField(label=_("Penjelasan"), rows=2, max_length=1000, required=False)

    def __init__(self, *args, purpose: Purpose, **kwargs):
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["lacking"].choices = facts.labels(self.purpose.facts)

    def layout(self) -> list:
        # Each of the two belongs to one reason; the style sheet shows it when that reason is chosen.
        return [
            "reason", Div("lacking", css_class="when-incomplete"), Div("retry_on", css_class="when-full"), "body",
        ]  # fmt: skip


class RenewForm(ViewerForm):
    """When to ask the same agency again; empty: at once."""

    submit_label = _("Siapkan rujukan")
    on = IndonesianDateField(
        label=_("Kirim lagi mulai"), required=False, help_text=_("Kosongkan untuk mengirim sekarang.")
    )


class BodyForm(ViewerForm):
    """One text to the other side."""

    label = _("Pesan")
    help_text = ""
    body = TextField(rows=3, max_length=2000)

    def prepare(self) -> None:
        self.fields["body"].label = self.label
        self.fields["body"].help_text = self.help_text
        self.fields["body"].error_messages["required"] = _("Tulis isinya")


class QuestionForm(BodyForm):
    submit_label = _("Kirim pertanyaan")
    label = _("Pertanyaan Anda")
    help_text = _("Hitungan hari berhenti sampai pengirim menjawab.")


class AnswerForm(BodyForm):
    submit_label = _("Kirim jawaban")
    label = _("Jawaban Anda")
    help_text = _("Tulis tanpa nama, alamat, dan nomor anak: instansi itu belum menerima rujukan ini.")


class DisputeForm(BodyForm):
    submit_label = _("Kirim sanggahan")
    label = _("Apa yang tidak sesuai?")


class ProgressForm(ViewerForm):
    """Three fields: how the service stands, since when, and what shows it."""

    RUNNING = "running"
    submit_label = _("Simpan")
    state = forms.ChoiceField(
        label=_("Keadaan layanan"),
        widget=forms.RadioSelect,
        choices=((RUNNING, _("Layanan berjalan")), *Outcome.choices),
    )
    on = IndonesianDateField(label=_("Tanggal"))
    body = TextField(label=_("Hasil"), rows=3, max_length=2000, required=False)

    def __init__(self, *args, hint: str = "", **kwargs):
        self.hint = hint
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["body"].help_text = self.hint
        self.fields["state"].initial = self.RUNNING


class WithdrawForm(ViewerForm):
    submit_label = _("Tarik rujukan")
    reason = forms.ChoiceField(
        label=_("Mengapa ditarik?"),
        widget=forms.RadioSelect,
        choices=WithdrawReason.choices,
        error_messages={"required": _("Pilih alasan penarikan")},
    )


class HoldForm(ViewerForm):
    submit_label = _("Tunda")
    until = IndonesianDateField(label=_("Ditunda sampai"))
    body = TextField(label=_("Alasan ditunda"), rows=2, max_length=500)


class DelegateForm(ViewerForm):
    submit_label = _("Ganti petugas")
    officer = forms.ModelChoiceField(label=_("Petugas"), queryset=None, empty_label=_("Pilih"))

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        found = people_with(self.viewer.agency_id or 0, P.REFERRAL_ANSWER, self.today)
        self.fields["officer"].queryset = found.exclude(pk=self.viewer.user_id)
