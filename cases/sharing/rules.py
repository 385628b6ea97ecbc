"""How long a basis of sharing holds and how soon it is looked at.  Editable defaults; see each source."""

from django.utils.translation import gettext_lazy as _

from core.kernel.rules import CALENDAR, DAYS, MONTHS, PROMISE, TIMES_A_DAY, WORKING_DAYS, Rule, RuleBook

LAW = _("UU 27/2022 pasal 20, 22, 25: persetujuan untuk tujuan tertentu, dapat ditarik; jangka waktu perlu konfirmasi")
HOUSE = _("Kebiasaan kerja; perlu konfirmasi Balai")

DECIDE, REVIEW, RENEW, LOST = "consent.decide", "consent.review", "consent.renew", "consent.lost"
ASKED, OPENED, UNANSWERED = "access.decide", "access.days", "access.lapse"
SEARCHES = "search.elsewhere"
LONGEST, EMERGENCY = "consent.longest", "consent.emergency"

BOOK = RuleBook(
    [
        Rule(LONGEST, _("Persetujuan berbagi data paling lama"), 12, MONTHS, CALENDAR, LAW),
        Rule(EMERGENCY, _("Berbagi data darurat paling lama"), 14, DAYS, CALENDAR, HOUSE),
        Rule(DECIDE, _("Supervisor memutuskan dasar hukum"), 2, WORKING_DAYS, PROMISE, HOUSE),
        Rule(REVIEW, _("Supervisor meninjau berbagi data darurat"), 1, WORKING_DAYS, PROMISE, HOUSE),
        Rule(RENEW, _("Pengingat sebelum persetujuan berakhir"), 30, DAYS, CALENDAR, HOUSE),
        Rule(ASKED, _("Supervisor memutuskan permintaan akses"), 2, WORKING_DAYS, PROMISE, HOUSE),
        Rule(OPENED, _("Akses atas permintaan berlaku"), 14, DAYS, CALENDAR, HOUSE),
        Rule(UNANSWERED, _("Permintaan akses gugur tanpa jawaban"), 30, DAYS, CALENDAR, HOUSE),
        Rule(SEARCHES, _("Pencarian pasti di luar jangkauan, paling banyak"), 20, TIMES_A_DAY, CALENDAR, HOUSE),
        Rule(LOST, _("Kelanjutan setelah persetujuan berakhir"), 2, WORKING_DAYS, PROMISE, HOUSE),
    ]
)
