from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "cases.sharing"
    label = "sharing"

    def ready(self) -> None:
        from agencies.obligations import kinds, rulebook, sweeping
        from cases.sharing import duties, rules, services, visibility
        from core.audit import sentences
        from core.kernel.scope import register_bar
        from core.notices import kinds as notice_kinds

        register_bar(visibility.not_barred)
        rulebook.register(rules.BOOK)
        kinds.register(duties.WORDS)
        notice_kinds.register(duties.NOTICES)
        sweeping.register_nightly(services.close_ended)
        sweeping.register_nightly(services.expire)
        sweeping.register_nightly(services.lapse_requests)
        sweeping.register_nightly(services.remind_ending)
        sentences.register(
            {
                "access.granted": _("Akses dibuka untuk %(agency)s: %(level)s"),
                "access.asked": _("Akses ke berkas diminta instansi lain"),
                "access.granted_on_request": _("Akses diberikan atas permintaan"),
                "access.refused": _("Permintaan akses tidak dikabulkan"),
                "access.withdrawn": _("Permintaan akses ditarik peminta"),
                "access.lapsed": _("Permintaan akses gugur tanpa jawaban"),
                "search.elsewhere": _("Nomor identitas dicari; anak tercatat di instansi lain"),
                "search.probed": _("Anak dicari dengan data pasti di luar jangkauan; tidak ditemukan"),
                "access.ended": _("Akses diakhiri untuk %(agency)s: %(level)s"),
                "exclusion.added": _("Seseorang dikecualikan dari berkas"),
                "exclusion.ended": _("Pengecualian seseorang dari berkas diakhiri"),
                "consent.written": _("Dasar berbagi data dicatat, berlaku sampai %(until)s"),
                "consent.proposed": _("Dasar hukum tanpa persetujuan diajukan"),
                "consent.approved": _("Berbagi data tanpa persetujuan disetujui supervisor, sampai %(until)s"),
                "consent.withdrawn": _("Dasar berbagi data dicabut; %(shares)s berbagi dihentikan"),
                "consent.expired": _("Dasar berbagi data habis waktunya; %(shares)s berbagi dihentikan"),
                "consent.not_approved": _("Berbagi data tanpa persetujuan tidak disetujui supervisor"),
                "consent.read": _("Membuka persetujuan dan dasar hukum %(subject)s"),
            }
        )
