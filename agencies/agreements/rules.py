"""When to begin renewing an agreement: 180, 90 and 30 days before it ends (house norm, to be confirmed)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.kernel.rules import CALENDAR, DAYS, Rule, RuleBook

HOUSE = _("Kebiasaan kerja; perlu konfirmasi Balai")
BOOK = RuleBook(
    [
        Rule("agreement.renewal_first", _("Pengingat perpanjangan pertama"), 180, DAYS, CALENDAR, HOUSE),
        Rule("agreement.renewal_second", _("Pengingat perpanjangan kedua"), 90, DAYS, CALENDAR, HOUSE),
        Rule("agreement.renewal_last", _("Pengingat perpanjangan terakhir"), 30, DAYS, CALENDAR, HOUSE),
    ]
)
EXPIRING_DAYS = 90


def notices(on: date) -> list[Rule]:
    """Return the reminders in force on a date, the earliest before the end first."""
    return sorted((BOOK.get(rule.code, on) for rule in BOOK.rules), key=lambda rule: -rule.value)
