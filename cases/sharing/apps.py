from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "cases.sharing"
    label = "sharing"

    def ready(self) -> None:
        from agencies.obligations import sweeping
        from cases.sharing import services
        from core.audit import sentences

        sweeping.register_nightly(services.close_ended)
        sentences.register(
            {
                "access.granted": _("Akses dibuka untuk %(agency)s: %(level)s"),
                "access.ended": _("Akses diakhiri untuk %(agency)s: %(level)s"),
            }
        )
