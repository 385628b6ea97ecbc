"""Version 0: a free narrative and a state for each of the four domains, as rounds were written before scores."""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import DOMAIN_HINTS, Domain
from cases.casework.instruments.parts import Instrument, Section

INSTRUMENT = Instrument(
    "0",
    _("Uraian bebas empat bidang"),
    _("Kebiasaan kerja sebelum instrumen berskor"),
    tuple(Section(str(one), one.label, one, hint=DOMAIN_HINTS[one], is_required=True) for one in Domain),
)
