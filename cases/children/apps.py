from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "cases.children"
    label = "children"

    def ready(self) -> None:
        from core.audit import sentences

        sentences.register(
            {
                "child.registered": _("Anak dicatat"),
                "child.changed": _("Data anak diubah"),
                "child.paper": _("Dokumen anak diubah: %(paper)s"),
                "child.read": _("Membuka profil anak"),
                "child.listed": _("Mencari anak, %(count)s ditemukan"),
                "child.revealed": _("Membuka data tersamar: %(what)s"),
                "child.readers": _("Memeriksa siapa melihat data anak"),
                "person.added": _("Orang penting ditambahkan: %(relation)s"),
                "person.changed": _("Data orang penting diubah: %(relation)s"),
            }
        )
