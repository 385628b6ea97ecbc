from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "referrals"
    label = "referrals"

    def ready(self) -> None:
        from agencies.directory import watching
        from agencies.obligations import kinds, rulebook, sweeping
        from agencies.people import handover
        from cases.aftercare import following
        from cases.casework import arrivals
        from cases.children import merges
        from cases.documents.letters import kinds as letter_kinds
        from cases.sharing import followers
        from core.audit import sentences
        from core.notices import kinds as notice_kinds
        from referrals import duties, panels, rules
        from referrals.incoming import duties as incoming_duties
        from referrals.incoming.papers import case_opened
        from referrals.letters import rujukan
        from referrals.services import silence
        from referrals.services.consenting import consent_began, consent_ended
        from referrals.services.doubting import offers_corrected
        from referrals.services.following import follow_child
        from referrals.services.inheriting import inherit
        from referrals.services.moving import move_referrals

        rulebook.register(rules.BOOK)
        kinds.register(incoming_duties.WORDS)
        notice_kinds.register(incoming_duties.NOTICES)
        sentences.register(incoming_duties.SENTENCES)
        arrivals.register(case_opened)
        kinds.register(duties.WORDS)
        notice_kinds.register(duties.NOTICES)
        sentences.register(SENTENCES)
        sweeping.register(silence.sweep)
        handover.register(move_referrals)
        followers.register(ended=consent_ended, began=consent_began)
        following.register(inherit)
        merges.register("referrals.referral", follow_child)
        watching.register(offers_corrected)
        panels.register()
        letter_kinds.register(rujukan.KIND)


SENTENCES = {
    "referral.drafted": _("Rujukan %(subject)s disiapkan untuk %(agency)s"),
    "referral.changed": _("Draf rujukan %(subject)s diubah"),
    "referral.sent": _("Rujukan %(subject)s dikirim ke %(agency)s: %(service)s"),
    "referral.opened": _("Rujukan %(subject)s dilihat %(agency)s"),
    "referral.accepted": _("Rujukan %(subject)s diterima %(agency)s"),
    "referral.accept_undone": _("Penerimaan rujukan %(subject)s diurungkan"),
    "referral.declined": _("Rujukan %(subject)s ditolak %(agency)s: %(reason)s"),
    "referral.asked": _("%(agency)s bertanya tentang rujukan %(subject)s; hitungan hari berhenti"),
    "referral.answered": _("Pertanyaan rujukan %(subject)s dijawab; hitungan hari berjalan lagi"),
    "referral.reminded": _("%(agency)s diingatkan tentang rujukan %(subject)s"),
    "referral.silent": _("%(agency)s belum menjawab rujukan %(subject)s sampai batasnya"),
    "referral.lapsed": _("Rujukan %(subject)s gugur tanpa jawaban %(agency)s"),
    "referral.started": _("Kontak pertama rujukan %(subject)s dicatat %(agency)s"),
    "referral.progressed": _("Perkembangan rujukan %(subject)s dicatat %(agency)s"),
    "referral.held": _("Rujukan %(subject)s ditunda sampai %(until)s"),
    "referral.resumed": _("Rujukan %(subject)s dilanjutkan"),
    "referral.reported": _("Hasil rujukan %(subject)s dilaporkan %(agency)s: %(outcome)s"),
    "referral.confirmed": _("Hasil rujukan %(subject)s disahkan: %(outcome)s"),
    "referral.disputed": _("Hasil rujukan %(subject)s disanggah"),
    "referral.withdrawn": _("Rujukan %(subject)s ditarik: %(reason)s"),
    "referral.rerouted": _("Rujukan %(subject)s dialihkan menjadi %(new)s ke %(agency)s"),
    "referral.renewed": _("Rujukan %(subject)s disiapkan lagi ke %(agency)s sebagai %(new)s"),
    "referral.doubted": _("Layanan %(agency)s di daftar perlu dibetulkan, sesudah rujukan %(subject)s"),
    "referral.concluded": _("Rujukan %(subject)s diakhiri tanpa dialihkan"),
    "referral.mistaken": _("Rujukan %(subject)s dinyatakan salah catat"),
    "referral.officer_changed": _("Petugas rujukan %(subject)s diganti"),
    "referral.inherited": _("Rujukan %(subject)s dilanjutkan %(agency)s sebagai pengirim"),
    "referral.sent_outside": _("Rujukan %(subject)s dikirim %(way)s"),
    "referral.accept_recorded": _("Dicatat pengirim: rujukan %(subject)s diterima %(agency)s"),
    "referral.decline_recorded": _("Dicatat pengirim: rujukan %(subject)s ditolak %(agency)s: %(reason)s"),
    "referral.start_recorded": _("Dicatat pengirim: kontak pertama rujukan %(subject)s oleh %(agency)s"),
    "referral.progress_recorded": _("Dicatat pengirim: perkembangan rujukan %(subject)s di %(agency)s"),
    "referral.report_recorded": _("Dicatat pengirim: hasil rujukan %(subject)s dari %(agency)s: %(outcome)s"),
    "referral.verified": _("Jawaban lewat telepon rujukan %(subject)s dibenarkan %(agency)s"),
    "referral.link_issued": _("Tautan sekali pakai rujukan %(subject)s dibuat, berlaku sampai %(until)s"),
    "referral.link_opened": _("Tautan rujukan %(subject)s dibuka dengan kode yang benar"),
    "referral.link_wrong_code": _("Kode salah dimasukkan pada tautan rujukan %(subject)s (%(count)s kali)"),
    "referral.link_locked": _("Tautan rujukan %(subject)s terkunci sesudah %(count)s kode salah"),
    "referral.link_revoked": _("Tautan rujukan %(subject)s dicabut"),
    "referral.link_used": _("Rujukan %(subject)s dibaca lewat tautan"),
    "referral.read": _("Membuka rujukan %(subject)s"),
}
