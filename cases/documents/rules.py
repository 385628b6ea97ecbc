"""How long a letter may wait for its number.  Editable, "perlu konfirmasi"."""

from django.utils.translation import gettext_lazy as _

from core.kernel.rules import PROMISE, WORKING_DAYS, Rule, RuleBook

BOOK = RuleBook(
    [
        Rule(
            "letter.number", _("Surat diberi nomor dan ditandatangani"), 2, WORKING_DAYS, PROMISE,
            _("Kebiasaan kerja; perlu konfirmasi Balai"),
        )
    ]
)  # fmt: skip
