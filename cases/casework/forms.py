from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.directory.forms import RegionField
from agencies.directory.models import Agency
from agencies.people.models import User
from cases.casework import choices
from cases.casework.rules import contact_rule
from cases.casework.selectors import workloads
from cases.children.forms import ChildFields
from core.screens.fields import IndonesianDateField, PhoneField, TextField
from core.screens.forms import ViewerForm
from core.screens.templatetags.ui import hari_tanggal


def radio(field_choices, label, *, layout="is-one", **kwargs) -> forms.ChoiceField:
    """Return a required choice in rows."""
    return forms.ChoiceField(
        label=label, choices=field_choices, widget=forms.RadioSelect(attrs={"layout": layout}), **kwargs
    )


class EventFields(forms.Form):
    """The event's part of the intake form."""

    category = forms.ChoiceField(
        label=_("Kategori AMPK utama"),
        choices=[("", _("Pilih kategori")), *choices.Category.choices],
        help_text=_("UU 23/2002 jo. UU 35/2014 pasal 59 ayat (2). Kategori lain dapat ditambahkan kemudian."),
        error_messages={"required": _("Pilih kategori AMPK")},
    )
    source = forms.ChoiceField(
        label=_("Sumber laporan"),
        choices=[("", _("Pilih sumber")), *choices.Source.choices],
        error_messages={"required": _("Pilih sumber laporan")},
    )
    in_danger = radio(
        (("yes", _("Ya, bahaya sekarang")), ("no", _("Tidak"))),
        _("Apakah anak dalam bahaya sekarang?"),
        layout="is-flow",
        error_messages={"required": _("Jawab apakah anak dalam bahaya sekarang")},
    )
    event_on = IndonesianDateField(label=_("Tanggal kejadian"), required=False)
    narrative = TextField(
        label=_("Uraian"), rows=5, required=False, max_length=10000, help_text=_("Apa yang terjadi, menurut siapa.")
    )
    reporter_contact = PhoneField(label=_("Telepon pelapor"), required=False)
    consent = radio(choices.Consent, _("Persetujuan keluarga"), layout="is-flow", required=False)

    EVENT_FIELDS = ("category", "source", "in_danger", "event_on", "narrative", "reporter_contact", "consent")

    def event_answers(self) -> dict:
        """Return the event's part of the cleaned data."""
        found = {name: self.cleaned_data.get(name) for name in self.EVENT_FIELDS}
        return {**found, "in_danger": found["in_danger"] == "yes"}


class IntakeForm(ChildFields, EventFields, ViewerForm):
    """A new child with a new case."""

    submit_label = _("Simpan dan buka kasus")

    def layout(self) -> list:
        return [*self.CHILD_FIELDS, *self.EVENT_FIELDS]

    def answers(self) -> dict:
        return {**self.event_answers(), "child": self.child_answers(), "region": self.cleaned_data["region"]}


class KnownChildForm(EventFields, ViewerForm):
    """A new case for a child who is registered already."""

    submit_label = _("Buka kasus")
    region = RegionField(label=_("Tempat kejadian"), required=False)

    def answers(self) -> dict:
        return {**self.event_answers(), "region": self.cleaned_data.get("region")}


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
        words = []
        for load in self.loads:
            word = _("%(name)s, %(n)s kasus terbuka") % {"name": load.person.short_name, "n": load.open_cases}
            words.append((load.person.pk, f"{word} ({_('cuti')})" if load.away_until else word))
        field.choices = words


