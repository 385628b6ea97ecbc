"""When to begin renewing an agreement: 180, 90 and 30 days before it ends (house norm, to be confirmed)."""

from django.utils.translation import gettext_lazy as _

from core.kernel.rules import CALENDAR, DAYS, Rule, RuleBook

HOUSE = "Kebiasaan kerja; perlu konfirmasi Balai"
BOOK = RuleBook([Rule("agreement.renewal", _("Perpanjangan kesepakatan sebelum berakhir"), 30, DAYS, CALENDAR, HOUSE)])
# Days before the end at which a renewal duty is due, first to last.
NOTICE_DAYS = (180, 90, 30)
EXPIRING_DAYS = 90
