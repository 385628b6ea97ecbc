"""Notes of visits, calls and sessions: three answers asked, the rest filled in already."""

from datetime import datetime

from crispy_forms.layout import HTML
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework import choices, notebook, panels
from cases.casework.forms.fields import radio
from cases.casework.forms.tasks import HolderField
from cases.casework.rules import contact_rule
from cases.children.masking import shown_name
from core.screens.fields import IndonesianDateField, TextField
from core.screens.forms import ViewerForm
from core.screens.templatetags.ui import hari_tanggal
from core.screens.versions import VersionedForm

NOW, OTHER = "now", "other"


class TimeField(TextField):
    """A time of day as Indonesians write it: 14.30 or 14:30.  Gives a `time`."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(max_length=5, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return datetime.strptime(text.replace(":", "."), "%H.%M").time()
        except ValueError:
            raise ValidationError(gettext("Tulis jam seperti 14.30"), code="time") from None

    def prepare_value(self, value):
        return value.strftime("%H.%M") if hasattr(value, "strftime") else value


class WhenFields(forms.Form):
    """Now, or another day and time; a whole date under the plain name means that day."""

    when = radio((), _("Kapan?"), layout="is-flow", required=False)
    happened_on = IndonesianDateField(label=_("Tanggal"), required=False)
    happened_time = TimeField(label=_("Jam"), required=False, help_text=_("Seperti 14.30"))

    def offer_now(self, local: datetime) -> None:
        """Offer this moment as the answer that needs no typing."""
        words = gettext("Hari ini %(time)s") % {"time": local.strftime("%H.%M")}
        self.local = local
        self.fields["when"].choices = [(NOW, words), (OTHER, gettext("Lain"))]
        self.fields["when"].initial = NOW

    def _is_now(self) -> bool:
        # Whoever types a day means it, whether or not they ticked "Lain".
        if self.cleaned_data.get("happened_on"):
            return False
        return "happened_on" not in self.errors and self.cleaned_data.get("when") != OTHER

    def clean(self):
        found = super().clean()
        if not self._is_now() and not found.get("happened_on") and "happened_on" not in self.errors:
            self.add_error("happened_on", gettext("Isi tanggalnya"))
        return found

    def moment(self, found: dict) -> dict:
        """Return day and time as the verb wants them; takes the choice out of the answers."""
        found.pop("when", None)
        if self._is_now():
            found["happened_on"], found["happened_time"] = (
                self.local.date(),
                self.local.time().replace(second=0, microsecond=0),
            )
        return found


class MetFields(forms.Form):
    """Whom one met, and where."""

    met = forms.MultipleChoiceField(label=_("Bertemu"), required=False, widget=forms.CheckboxSelectMultiple)
    met_other = TextField(label=_("Orang lain yang ditemui"), required=False, max_length=150)
    place = TextField(label=_("Tempat"), required=False, max_length=200)


def fold(title, *fields, is_open: bool = False) -> list:
    """Return fields that stand folded away under a title.

    The title is read as a template, so what people wrote stands in it as a variable and never as text.
    """
    begin = (
        '<details class="fold card card-body mb-3" open>' if is_open else '<details class="fold card card-body mb-3">'
    )
    return [HTML(begin + format_html("<summary>{}</summary>", title)), *fields, HTML("</details>")]


class NoteForm(WhenFields, MetFields, ViewerForm):
    """A visit, call or note: three required answers for a contact, none for a plain note."""

    submit_label = _("Simpan catatan")
    ANSWERS = ("outcome", "condition", "next_step")
    outcome = radio(choices.Outcome, _("Hasil kontak"), error_messages={"required": _("Pilih hasil kontak")})
    condition = radio(
        choices.Condition, _("Kondisi anak"), layout="is-flow", error_messages={"required": _("Pilih kondisi anak")}
    )
    next_step = radio(
        choices.NextStep, _("Langkah berikut"), initial="by_rule",
        error_messages={"required": _("Pilih langkah berikut")},
    )  # fmt: skip
    next_on = IndonesianDateField(label=_("Tanggal yang lebih cepat"), required=False)
    text = TextField(
        label=_("Catatan"), rows=4, required=False, max_length=10000,
        help_text=_("Apa yang dilihat, didengar, dan disepakati."),
    )  # fmt: skip
    kind = radio(
        [row for row in choices.NoteKind.choices if row[0] in (*choices.CONTACT_KINDS, "note")],
        _("Cara"), layout="is-flow", initial="home_visit",
    )  # fmt: skip
    task_text = TextField(label=_("Apa yang perlu dilakukan"), required=False, max_length=500)
    task_to = HolderField(label=_("Untuk siapa"), required=False)
    task_due_on = IndonesianDateField(label=_("Tenggat tugas"), required=False)

    def __init__(self, *args, case, now, **kwargs):
        self.case, self.now = case, now
        super().__init__(*args, **kwargs)

    def prepare(self):
        local = self.now.astimezone(self.viewer.zone)
        self.offer_now(local)
        self.fields["met"].choices = notebook.met_choices(self.case, self.viewer)
        self.fields["task_to"].offer(self.case, self.viewer, local.date())
        if self.data.get("kind") == "note":
            for name in self.ANSWERS:
                self.fields[name].required = False
        more = [(name, link.label) for name, link in panels.next_steps(self.viewer).items()]
        rows = dict(choices.NextStep.choices)
        if self.case.is_open and not self.case.service_ended_at:
            rule = contact_rule(self.case.risk, local.date())
            rows["by_rule"] = gettext("Kontak paling lambat %(day)s (risiko %(risk)s: tiap %(days)s hari)") % {
                "day": hari_tanggal(rule.due_after(self.now, zone=self.viewer.zone)),
                "risk": self.case.get_risk_display().lower(), "days": rule.value,
            }  # fmt: skip
        last = [("supervisor", rows.pop("supervisor"))]
        self.fields["next_step"].choices = [*rows.items(), *more, *last]

    def layout(self) -> list:
        names = ("when", "happened_on", "happened_time", "kind", "met", "met_other", "place")
        tasks = ("task_text", "task_to", "task_due_on")
        return [
            "outcome", "condition", "next_step",
            *fold(gettext("Tanggal yang lebih cepat (bila dipilih)"), "next_on", is_open=self._wrong(("next_on",))), "text",
            *fold("{{ form.filled }}", *names, is_open=self._wrong(names)),
            *fold(gettext("Tugas berikut untuk seseorang (opsional)"), *tasks, is_open=self._wrong(tasks)),
        ]  # fmt: skip

    def filled(self) -> str:
        """Return what is filled in already, in words: when, how, whom."""
        day = self["happened_on"].value()
        is_now = not (any(day) if isinstance(day, list) else day)
        kinds, met = dict(self.fields["kind"].choices), self["met"].value() or []
        words = [str(self.fields["when"].choices[0][1])] if is_now else []
        words += [str(kinds.get(self["kind"].value(), ""))]
        words += [str(label) for value, label in self.fields["met"].choices if value in met]
        return gettext("Sudah terisi: %(what)s") % {"what": ", ".join(word for word in words if word)}

    def _wrong(self, names) -> bool:
        return bool(self.is_bound and set(names) & set(self.errors))

    def clean(self):
        found = super().clean()
        if found.get("task_text"):
            for name, sentence in (
                ("task_to", _("Pilih untuk siapa tugas ini")),
                ("task_due_on", _("Isi tenggat tugas")),
            ):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return found

    def answers(self) -> dict:
        found = self.moment(super().answers())
        text, to, due_on = (found.pop(name) for name in ("task_text", "task_to", "task_due_on"))
        return {**found, "task": {"text": text, "due_on": due_on, **to} if text else None}


class EditNoteForm(VersionedForm, WhenFields, MetFields, ViewerForm):
    """What a note's author sets right within a day."""

    submit_label = _("Simpan perubahan")
    text = TextField(label=_("Catatan"), rows=6, required=False, max_length=10000)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32000)

    def __init__(self, *args, case, note, **kwargs):
        self.case, self.note = case, note
        super().__init__(*args, **kwargs)

    def prepare(self):
        del self.fields["when"]
        self.fields["happened_on"].required = True
        self.fields["met"].choices = notebook.met_choices(self.case, self.viewer)
        if not self.note.is_contact:
            for name in ("met", "met_other"):
                del self.fields[name]

    def layout(self) -> list:
        return ["version", "text", *(name for name in self.fields if name not in ("version", "text", "form_token"))]

    def _is_now(self) -> bool:
        return False

    def answers(self) -> dict:
        found = super().answers()
        version = found.pop("version")
        return {"version": version, "answers": found}


