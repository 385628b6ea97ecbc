"""When people are reminded and when a silence goes up the ladder.  House norms, to be confirmed by the Balai."""

from django.utils.translation import gettext_lazy as _

from core.kernel.rules import CALENDAR, DAYS, PROMISE, WORKING_DAYS, Rule, RuleBook

HOUSE = _("Kebiasaan kerja; perlu konfirmasi Balai")
HANDOVER = "membership.handover"
CONFIRM_OFFERS = "offer.confirm"

BOOK = RuleBook(
    [
        Rule("reminder.before", _("Pengingat sebelum jatuh tempo"), 2, DAYS, PROMISE, HOUSE),
        Rule("escalation.supervisor", _("Keterlambatan naik ke supervisor"), 2, WORKING_DAYS, PROMISE, HOUSE),
        Rule(HANDOVER, _("Pekerjaan dialihkan sebelum hari terakhir petugas"), 14, DAYS, CALENDAR, HOUSE),
        Rule(CONFIRM_OFFERS, _("Daftar layanan instansi dinyatakan masih benar"), 91, DAYS, CALENDAR, HOUSE),
        Rule("escalation.head", _("Keterlambatan naik ke pimpinan"), 5, WORKING_DAYS, PROMISE, HOUSE),
    ]
)
