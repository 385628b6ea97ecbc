from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "cases.documents"
    label = "documents"

    def ready(self) -> None:
        from agencies.obligations import sweeping
        from cases.casework import panels as case_panels
        from cases.casework import succession
        from cases.casework.panels import Link
        from cases.documents import following
        from cases.documents.services import keeping
        from core.audit import sentences
        from core.kernel.encryption import register_rotation

        case_panels.register_tab(Link(_("Dokumen"), "case_documents", place=9))
        succession.register(following.follow)
        case_panels.register_action(Link(_("Tambah dokumen"), "document_new", "case.work"))
        register_rotation("documents_document contents", keeping.rotate)
        sweeping.register_nightly(keeping.remove_orphans)
        sweeping.register_nightly(keeping.scan_waiting)
        sentences.register(
            {
                "document.attached": _("Dokumen %(document)s dilampirkan: %(kind)s"),
                "document.replaced": _("Dokumen %(document)s menggantikan %(old)s"),
                "document.withdrawn": _("Dokumen %(document)s ditarik: %(reason)s"),
                "document.restored": _("Dokumen %(document)s dipulihkan"),
                "document.sent": _("Dokumen %(document)s disertakan dalam %(reference)s"),
                "document.read": _("Membuka halaman dokumen %(subject)s"),
                "document.fetched": _("Membuka isi dokumen %(subject)s"),
            }
        )
