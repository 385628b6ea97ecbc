"""When a child is visited after the service, and how soon people react.  Editable defaults; see each source."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.kernel.rules import CALENDAR, DAYS, MONTHS, PROMISE, WORKING_DAYS, Rule, RuleBook

# Published service standard of a provincial child home: "monitoring dan evaluasi 3 bulan" (domain facts, S19, verified).
DIY = _("Standar pelayanan RSPA DI Yogyakarta (sippn.menpan.go.id 8012010): monitoring dan evaluasi 3 bulan")
INTERVALS = _("Jarak kunjungan 1, 3, 6, 12 bulan; perlu konfirmasi Balai")
HOUSE = _("Kebiasaan kerja; perlu konfirmasi Balai")


def _visit(number: int, label, months: int) -> Rule:
    return Rule(f"aftercare.visit_{number}", label, months, MONTHS, CALENDAR, INTERVALS)


BOOK = RuleBook(
    [
        _visit(1, _("Kunjungan pascalayanan pertama"), 1),
        _visit(2, _("Kunjungan pascalayanan kedua"), 3),
        _visit(3, _("Kunjungan pascalayanan ketiga"), 6),
        _visit(4, _("Kunjungan pascalayanan keempat"), 12),
        Rule(
            "aftercare.monitoring",
            _("Pemantauan sebelum pascalayanan dinyatakan berhasil"),
            3,
            MONTHS,
            CALENDAR,
            DIY,
            verified=True,
        ),
        Rule("aftercare.assign", _("Pekerja pascalayanan ditunjuk"), 3, WORKING_DAYS, PROMISE, HOUSE),
        Rule("aftercare.decide", _("Keputusan tentang pascalayanan"), 5, WORKING_DAYS, PROMISE, HOUSE),
        Rule("aftercare.help", _("Permintaan bantuan dijawab"), 1, WORKING_DAYS, PROMISE, HOUSE),
        Rule("aftercare.retry", _("Kunjungan ulang setelah tidak bertemu"), 14, DAYS, CALENDAR, HOUSE),
    ]
)
VISIT_RULES = ("aftercare.visit_1", "aftercare.visit_2", "aftercare.visit_3", "aftercare.visit_4")


def visit_months(on: date) -> tuple[int, ...]:
    """Return after how many months a child is visited by default, soonest first."""
    return tuple(sorted({BOOK.get(code, on).value for code in VISIT_RULES}))
