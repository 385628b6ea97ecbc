from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "agencies.agreements"
    label = "agreements"

    def ready(self) -> None:
        from functools import partial

        from agencies.agreements import panel, rules, services
        from agencies.agreements.models import Paper
        from agencies.agreements.visits import wiring
        from agencies.directory import panels
        from agencies.obligations import kinds, rulebook, sweeping
        from core.audit import sentences
        from core.files import keeping
        from core.kernel.encryption import register_rotation

        wiring.register()
        panels.register(panel.agreements_of)
        rulebook.register(rules.BOOK)
        sweeping.register_nightly(services.age)
        sweeping.register_nightly(partial(keeping.remove_orphans, Paper))
        register_rotation("agreements_paper contents", partial(keeping.rotate, Paper))
        kinds.register(
            {
                "agreement.renewal": kinds.KindWords(
                    _("Perpanjangan kesepakatan"), _("Buka kesepakatan"), permission="agreement.manage"
                )
            }
        )
        sentences.register(
            {
                "agreement.written": _("Kesepakatan ditulis"),
                "agreement.party_set": _("Pihak kesepakatan dicatat"),
                "agreement.party_removed": _("Pihak dikeluarkan dari rancangan"),
                "agreement.scope_changed": _("Wilayah kesepakatan diubah"),
                "agreement.promised": _("Janji ditambahkan ke rancangan"),
                "agreement.promise_removed": _("Janji dihapus dari rancangan"),
                "agreement.paper_added": _("Berkas kesepakatan disimpan"),
                "agreement.paper_withdrawn": _("Berkas kesepakatan ditarik"),
                "agreement.paper_opened": _("Berkas kesepakatan dibuka"),
                "agreement.addendum": _("Addendum dicatat"),
                "agreement.renewal_written": _("Rancangan perpanjangan dari %(old)s ditulis"),
                "agreement.renewed": _("Kesepakatan diperpanjang"),
                "agreement.signed": _("Kesepakatan ditandatangani"),
                "agreement.contacted": _("Para pihak dihubungi tentang perpanjangan"),
                "agreement.ended": _("Kesepakatan diakhiri"),
                "agreement.expiring": _("Kesepakatan segera berakhir"),
                "agreement.expired": _("Kesepakatan berakhir"),
            }
        )
