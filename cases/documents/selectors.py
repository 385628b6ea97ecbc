from uuid import UUID

from cases.casework.models import Case
from cases.documents.choices import Audience
from cases.documents.models import Document, Passage
from cases.sharing.models import AccessRow
from core.kernel.scope import Viewer

_SHOWN = ("uploaded_by", "owner_agency")


def documents_of(case: Case, viewer: Viewer):
    """Return the newest versions of a case's documents that the viewer may see, withdrawn ones too."""
    found = Document.objects.in_file(viewer).newest().filter(case=case)
    return found.select_related(*_SHOWN)


def document_in(case: Case, viewer: Viewer):
    """Return the documents of a case that a page of one document may show."""
    return Document.objects.in_file(viewer).filter(case=case).select_related(*_SHOWN, "withdrawn_by", "replaces")


def older_versions(document: Document, viewer: Viewer) -> list[Document]:
    """Return what a document replaced, newest first."""
    found, row, known = [], document, {one.pk: one for one in _versions(document, viewer)}
    while row.replaces_id in known:
        row = known.pop(row.replaces_id)
        found.append(row)
    return found


def _versions(document: Document, viewer: Viewer):
    # Versions share their case; only those that replace or were replaced can belong to this one's history.
    return document_in(document.case, viewer).exclude(replaced_by=None)


def newer_version(document: Document, viewer: Viewer) -> Document | None:
    """Return what replaced a document, None when it is the newest."""
    return document_in(document.case, viewer).filter(replaces=document).first()


def shareable(case: Case, viewer: Viewer) -> list[Document]:
    """Return the documents of a case that may travel to another agency: standing, newest, not kept to the owner."""
    found = documents_of(case, viewer).standing().exclude(audience=Audience.OWNER)
    return list(found.order_by("-uploaded_at"))


def documents_for(basis_ref: str, viewer: Viewer) -> list[Document]:
    """Return the standing documents that travel under a reference (a referral's code), as far as the viewer sees it."""
    found = Document.objects.visible_to(viewer).standing().filter(passages__basis_ref=basis_ref)
    return list(found.order_by("kind", "uploaded_at"))


def references_of(document_id: UUID, viewer: Viewer) -> list[str]:
    """Return the references under which a document travels."""
    found = Passage.objects.visible_to(viewer).filter(document_id=document_id)
    return list(found.order_by("sent_at").values_list("basis_ref", flat=True))


def child_of(document: Document, viewer: Viewer) -> UUID | None:
    """Return the child a document is about, by what opens it: a receiving desk cannot ask the case itself."""
    found = AccessRow.objects.visible_to(viewer).current().filter(case_id=document.case_id)
    return found.values_list("child_id", flat=True).first()
