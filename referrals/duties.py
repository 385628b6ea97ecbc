"""What each duty and each notice of a referral is called.  Who owes what begins and ends in `services/`."""

from django.utils.translation import gettext_lazy as _

from agencies.obligations.kinds import KindWords
from agencies.people.permissions import P

ANSWER = "referral.answer"
REPLY = "referral.reply_question"
FIRST_CONTACT = "referral.first_contact"
OUTCOME = "referral.outcome"
CONFIRM = "referral.confirm"
CHASE = "referral.chase"
NEXT_STEP = "referral.next_step"
OFFER = "referral.offer_doubt"  # about the directory, not about the child: it outlives the referral

_SEND, _TAKE = str(P.REFERRAL_SEND), str(P.REFERRAL_ANSWER)

WORDS = {
    ANSWER: KindWords(_("Jawaban rujukan"), _("Jawab rujukan"), _TAKE, of_desk=True),
    FIRST_CONTACT: KindWords(_("Kontak pertama rujukan"), _("Catat kontak pertama"), _TAKE, of_desk=True),
    OUTCOME: KindWords(_("Hasil rujukan"), _("Laporkan hasil"), _TAKE, of_desk=True),
    REPLY: KindWords(_("Pertanyaan tentang rujukan"), _("Jawab pertanyaan"), _SEND),
    CONFIRM: KindWords(_("Hasil rujukan untuk disahkan"), _("Periksa hasil"), _SEND),
    CHASE: KindWords(_("Rujukan tidak dijawab"), _("Ingatkan"), _SEND),
    OFFER: KindWords(_("Daftar layanan untuk dibetulkan"), _("Betulkan layanan"), str(P.DIRECTORY_MANAGE)),
    NEXT_STEP: KindWords(_("Rujukan yang menunggu langkah Anda"), _("Tentukan langkah"), _SEND),
}

NOTICES = {
    "referral.new": _("Rujukan baru untuk instansi Anda"),
    "referral.reminder": _("Pengirim mengingatkan: rujukan menunggu jawaban"),
    "referral.reply": _("Pengirim menjawab pertanyaan Anda"),
    "referral.disputed": _("Hasil yang Anda laporkan disanggah"),
    "referral.withdrawn": _("Rujukan ditarik pengirim"),
    "referral.resumed": _("Layanan yang ditunda berjalan lagi"),
    "referral.held": _("Layanan rujukan ditunda"),
    "referral.accepted": _("Rujukan diterima"),
    "referral.declined": _("Rujukan ditolak"),
    "referral.asked": _("Ada pertanyaan tentang rujukan"),
    "referral.reported": _("Hasil rujukan dilaporkan"),
    "referral.confirmed": _("Hasil yang Anda laporkan disahkan"),
    "referral.consent_ended": _("Dasar berbagi data berakhir; instansi tidak lagi membaca data anak"),
    "referral.link_locked": _("Tautan rujukan terkunci: kode salah berkali-kali"),
    "referral.lapsed": _("Rujukan gugur tanpa jawaban"),
    "referral.inherited": _("Rujukan dari pascalayanan sekarang Anda teruskan sebagai pengirim"),
    "referral.silent": _("Rujukan belum dijawab sampai batasnya"),
}
