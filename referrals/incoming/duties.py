"""What each duty, notice and line of the record about a request is called."""

from django.utils.translation import gettext_lazy as _

from agencies.obligations.kinds import KindWords
from agencies.people.permissions import P

ANSWER = "incoming.answer"
QUESTION = "incoming.question"
OPEN_CASE = "incoming.open_case"
REPORT = "incoming.social_report"
TELL = "incoming.tell"

_TAKE, _ASK = str(P.CASE_OPEN), str(P.REFERRAL_ANSWER)

WORDS = {
    ANSWER: KindWords(_("Permintaan masuk dari instansi lain"), _("Jawab permintaan"), _TAKE),
    OPEN_CASE: KindWords(_("Kasus dari permintaan yang diterima"), _("Catat kasus"), _TAKE),
    REPORT: KindWords(_("Laporan sosial untuk penyidik"), _("Kirim laporan sosial"), _TAKE),
    TELL: KindWords(_("Kabar kepada instansi di luar sistem"), _("Beri tahu pengirim"), _TAKE),
    QUESTION: KindWords(_("Pertanyaan tentang anak yang dirujuk"), _("Jawab pertanyaan"), _ASK),
}

NOTICES = {
    "incoming.new": _("Permintaan baru dari instansi lain"),
    "incoming.asked": _("Ada pertanyaan tentang anak yang Anda rujuk"),
    "incoming.answered": _("Pengirim menjawab pertanyaan Anda"),
    "incoming.accepted": _("Permintaan Anda diterima"),
    "incoming.case_opened": _("Kasus dibuka untuk anak yang Anda rujuk"),
    "incoming.declined": _("Permintaan Anda tidak diterima"),
    "incoming.withdrawn": _("Permintaan ditarik pengirim"),
}

SENTENCES = {
    "incoming.sent": _("Permintaan %(subject)s dikirim ke %(agency)s: %(asked)s"),
    "incoming.recorded": _("Permintaan %(subject)s dari %(agency)s dicatat (%(way)s): %(asked)s"),
    "incoming.asked": _("Pertanyaan tentang permintaan %(subject)s dikirim ke %(agency)s"),
    "incoming.answered": _("Pertanyaan tentang permintaan %(subject)s dijawab %(agency)s"),
    "incoming.accepted": _("Permintaan %(subject)s dari %(agency)s diterima"),
    "incoming.declined": _("Permintaan %(subject)s dari %(agency)s tidak diterima: %(reason)s"),
    "incoming.withdrawn": _("Permintaan %(subject)s ditarik %(agency)s"),
    "incoming.case_opened": _("Kasus dibuka dari permintaan %(subject)s %(agency)s"),
    "incoming.report_sent": _("Laporan sosial untuk permintaan %(subject)s dikirim ke %(agency)s"),
    "incoming.told": _("%(agency)s diberi tahu tentang permintaan %(subject)s (%(way)s)"),
    "incoming.read": _("Membuka permintaan %(subject)s"),
}
