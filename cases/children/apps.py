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
                "child.alias_added": _("Nama lain dicatat: %(kind)s"),
                "child.alias_removed": _("Nama lain dihapus"),
                "child.sibling_linked": _("Saudara kandung ditautkan"),
                "child.sibling_unlinked": _("Tautan saudara kandung dilepas"),
                "child.carer_noted": _("Riwayat pengasuh dicatat"),
                "person.added": _("Orang penting ditambahkan: %(relation)s"),
                "person.changed": _("Data orang penting diubah: %(relation)s"),
            }
        )
