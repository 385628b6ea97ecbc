from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "agencies.agreements"
    label = "agreements"

    def ready(self) -> None:
        from agencies.agreements import panel, rules, services
        from agencies.agreements.visits import wiring
        from agencies.directory import panels
        from agencies.obligations import kinds, rulebook, sweeping
        from core.audit import sentences

        wiring.register()
        panels.register(panel.agreements_of)
        rulebook.register(rules.BOOK)
        sweeping.register_nightly(services.age)
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
                "agreement.signed": _("Kesepakatan ditandatangani"),
                "agreement.contacted": _("Para pihak dihubungi tentang perpanjangan"),
                "agreement.ended": _("Kesepakatan diakhiri"),
                "agreement.expiring": _("Kesepakatan segera berakhir"),
                "agreement.expired": _("Kesepakatan berakhir"),
            }
        )
