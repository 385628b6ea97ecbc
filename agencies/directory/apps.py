from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "agencies.directory"
    label = "directory"

    def ready(self) -> None:
        from core.audit import sentences

        sentences.register(
            {
                "agency.added": _("Instansi ditambahkan"),
                "agency.changed": _("Data instansi diubah"),
                "offer.changed": _("Layanan instansi diubah"),
                "offer.ended": _("Layanan instansi dihentikan"),
                "offer.confirmed": _("Layanan instansi dinyatakan masih benar"),
            }
        )
