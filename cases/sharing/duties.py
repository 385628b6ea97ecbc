"""What each duty and each notice about a basis of sharing is called."""

from django.utils.translation import gettext_lazy as _

from agencies.obligations.kinds import KindWords
from agencies.people.permissions import P
from cases.sharing import rules

_SUPERVISE, _WORK = str(P.CASE_SUPERVISE), str(P.CASE_WORK)

WORDS = {
    rules.DECIDE: KindWords(_("Dasar hukum berbagi data tanpa persetujuan"), _("Putuskan dasar hukum"), _SUPERVISE),
    rules.REVIEW: KindWords(_("Tinjauan berbagi data darurat"), _("Tinjau keadaan darurat"), _SUPERVISE),
    rules.ASKED: KindWords(_("Permintaan akses dari instansi lain"), _("Putuskan permintaan"), _SUPERVISE),
    rules.RENEW: KindWords(_("Persetujuan berbagi data akan berakhir"), _("Perbarui persetujuan"), _WORK),
    rules.LOST: KindWords(_("Berbagi data berhenti karena dasarnya berakhir"), _("Tentukan kelanjutan"), _WORK),
}
NOTICES = {
    "exclusion.added": _("Seseorang dikecualikan dari satu berkas anak"),
    "exclusion.ended": _("Pengecualian dari satu berkas anak diakhiri"),
    "access.answered": _("Permintaan akses Anda sudah dijawab"),
    rules.DECIDE: _("Dasar hukum berbagi data menunggu keputusan Anda"),
    rules.REVIEW: _("Data dibagikan dalam keadaan darurat; tinjau"),
}
