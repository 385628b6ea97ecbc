"""Promise times of a referral (working days) and the ages of the working-age rule (years)."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.kernel.rules import CALENDAR, DAYS, HOURS, LAW, PROMISE, WORKING_DAYS, YEARS, Rule, RuleBook

STANDARD = _("Standar layanan RSPA DIY (SIPPN 8012010): rujukan 5 hari kerja; perlu konfirmasi Balai")
HOUSE = _("Kebiasaan kerja; perlu konfirmasi Balai")
UU_13 = "UU 13/2003"


def _promise(code: str, label, days: int, cite: str | Promise = HOUSE) -> Rule:
    return Rule(code, label, days, WORKING_DAYS, PROMISE, cite)


def _age(code: str, label, years: int, cite: str, *, verified: bool) -> Rule:
    return Rule(code, label, years, YEARS, LAW, cite, since=date(2003, 3, 25), verified=verified)


BOOK = RuleBook(
    [
        _promise("referral.answer", _("Instansi menjawab rujukan"), 5, STANDARD),
        _promise("referral.answer_soon", _("Instansi menjawab rujukan segera"), 3),
        _promise("referral.answer_now", _("Instansi menjawab rujukan sangat segera"), 1),
        _promise("referral.first_contact", _("Kontak pertama sesudah rujukan diterima"), 3),
        _promise("referral.outcome", _("Instansi melaporkan hasil rujukan"), 20),
        _promise("referral.confirm", _("Pengirim mengesahkan hasil rujukan"), 5),
        _promise("referral.reply_question", _("Pengirim menjawab pertanyaan"), 3),
        _promise("referral.chase", _("Pengirim mengingatkan instansi yang diam"), 1),
        _promise("referral.next_step", _("Pengirim menentukan langkah sesudah ditolak atau gugur"), 3),
        _promise("referral.offer_doubt", _("Daftar layanan dibetulkan sesudah rujukan ditolak"), 10),
        _promise("referral.lapse", _("Rujukan tanpa jawaban gugur, dihitung dari batas jawab"), 10),
        Rule(
            "incoming.social_report", _("Laporan sosial sampai kepada penyidik, sejak permintaan diterima"), 72, HOURS, LAW,
            "PP 65/2015; UU 11/2012 ps. 27", since=date(2015, 8, 19), verified=True,
        ),
        _promise("incoming.open_case", _("Kasus dicatat sesudah permintaan diterima"), 1),
        _promise("incoming.question", _("Pengirim menjawab pertanyaan tentang anak yang dirujuk"), 2),
        _promise("incoming.tell", _("Pengirim di luar sistem diberi tahu"), 1),
        Rule("referral.link", _("Tautan sekali pakai berlaku"), 7, DAYS, CALENDAR, HOUSE),
        # Ages: domain facts section 6.  13 and 14 were read in the text of the law, 15 and 18 in secondary sources.
        _age("work.light_from", _("Usia termuda pekerjaan ringan"), 13, f"{UU_13} ps. 69", verified=True),
        _age("work.training_from", _("Usia termuda pelatihan yang disahkan"), 14, f"{UU_13} ps. 70", verified=True),
        _age("work.ordinary_from", _("Usia termuda pekerjaan biasa"), 15, "UU 20/1999 (ILO 138)", verified=False),
        _age("work.adult_from", _("Usia tanpa batas pekerjaan berbahaya"), 18, f"{UU_13} ps. 74", verified=False),
    ]
)  # fmt: skip
