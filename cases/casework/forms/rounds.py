"""A section of an assessment, its summary, and the beginning of a round."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.casework import choices
from cases.casework.forms.fields import radio
from cases.casework.instruments import FINDING, MANY, SCORE, TEXT, Item
from cases.casework.sheets import Sheet
from core.screens.fields import TextField
from core.screens.forms import ViewerForm
from core.screens.versions import VersionedForm

NOT_YET = ("", _("Belum dikaji"))
LONG = 10000


class BeginForm(ViewerForm):
    """Why a new round begins."""

    submit_label = _("Mulai putaran baru")
    reason = radio([row for row in choices.RoundReason.choices if row[0] != "first"], _("Alasan putaran baru"))


class SectionForm(VersionedForm, ViewerForm):
    """The questions of one section; every question may stay "belum dikaji"."""

    submit_label = _("Simpan bagian ini")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32000)

    def __init__(self, *args, sheet: Sheet, before: Sheet | None, before_words: str, **kwargs):
        self.sheet, self.before, self.before_words = sheet, before, before_words
        kwargs["initial"] = {**self._values(sheet), "version": sheet.version}
        super().__init__(*args, **kwargs)

    def prepare(self):
        for item in self.sheet.section.items:
            self.fields[item.slug] = self._field(item)
            if item.kind == FINDING:
                self.fields[f"{item.slug}_text"] = TextField(
                    label=_("Uraian: %(item)s") % {"item": item.label}, rows=2, required=False, max_length=LONG
                )
        if not self.sheet.section.items:
            self.fields["state"] = radio(choices.DomainState.choices[:3], self.sheet.section.label, layout="is-flow")
        self.fields["strengths"] = TextField(
            label=_("Kekuatan anak dan keluarga"), rows=2, required=False, max_length=LONG, help_text=self._row("strengths")
        )  # fmt: skip
        self.fields["narrative"] = TextField(
            label=_("Temuan dan catatan"), rows=3, required=False, max_length=LONG, help_text=self._row("narrative")
        )

    def _field(self, item: Item) -> forms.Field:
        more = {"label": item.label, "required": False, "help_text": self._said_before(item) or item.hint}
        if item.kind == TEXT:
            return TextField(max_length=200, **more)
        if item.kind == MANY:
            return forms.MultipleChoiceField(choices=item.words.items(), widget=forms.CheckboxSelectMultiple, **more)
        layout = "is-one" if item.kind == SCORE else "is-flow"
        widget = forms.RadioSelect(attrs={"layout": layout})
        return forms.ChoiceField(choices=[*item.words.items(), NOT_YET], widget=widget, **more)

    def _said_before(self, item: Item) -> str:
        if self.before is None:
            return ""
        words = ", ".join(str(word) for word in self.before.words(item)) or str(NOT_YET[1])
        return f"{self.before_words}: {words}"

    def _row(self, name: str) -> str:
        said = getattr(self.before.row, name) if self.before and self.before.row else ""
        return f"{self.before_words}: {said}" if said else ""

    @staticmethod
    def _values(sheet: Sheet) -> dict:
        found: dict = {}
        for item in sheet.section.items:
            found |= {item.slug: sheet.value(item), f"{item.slug}_text": sheet.text(item)}
        if sheet.row:
            found |= {name: getattr(sheet.row, name) for name in ("narrative", "strengths", "state")}
        return {"state": "not_assessed", **found}

    def clean(self):
        found = super().clean()
        for item in self.sheet.section.items:
            value = found.get(item.slug)
            if item.kind == MANY and value and "none" in value and len(value) > 1:
                self.add_error(item.slug, _("Pilih “%(none)s” saja, atau yang lain") % {"none": item.words["none"]})
            if item.kind == FINDING and found.get(f"{item.slug}_text") and value != "some":
                found[item.slug] = "some"  # whoever writes what there is has said that there is something
        return found

    def differences(self, row) -> list[tuple[str, str]]:
        theirs, found = self._values(row), []
        for name, field in self.fields.items():
            if name in {"version", "form_token"} or (theirs.get(name) or "") == (self.cleaned_data.get(name) or ""):
                continue
            words, value = dict(getattr(field, "choices", ()) or ()), theirs.get(name)
            said = [str(words.get(one, one)) for one in (value if isinstance(value, list) else [value]) if one]
            found.append((field.label, ", ".join(said) or _("(kosong)")))
        return found

    def answers(self) -> dict:
        """Return the section as the verb wants it, and the version that was read."""
        found, answers = self.cleaned_data, {}
        for item in self.sheet.section.items:
            one = {"t": found[item.slug]} if item.kind == TEXT else {"v": found[item.slug]}
            if item.kind == FINDING:
                one["t"] = found[f"{item.slug}_text"]
            answers[item.slug] = one
        said = {"answers": answers, "narrative": found["narrative"], "strengths": found["strengths"]}
        return {"said": {**said, "state": found.get("state", "")}, "version": found["version"]}


class SummaryForm(VersionedForm, ViewerForm):
    """What the round comes to."""

    submit_label = _("Selesaikan asesmen")
    conclusion = TextField(label=_("Kesimpulan"), rows=4, required=False, max_length=LONG)
    recommendation = TextField(
        label=_("Rekomendasi"), rows=3, required=False, max_length=LONG,
        help_text=_("Layanan yang perlu didahulukan, dan mengapa."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32000)