class NoteForm(ViewerForm):
    """A visit, call or note: three required answers for a contact, none for a plain note."""

    submit_label = _("Simpan catatan")
    ANSWERS = ("outcome", "condition", "next_step")
    outcome = radio(choices.Outcome, _("Hasil kontak"), error_messages={"required": _("Pilih hasil kontak")})
    condition = radio(
        choices.Condition,
        _("Kondisi anak"),
        layout="is-flow",
        error_messages={"required": _("Pilih kondisi anak")},
    )
    next_step = radio(
        choices.NextStep,
        _("Langkah berikut"),
        initial="by_rule",
        error_messages={"required": _("Pilih langkah berikut")},
    )
    next_on = IndonesianDateField(label=_("Tanggal yang lebih cepat"), required=False)
    text = TextField(
        label=_("Catatan"),
        rows=4,
        required=False,
        max_length=10000,
        help_text=_("Apa yang dilihat, didengar, dan disepakati."),
    )
    kind = radio(
        [row for row in choices.NoteKind.choices if row[0] in (*choices.CONTACT_KINDS, "note")],
        _("Cara"),
        layout="is-flow",
        initial="home_visit",
    )
    happened_on = IndonesianDateField(label=_("Tanggal"))

    def __init__(self, *args, case, now, **kwargs):
        self.case, self.now = case, now
        super().__init__(*args, **kwargs)

    def prepare(self):
        if self.data.get("kind") == "note":
            for name in self.ANSWERS:
                self.fields[name].required = False
        if not self.case.is_open or self.case.service_ended_at:
            return
        rule = contact_rule(self.case.risk, self.now.astimezone(self.viewer.zone).date())
        words = _("Kontak paling lambat %(day)s (risiko %(risk)s: tiap %(days)s hari)") % {
            "day": hari_tanggal(rule.due_after(self.now, zone=self.viewer.zone)),
            "risk": self.case.get_risk_display().lower(),
            "days": rule.value,
        }
        self.fields["next_step"].choices = [("by_rule", words), *choices.NextStep.choices[1:]]


class TaskForm(ViewerForm):
    """Something to do by a date."""

    submit_label = _("Buat tugas")
    text = TextField(label=_("Apa yang perlu dilakukan"), rows=2, max_length=500)
    assigned_to = forms.ModelChoiceField(
        label=_("Untuk siapa"), queryset=User.objects.none(), empty_label=_("Pilih rekan")
    )
    due_on = IndonesianDateField(label=_("Tenggat"))

    def __init__(self, *args, case, today, **kwargs):
        self.loads = workloads(case.owner_agency_id, today)
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["assigned_to"].queryset = User.objects.filter(
            pk__in=[load.person.pk for load in self.loads]
        ).order_by("name")


class SnoozeForm(ViewerForm):
    """Put a task off, with the reason."""

    submit_label = _("Tunda tugas")
    due_on = IndonesianDateField(label=_("Tenggat baru"))
    reason = TextField(label=_("Alasan"), rows=2, max_length=500)


class WordsForm(ViewerForm):
    """One text: a question to the supervisor, an answer, a correction."""

    submit_label = _("Kirim")
    text = TextField(label=_("Isi"), rows=5, max_length=10000)


class TeamForm(ViewerForm):
    """A colleague who works on the case beside its manager."""

    submit_label = _("Tambahkan ke tim")
    person = forms.ModelChoiceField(label=_("Rekan"), queryset=User.objects.none(), empty_label=_("Pilih rekan"))

    def __init__(self, *args, case, today, **kwargs):
        self.loads = workloads(case.owner_agency_id, today)
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["person"].queryset = User.objects.filter(pk__in=[load.person.pk for load in self.loads]).order_by(
            "name"
        )


class RiskForm(ViewerForm):
    """The risk level with its reason."""

    submit_label = _("Simpan risiko")
    level = radio(choices.RATED, _("Tingkat risiko"))
    reason = TextField(label=_("Alasan"), rows=3, max_length=4000, help_text=_("Apa yang Anda lihat atau dengar."))


class CategoriesForm(ViewerForm):
    """The legal categories from today."""

    submit_label = _("Simpan kategori")
    primary = radio(choices.Category, _("Kategori utama"))
    others = forms.MultipleChoiceField(
        label=_("Kategori lain"), required=False, choices=choices.Category, widget=forms.CheckboxSelectMultiple
    )


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


class AssessmentForm(ViewerForm):
    """One round over the four domains; may be saved half done."""

    submit_label = _("Simpan asesmen")
    conclusion = TextField(label=_("Kesimpulan"), rows=4, required=False, max_length=10000)
    finish = forms.BooleanField(label=_("Asesmen selesai"), required=False)

    def prepare(self):
        made = {}
        for domain in choices.Domain:
            made[f"{domain}_state"] = radio(
                choices.DomainState,
                domain.label,
                layout="is-flow",
                initial="not_assessed",
                help_text=choices.DOMAIN_HINTS[domain],
            )
            made[f"{domain}_narrative"] = TextField(
                label=_("Temuan: %(domain)s") % {"domain": domain.label}, rows=3, required=False, max_length=10000
            )
        self.fields = {
            "form_token": self.fields["form_token"],
            **made,
            "conclusion": self.fields["conclusion"],
            "finish": self.fields["finish"],
        }

    def answers(self) -> dict:
        found = self.cleaned_data
        domains = {str(d): {"state": found[f"{d}_state"], "narrative": found[f"{d}_narrative"]} for d in choices.Domain}
        return {"domains": domains, "conclusion": found["conclusion"], "finish": found["finish"]}


