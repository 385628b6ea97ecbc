"""Which file's value stands, fact by fact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.comparing import Compared
from cases.children.forms.family import SiblingForm
from core.screens.forms import ViewerForm


class MergeForm(ViewerForm):
    """One choice for each fact in which two files differ; the fuller value is chosen beforehand."""

    submit_label = _("Periksa hasilnya")
    winner_version = forms.IntegerField(widget=forms.HiddenInput)
    loser_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, compared: list[Compared], codes: tuple[str, str], **kwargs):
        self.compared, self.codes = compared, codes
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        for one in self.compared:
            if one.differs:
                self.fields[self._name(one)] = forms.ChoiceField(
                    label=one.label,
                    choices=(("winner", self.codes[0]), ("loser", self.codes[1])),
                    initial=one.fuller,
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Pilih salah satu"), "invalid_choice": _("Pilih salah satu")},
                )

    def rows(self) -> list[dict]:
        """Return the facts beside each other; `chosen` is which side is ticked, "" where both say the same."""
        return [
            {
                "fact": one,
                "name": self._name(one),
                "chosen": str(self[self._name(one)].value() or one.fuller) if one.differs else "",
                "errors": self[self._name(one)].errors if one.differs else [],
            }
            for one in self.compared
        ]

    def result(self) -> list[tuple[str, str]]:
        """Return (label, words) of the file as it will be."""
        chosen = self.answers()["chosen"]
        return [
            (one.label, one.loser if chosen.get(one.key, "winner") == "loser" else one.winner) for one in self.compared
        ]

    def answers(self) -> dict:
        clean = self.cleaned_data
        return {
            "chosen": {one.key: clean[self._name(one)] for one in self.compared if one.differs},
            "versions": (clean["winner_version"], clean["loser_version"]),
        }

    @staticmethod
    def _name(one: Compared) -> str:
        return f"pilih_{one.key}"


class OtherFileForm(SiblingForm):
    """The code of the file that may be of the same child."""

    submit_label = _("Bandingkan")

    def prepare(self) -> None:
        self.fields["code"].label = _("Kode berkas yang lain")


class UndoForm(ViewerForm):
    """Nothing but the button, after the page has said what will happen."""

    submit_label = _("Batalkan penggabungan")