class SessionForm(WhenFields, ViewerForm):
    """A session of service, perhaps of several children."""

    submit_label = _("Simpan sesi")
    session = radio(choices.SessionKind, _("Jenis sesi"), layout="is-flow")
    component = forms.ChoiceField(
        label=_("Komponen ATENSI"), choices=[("", _("Pilih komponen")), *choices.Component.choices],
        error_messages={"required": _("Pilih komponen ATENSI")},
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Lamanya (menit)"), min_value=1, max_value=24 * 60, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Isi lamanya sesi dalam menit"), "invalid": _("Tulis lamanya dengan angka, dalam menit")},
    )  # fmt: skip
    text = TextField(
        label=_("Catatan"), rows=4, required=False, max_length=10000,
        help_text=_("Bila sesi diikuti beberapa anak, tulis tentang kegiatannya, bukan tentang satu anak."),
    )  # fmt: skip
    place = TextField(label=_("Tempat"), required=False, max_length=200)
    others = forms.MultipleChoiceField(
        label=_("Diikuti juga oleh"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Catatan ini masuk juga ke berkas kasus yang dicentang."),
    )  # fmt: skip

    def __init__(self, *args, case, now, **kwargs):
        self.case, self.now = case, now
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.offer_now(self.now.astimezone(self.viewer.zone))
        self.others = {str(one.code): one for one in notebook.worked_on(self.viewer, beside=self.case)}
        if self.others:
            self.fields["others"].choices = [
                (code, f"{shown_name(one.child, self.viewer)} · {code}") for code, one in self.others.items()
            ]
        else:
            del self.fields["others"]

    def layout(self) -> list:
        group = fold(gettext("Sesi kelompok: anak lain yang ikut (opsional)"), "others") if self.others else []
        return [
            "session", "component", "minutes", "text", *group,
            *fold(gettext("Sudah terisi: waktu, tempat"), "when", "happened_on", "happened_time", "place"),
        ]  # fmt: skip

    def answers(self) -> dict:
        found = self.moment(super().answers())
        more = [self.others[code] for code in found.pop("others", [])]
        return {"cases": [self.case, *more], "answers": found}
