"""What the verbs of this room share."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from cases.casework.models import Case
from cases.documents.models import Document
from core.audit.services import record
from core.kernel.refusals import Refused
from core.kernel.scope import Viewer


class DocumentRefused(Refused):
    """The act is not this person's, or the answers do not fit together."""


def insist(by: Viewer) -> None:
    """Raise DocumentRefused unless the viewer works on cases."""
    if not (by.can(P.CASE_WORK) or by.can(P.CASE_SUPERVISE)):
        raise DocumentRefused(_("Peran Anda tidak berhak melakukan ini."))


def locked_case(by: Viewer, case_id) -> Case:
    """Return the case locked, as far as the viewer reads its whole file.  Raises Case.DoesNotExist."""
    return Case.objects.worked_by(by).select_for_update(of=("self",)).get(pk=case_id)


def locked(by: Viewer, document: Document) -> tuple[Document, Case]:
    """Return document and case locked.  Raises DoesNotExist for whoever may not read the whole file."""
    case = locked_case(by, document.case_id)
    found = Document.objects.in_file(by).select_for_update(of=("self",))
    return found.get(pk=document.pk, case_id=case.pk), case


def note(case: Case, verb: str, document: Document, *, by: Viewer, now: datetime, **detail) -> None:
    """Write an act on a document into the case's record."""
    record(
        by=by, now=now, verb=verb, case_id=case.pk, child_id=case.child_id, subject=case.code,
        detail={"document": document.code, **detail},
    )  # fmt: skip
