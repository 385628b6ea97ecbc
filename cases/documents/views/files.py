from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.views.base import CaseAction, CasePress, OfCase
from cases.documents import forms, selectors, services
from cases.documents.models import Document
from cases.sharing.selectors import level_of
from core.audit.services import record_read
from core.files.inspection import images
from core.files.serving import answer
from core.kernel.access import Access
from core.kernel.refusals import Refused
from core.screens.paging import keyset_page
from core.screens.views import PageScreen


class OfDocument:
    """Mixin: the document of the address, 404 when it is not the viewer's or not of this case."""

    @property
    def document(self) -> Document:
        """Return the document, read once per request."""
        if not hasattr(self, "_document"):
            found = selectors.document_in(self.case, self.viewer)
            self._document = get_object_or_404(found, code=self.kwargs["document"])
            self._document.case = self.case
        return self._document

    def page_url(self, document: Document | None = None) -> str:
        """Return the page of this or another document of the case."""
        return reverse("document", args=[self.case.code, (document or self.document).code])

    def back_url(self) -> str:
        return self.page_url()


class Documents(OfCase, PageScreen):
    """The documents of a case, newest first; after-care sees those marked for it."""

    access = Access.to(P.CASE_VIEW)
    template_name = "documents/list.html"
    whole_file = False

    def get_title(self):
        return self.case.code

    def get_context_data(self, **kwargs):
        token = self.request.GET.get("mulai", "")
        page = keyset_page(selectors.documents_of(self.case, self.viewer), key="-uploaded_at", token=token, size=25)
        return super().get_context_data(
            **self.header(), page=page, rows=page.rows, may_add=may_work(self.viewer, self.case), **kwargs
        )


class DocumentPage(OfDocument, OfCase, PageScreen):
    """One document: what it is, a picture of it, its versions, and whether it was withdrawn."""

    access = Access.to(P.CASE_VIEW)
    template_name = "documents/document.html"
    whole_file = False

    def get_title(self):
        return self.document.code

    def get_context_data(self, **kwargs):
        document = self.document
        record_read(
            by=self.viewer, now=self.now, verb="document.read", child_id=self.case.child_id, case_id=self.case.pk,
            subject=document.code,
        )  # fmt: skip
        # Over what the address gave, which names the document by its code.
        return {
            **super().get_context_data(**self.header(), **kwargs),
            "document": document,
            "older": selectors.older_versions(document, self.viewer),
            "newer": selectors.newer_version(document, self.viewer),
            "may_work": may_work(self.viewer, self.case),
            "travels": selectors.references_of(document.pk, self.viewer),
        }


class Attach(CaseAction):
    """Attach one file to the case."""

    template_name = "documents/form.html"
    form_class = forms.AttachForm
    title = _("Tambah dokumen")
    done = _("Dokumen disimpan.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.case}

    def perform(self, answers):
        received = answers.pop("file")
        made = services.attach(by=self.viewer, now=self.now, case=self.case, received=received, answers=answers)
        return reverse("document", args=[self.case.code, made.code])

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "back_url": reverse("case_documents", args=[self.case.code])}


class Replace(OfDocument, Attach):
    """Attach a newer version of a document."""

    title = _("Ganti dengan versi baru")
    done = _("Versi baru disimpan; versi lama tetap ada.")

    def get_initial(self):
        old = self.document
        return {"kind": old.kind, "title": old.title, "audience": old.audience, "note": old.note}

    def perform(self, answers):
        received = answers.pop("file")
        made = services.replace(
            by=self.viewer, now=self.now, document=self.document, received=received, answers=answers
        )
        return self.page_url(made)

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "document": self.document, "back_url": self.page_url()}


class Withdraw(OfDocument, CaseAction):
    """Withdraw a document with a reason."""

    template_name = "documents/form.html"
    form_class = forms.WithdrawForm
    title = _("Tarik dokumen")
    done = _("Dokumen ditarik. Isinya tidak dapat dibuka lagi sampai dipulihkan.")

    def perform(self, answers):
        services.withdraw(by=self.viewer, now=self.now, document=self.document, **answers)
        return self.page_url()

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "document": self.document, "back_url": self.page_url()}


class Restore(OfDocument, CasePress):
    """Bring a withdrawn document back."""

    done = _("Dokumen dipulihkan.")

    def perform(self):
        services.restore(by=self.viewer, now=self.now, document=self.document)
        return self.page_url()


class Content(PageScreen):
    """The content itself, under the case's own access rows or a referral's package; each look is on the record.

    Always as a file, unless `?lihat=1` asks to see a picture or PDF, or `?lihat=kecil` a small picture.
    """

    access = Access.to(P.CASE_VIEW, P.REFERRAL_ANSWER)
    template_name = "pages/refused.html"

    def get(self, request, *args, **kwargs):
        document = get_object_or_404(Document.objects.visible_to(self.viewer), code=self.kwargs["code"])
        wanted = request.GET.get("lihat", "")
        try:
            content = services.content_of(document)
        except Refused as refused:
            context = self.get_context_data(refused=refused, back_url="/")
            return self.render_to_response(context, status=410 if refused.code == "withdrawn" else 409)
        if wanted == "kecil" and document.is_image:
            content = images.preview(content)
        child_id = selectors.child_of(document, self.viewer)
        record_read(
            by=self.viewer, now=self.now, verb="document.fetched", child_id=child_id, case_id=document.case_id,
            subject=document.code, purpose="lihat" if wanted else "unduh",
        )  # fmt: skip
        return answer(content, file_type=document.file_type, name=document.download_name, inline=bool(wanted))


def may_work(viewer, case) -> bool:
    """Tell whether the page offers to add and change documents."""
    can = viewer.can(P.CASE_WORK) or viewer.can(P.CASE_SUPERVISE)
    return can and level_of(case.pk, viewer) == "full"