class PlanForm(ViewerForm):
    """Up to five goals; empty rows are left out."""

    submit_label = _("Simpan rencana")
    ROWS = 5

    def __init__(self, *args, case, today, **kwargs):
        self.loads = workloads(case.owner_agency_id, today)
        super().__init__(*args, **kwargs)

    def prepare(self):
        people = [("", _("Pilih penanggung jawab")), *((load.person.pk, load.person.short_name) for load in self.loads)]
        for row in range(1, self.ROWS + 1):
            self.fields[f"goal_{row}"] = TextField(
                label=_("Tujuan %(n)s") % {"n": row}, required=row == 1, max_length=500
            )
            self.fields[f"activity_{row}"] = TextField(label=_("Kegiatan"), required=False, max_length=1000)
            self.fields[f"domain_{row}"] = forms.ChoiceField(
                label=_("Bidang"), choices=choices.Domain.choices, required=False
            )
            self.fields[f"component_{row}"] = forms.ChoiceField(
                label=_("Komponen ATENSI"), choices=choices.Component.choices, required=False
            )
            self.fields[f"person_{row}"] = forms.ChoiceField(
                label=_("Penanggung jawab"), choices=people, required=False
            )
            self.fields[f"due_{row}"] = IndonesianDateField(label=_("Tenggat"), required=False)

    def clean(self):
        answers = super().clean()
        for row in self._filled():
            for name, sentence in (
                ("activity", _("Isi kegiatan untuk tujuan ini")),
                ("person", _("Pilih penanggung jawab tujuan ini")),
                ("due", _("Isi tenggat tujuan ini")),
            ):
                if not answers.get(f"{name}_{row}") and f"{name}_{row}" not in self.errors:
                    self.add_error(f"{name}_{row}", sentence)
        return answers

    def _filled(self) -> list[int]:
        return [row for row in range(1, self.ROWS + 1) if self.cleaned_data.get(f"goal_{row}")]

    def answers(self) -> dict:
        found = self.cleaned_data
        return {
            "goals": [
                {
                    "goal": found[f"goal_{row}"],
                    "activity": found[f"activity_{row}"],
                    "domain": found[f"domain_{row}"],
                    "component": found[f"component_{row}"],
                    "person_id": int(found[f"person_{row}"]),
                    "due_on": found[f"due_{row}"],
                }
                for row in self._filled()
            ]
        }


class DecideForm(ViewerForm):
    """Approve or return the version that was looked at."""

    submit_label = _("Kirim keputusan")
    decision = radio((("approve", _("Setujui")), ("return", _("Kembalikan"))), _("Keputusan"), layout="is-flow")
    text = TextField(label=_("Yang perlu diperbaiki"), rows=3, required=False, max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)


def _reason_form(name: str, options, button) -> type[ViewerForm]:
    class ReasonForm(ViewerForm):
        submit_label = button
        reason = radio(options, _("Alasan"))
        explanation = TextField(label=_("Penjelasan"), rows=3, required=False, max_length=4000)

    ReasonForm.__name__ = name
    return ReasonForm


CloseForm = _reason_form("CloseForm", choices.CloseReason, _("Tutup kasus"))
RejectForm = _reason_form("RejectForm", choices.RejectReason, _("Tolak kasus"))
ReopenForm = _reason_form("ReopenForm", choices.ReopenReason, _("Buka kembali"))


class TransferForm(_reason_form("TransferBase", choices.TransferReason, _("Alihkan kasus"))):
    """To which agency, and why."""

    to_agency = forms.ModelChoiceField(
        label=_("Instansi penerima"), queryset=Agency.objects.none(), empty_label=_("Pilih instansi")
    )

    def prepare(self):
        self.fields["to_agency"].queryset = (
            Agency.objects.filter(is_active=True, kind__in=["balai", "social_office"])
            .exclude(pk=self.viewer.agency_id)
            .order_by("name")
        )
