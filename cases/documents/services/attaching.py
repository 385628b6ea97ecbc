"""A file comes in: looked through first, then kept encrypted, last of all named by its row."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import source_word
from cases.casework.models import Case
from cases.documents.choices import Audience, Kind
from cases.documents.models import Document
from cases.documents.services import keeping
from cases.documents.services.common import DocumentRefused, insist, locked, locked_case, note
from core.files.looking import look_through
from core.kernel.encryption import blind_index
from core.kernel.scope import Viewer


@transaction.atomic
def attach(*, by: Viewer, now: datetime, case: Case, received: bytes, answers: dict) -> Document:
    """Attach a file to a case.  `answers`: kind, title, audience, and optionally dated_on, note.

    Raises Unacceptable (a DocumentRefused's sibling beside the field "file") for a file that is not taken in.
    """
    insist(by)
    made = _looked_through(received, now)
    row = locked_case(by, case.pk)
    _take_in(made, row, answers, by=by, now=now)
    note(row, "document.attached", made, by=by, now=now, kind=source_word(Kind(made.kind)))
    return made


@transaction.atomic
def replace(*, by: Viewer, now: datetime, document: Document, received: bytes, answers: dict) -> Document:
    """Attach a newer version of a document; the old one stays readable behind it."""
    insist(by)
    made = _looked_through(received, now)
    old, case = locked(by, document)
    if old.withdrawn_at:
        raise DocumentRefused(_("Dokumen ini sudah ditarik. Pulihkan dulu sebelum menggantinya."))
    if Document.objects.in_file(by).filter(replaces=old).exists():
        raise DocumentRefused(_("Dokumen ini sudah diganti dengan versi yang lebih baru. Buka versi itu."))
    made.replaces = old
    _take_in(made, case, answers, by=by, now=now)
    note(case, "document.replaced", made, by=by, now=now, old=old.code)
    return made


def _looked_through(received: bytes, now: datetime) -> Document:
    # Before any lock is taken: looking through a large photograph takes a moment.
    looked = look_through(received)
    made = Document(
        file_type=looked.file_type, size=len(looked.content), uploaded_at=now, sha256=looked.sha256,
        received_mark=blind_index(hashlib.sha256(received).hexdigest(), purpose="documents.received"),
    )  # fmt: skip
    made.content = looked.content
    made.scanned_at = now if looked.is_scanned else None
    return made


def _take_in(made: Document, case: Case, answers: dict, *, by: Viewer, now: datetime) -> None:
    dated_on = answers.get("dated_on")
    if not answers.get("title"):
        raise DocumentRefused(_("Tulis nama dokumen"), field="title")
    if dated_on and dated_on > now.astimezone(by.zone).date():
        raise DocumentRefused(_("Tanggal dokumen tidak boleh setelah hari ini"), field="dated_on")
    if answers["audience"] == Audience.OWNER and by.agency_id != case.owner_agency_id:
        raise DocumentRefused(_("Hanya petugas instansi pemilik kasus yang dapat memilih ini."), field="audience")
    same = Document.objects.in_file(by).standing().filter(case=case, received_mark=made.received_mark).first()
    if same:
        raise DocumentRefused(
            _("Berkas yang sama sudah ada di kasus ini: dokumen %(code)s.") % {"code": same.code}, field="file"
        )
    made.case, made.owner_agency_id, made.uploaded_by_id = case, case.owner_agency_id, by.user_id
    made.kind, made.title, made.audience = answers["kind"], answers["title"], answers["audience"]
    made.dated_on, made.note = dated_on, answers.get("note", "")
    keeping.put(made, made.content, now=now)
