"""How long minutes and decisions of a coordination visit may take (house norms, to be confirmed)."""

from django.utils.translation import gettext_lazy as _

from core.kernel.rules import CALENDAR, DAYS, PROMISE, WORKING_DAYS, Rule, RuleBook

HOUSE = _("Kebiasaan kerja; perlu konfirmasi Balai")
HOLD, MINUTES, ACTION = "coordination.hold", "coordination.minutes", "coordination.action"
BOOK = RuleBook(
    [
        Rule(HOLD, _("Pelaksanaan kunjungan koordinasi dicatat"), 1, WORKING_DAYS, PROMISE, HOUSE),
        Rule(MINUTES, _("Notula kunjungan koordinasi"), 5, WORKING_DAYS, PROMISE, HOUSE),
        Rule(ACTION, _("Keputusan kunjungan koordinasi, bila tidak disepakati lain"), 30, DAYS, CALENDAR, HOUSE),
    ]
)
