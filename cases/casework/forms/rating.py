"""The risk assessment: one choice per question, in groups; the level follows from the answers."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from cases.casework import choices, rating
from cases.casework.forms.fields import radio
from core.screens.fields import TextField
from core.screens.forms import ViewerForm


class RiskForm(ViewerForm):
    """Every question of the instrument in force; half answered it can be kept as a draft only."""

    submit_label = _("Simpan penilaian")
    level = radio(
        (("", _("Menurut jawaban di atas")), *choices.RATED),
        _("Tingkat risiko"),
        required=False,
        help_text=_("Anda dapat menaikkan tingkat dengan alasan. Menurunkan hanya oleh supervisor."),
    )
    reason = TextField(
        label=_("Catatan atau alasan"), rows=3, required=False, max_length=4000,
        help_text=_("Apa yang Anda lihat atau dengar. Wajib bila tingkat berbeda dari jawaban."),
    )  # fmt: skip

    def prepare(self):
        made: dict[str, forms.Field] = {}
        for code, item in rating.CURRENT.ITEMS.items():
            made[code] = radio(
                [(one.value, one.label) for one in item.answers],
                item.text,
                layout="is-flow"
                if item.answers[0].value == rating.CURRENT.YES and len(item.answers) == 3
                else "is-one",
                help_text=item.hint,
                error_messages={"required": _("Jawab pertanyaan ini, atau pilih belum diketahui")},
            )
        made["age"].error_messages["required"] = _("Pilih usia anak")
        self.fields = {
            "form_token": self.fields["form_token"],
            **made,
            **{n: self.fields[n] for n in ("level", "reason")},
        }

    def layout(self) -> list:
        groups = [Fieldset(str(one.label), *(item.code for item in one.items)) for one in rating.CURRENT.GROUPS]
        return [*groups, "level", "reason"]

    def answers(self) -> dict:
        found = super().answers()
        return {"answers": {code: found.pop(code) for code in rating.CURRENT.ITEMS}, **found}
