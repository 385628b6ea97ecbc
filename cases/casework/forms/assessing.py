"""Risk."""

from django.utils.translation import gettext_lazy as _

from cases.casework import choices
from cases.casework.forms.fields import radio
from core.screens.fields import TextField
from core.screens.forms import ViewerForm


class RiskForm(ViewerForm):
    """The risk level with its reason."""

    submit_label = _("Simpan risiko")
    level = radio(choices.RATED, _("Tingkat risiko"))
    reason = TextField(label=_("Alasan"), rows=3, max_length=4000, help_text=_("Apa yang Anda lihat atau dengar."))
