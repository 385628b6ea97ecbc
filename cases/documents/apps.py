from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "cases.documents"
    label = "documents"

    def ready(self) -> None:
        from agencies.obligations import kinds, rulebook, sweeping
        from agencies.obligations.kinds import KindWords
        from cases.casework import panels as case_panels
        from cases.casework import succession
        from cases.casework.panels import Link
        from cases.documents import following, rules
        from cases.documents.letters import conference, handover, progress_report, social_report
        from cases.documents.letters import kinds as letter_kinds
        from cases.documents.services import keeping
        from core.audit import sentences
        from core.kernel.encryption import register_rotation
        from core.notices import kinds as notice_kinds

        case_panels.register_tab(Link(_("Dokumen"), "case_documents", place=9))
        succession.register(following.follow)
        case_panels.register_action(Link(_("Tambah dokumen"), "document_new", "case.work"))
        register_rotation("documents_document contents", keeping.rotate)
        sweeping.register_nightly(keeping.remove_orphans)
        sweeping.register_nightly(keeping.scan_waiting)
        for kind in (social_report, handover, progress_report, conference):
            letter_kinds.register(kind.KIND)
        rulebook.register(rules.BOOK)
        kinds.register(
            {
                "letter.number": KindWords(
                    _("Surat menunggu nomor dan tanda tangan"), _("Periksa surat"), permission="case.supervise"
                )
            }
        )
        notice_kinds.register({"letter.given_back": _("Surat dikembalikan untuk diperbaiki")})
        sentences.register(
            {
                "letter.drafted": _("Surat %(letter)s ditulis: %(kind)s"),
                "letter.changed": _("Draf surat %(letter)s diubah"),
                "letter.asked": _("Surat %(letter)s diajukan untuk nomor dan tanda tangan"),
                "letter.given_back": _("Surat %(letter)s dikembalikan untuk diperbaiki"),
                "letter.numbered": _("Surat %(letter)s diberi nomor %(number)s: %(kind)s"),
                "letter.replaced": _("Surat %(letter)s digantikan surat %(new)s"),
                "letter.voided": _("Surat %(letter)s dibatalkan: %(reason)s"),
                "letter.dropped": _("Draf surat %(letter)s dibuang"),
                "letter.pattern": _("Pola nomor surat tahun %(subject)s diubah menjadi %(pattern)s"),
                "letter.read": _("Membuka surat %(subject)s"),
                "letter.fetched": _("Membuka isi surat %(subject)s"),
                "document.attached": _("Dokumen %(document)s dilampirkan: %(kind)s"),
                "document.replaced": _("Dokumen %(document)s menggantikan %(old)s"),
                "document.withdrawn": _("Dokumen %(document)s ditarik: %(reason)s"),
                "document.restored": _("Dokumen %(document)s dipulihkan"),
                "document.sent": _("Dokumen %(document)s disertakan dalam %(reference)s"),
                "document.read": _("Membuka halaman dokumen %(subject)s"),
                "document.fetched": _("Membuka isi dokumen %(subject)s"),
            }
        )
