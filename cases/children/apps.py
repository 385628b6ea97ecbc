from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "cases.children"
    label = "children"

    def ready(self) -> None:
        from agencies.obligations import sweeping
        from cases.children import following
        from cases.children.services import find_duplicates, keep_merges
        from core.audit import sentences

        following.register()
        sweeping.register_nightly(keep_merges)
        sweeping.register_nightly(find_duplicates)

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
                "child.merged": _("Berkas anak %(other)s dan %(subject)s digabung"),
                "child.unmerged": _("Penggabungan berkas %(other)s dan %(subject)s dibatalkan"),
                "child.not_same": _("Dipastikan bukan anak yang sama dengan %(other)s"),
                "child.compared": _("Membandingkan dengan berkas %(other)s"),
                "child.carer_noted": _("Riwayat pengasuh dicatat"),
                "person.added": _("Orang penting ditambahkan: %(relation)s"),
                "person.changed": _("Data orang penting diubah: %(relation)s"),
            }
        )
