"""How a case ends and is taken up again."""

from django.utils.translation import gettext_lazy as _

from cases.casework import choices
from cases.casework.forms.fields import radio
from core.screens.fields import TextField
from core.screens.forms import ViewerForm


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
