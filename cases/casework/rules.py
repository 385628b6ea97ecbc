"""How long each part of the work may take, and how often a child is contacted.  All editable, "perlu konfirmasi"."""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Risk
from core.kernel.rules import CALENDAR, DAYS, MONTHS, PROMISE, WORKING_DAYS, Rule, RuleBook

# Published service standard of a provincial child home (RSPA DI Yogyakarta, sippn.menpan.go.id 8012010).
STANDARD = _("Standar pelayanan RSPA DIY (pembanding); perlu konfirmasi Balai")
HOUSE = _("Kebiasaan kerja; perlu konfirmasi Balai")

BOOK = RuleBook(
    [
        Rule("case.assign", _("Kasus baru ditugaskan"), 1, WORKING_DAYS, PROMISE, HOUSE),
        Rule("agreement.record", _("Kesepakatan layanan"), 5, WORKING_DAYS, PROMISE, HOUSE),
        Rule("assessment.finish", _("Asesmen selesai"), 7, WORKING_DAYS, PROMISE, STANDARD),
        Rule("assessment.repeat", _("Asesmen ulang"), 6, MONTHS, PROMISE, HOUSE),
        Rule("plan.finish", _("Rencana layanan tersusun"), 5, WORKING_DAYS, PROMISE, STANDARD),
        Rule("plan.approve", _("Rencana disetujui"), 2, WORKING_DAYS, PROMISE, HOUSE),
        Rule("plan.activity", _("Kegiatan rencana, menurut tenggatnya"), 0, DAYS, PROMISE, HOUSE),
        Rule("plan.progress", _("Laporan perkembangan"), 1, MONTHS, PROMISE, HOUSE),
        Rule("case.help", _("Permintaan bantuan dijawab"), 1, WORKING_DAYS, PROMISE, HOUSE),
        Rule("conference.hold", _("Temu kasus dilaksanakan"), 14, DAYS, PROMISE, HOUSE),
        Rule("conference.minutes", _("Notula temu kasus selesai"), 3, WORKING_DAYS, PROMISE, HOUSE),
        Rule("conference.plan", _("Temu kasus berikutnya"), 30, DAYS, PROMISE, HOUSE),
        Rule("task", _("Tugas"), 3, WORKING_DAYS, PROMISE, HOUSE),
        Rule("contact.immediate", _("Kontak saat bahaya sekarang"), 1, DAYS, PROMISE, HOUSE),
        Rule("contact.high", _("Kontak saat risiko tinggi"), 7, DAYS, PROMISE, HOUSE),
        Rule("contact.medium", _("Kontak saat risiko sedang"), 14, DAYS, PROMISE, HOUSE),
        Rule("contact.low", _("Kontak saat risiko rendah"), 30, DAYS, PROMISE, HOUSE),
        Rule("contact.unrated", _("Kontak pertama sebelum risiko dinilai"), 3, DAYS, PROMISE, HOUSE),
        Rule("risk.review.immediate", _("Nilai ulang saat bahaya sekarang"), 3, DAYS, PROMISE, HOUSE),
        Rule("risk.review.high", _("Nilai ulang saat risiko tinggi"), 14, DAYS, PROMISE, HOUSE),
        Rule("risk.review.medium", _("Nilai ulang saat risiko sedang"), 30, DAYS, PROMISE, HOUSE),
        Rule("risk.review.low", _("Nilai ulang saat risiko rendah"), 90, DAYS, PROMISE, HOUSE),
        Rule("transfer.answer", _("Tawaran alih kasus dijawab"), 3, WORKING_DAYS, PROMISE, HOUSE),
        Rule("transfer.silence", _("Tawaran diam dijawab supervisor penerima"), 2, WORKING_DAYS, PROMISE, HOUSE),
        Rule("transfer.read", _("Pemilik lama masih membaca kasus"), 30, DAYS, CALENDAR, HOUSE),
    ]
)
# A case longer than this in one stage counts as stuck on the board (house norm, to be confirmed).
STUCK_DAYS = 30
# High risk without contact for longer than this is shown on the board (house norm, to be confirmed).
SILENT_DAYS = 7


def contact_rule(risk: str, on) -> Rule:
    """Return the rule for the next contact at a risk level."""
    return BOOK.get(f"contact.{Risk(risk)}", on)
