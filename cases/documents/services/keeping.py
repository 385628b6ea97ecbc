"""Contents in the storage: sealed, bound to their row, renewed with new keys, swept when no row names them."""

import hashlib
import logging
from datetime import datetime
from functools import partial
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.documents.choices import WithdrawReason
from cases.documents.models import Document, Letter
from cases.documents.services.common import DocumentRefused
from core.audit.services import record
from core.files import scanner
from core.files.keeping import remove_unnamed
from core.files.storage import attachments
from core.kernel.encryption import seal, unseal
from core.kernel.rowsecurity import ROTATION
from core.kernel.scope import Viewer, system_scope, system_viewer

log = logging.getLogger("ampk.documents")
SWEEP, SCAN = "orphan sweep", "virus scan"
Kept = Document | Letter
_OPEN_PROBLEMS = (OSError, KeyError, InvalidTag)


def bound_to(row: Kept) -> str:
    """Return what a content is bound to, so that it opens as this row's content only."""
    return f"{row._meta.db_table}.content:{row.pk}"


def put(document: Document, content: bytes, *, now: datetime) -> None:
    """Save the row, then its sealed content.  Raises DocumentRefused when the storage does not take it.

    The content comes last, after everything that may refuse; if the transaction is rolled back later, the sweep
    removes it.  An answer "saved" therefore always means that both exist.
    """
    name(document, now=now)
    document.save(force_insert=True)
    write(document, content)


def name(row: Kept, *, now: datetime) -> None:
    """Say on the row where its content will lie and which key seals it."""
    row.file_name, row.key_name = _new_name(now), settings.FIELD_KEYS[0][0]


def write(row: Kept, content: bytes) -> None:
    """Write the sealed content of a row that was saved just now.  Raises DocumentRefused."""
    _write(row.file_name, seal(content, bound_to=bound_to(row)))


def content_of(document: Document) -> bytes:
    """Return the content of a standing document.  Raises DocumentRefused when it is not served or cannot be read."""
    if document.withdrawn_at:
        raise DocumentRefused(_("Dokumen ini sudah ditarik, jadi isinya tidak dapat dibuka."), code="withdrawn")
    if scanner.is_configured() and document.scanned_at is None:
        raise DocumentRefused(_("Dokumen ini masih menunggu pemeriksaan virus. Coba lagi besok."), code="unscanned")
    return read(document)


def read(document: Kept) -> bytes:
    """Return the content of a row, whole and unchanged.  Raises DocumentRefused."""
    try:
        with attachments().open(document.file_name) as file:
            content = unseal(file.read(), bound_to=bound_to(document))
    except _OPEN_PROBLEMS as error:
        log.error("content of %s cannot be read: %s", document.code, type(error).__name__)
        raise DocumentRefused(
            _("Isi dokumen ini tidak dapat dibaca dari penyimpanan. Beri tahu admin dengan kode dokumennya."),
            code="unreadable",
        ) from error
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise DocumentRefused(_("Isi dokumen ini berubah di penyimpanan, jadi tidak dibuka."), code="unreadable")
    return content


def _new_name(now: datetime) -> str:
    # By day, so that the sweep looks at few of them; the rest is chance.
    return f"{now:%Y/%m/%d}/{uuid4().hex}"


def _write(name: str, sealed: bytes) -> None:
    storage = attachments()
    try:
        kept_as = storage.save(name, ContentFile(sealed))
        if kept_as != name:
            storage.delete(kept_as)
            raise OSError("the storage took another name")
    except OSError as error:
        storage.delete(name)
        log.error("a content could not be kept: %s", type(error).__name__)
        raise DocumentRefused(_("Berkas belum dapat disimpan sekarang. Coba lagi nanti."), field="file") from error


def rotate(*, batch: int) -> int:
    """Seal up to `batch` contents again with the newest key, each in its own transaction; return how many."""
    newest, done = settings.FIELD_KEYS[0][0], 0
    while done < batch:
        with system_scope(ROTATION):
            row = _stale(newest)
            if row is None:
                break
            with attachments().open(row.file_name) as file:
                content = unseal(file.read(), bound_to=bound_to(row))
            # Under a new name, so that a crash leaves an old or a new file, both whole; the sweep takes the other.
            former, row.file_name, row.key_name = row.file_name, f"{row.file_name[:11]}{uuid4().hex}", newest
            _write(row.file_name, seal(content, bound_to=bound_to(row)))
            row.save(update_fields=["file_name", "key_name"])
            transaction.on_commit(partial(attachments().delete, former))
        done += 1
    return done


def _stale(newest: str) -> Kept | None:
    for model in (Document, Letter):
        found = model.objects.for_system(reason=ROTATION).exclude(key_name__in=[newest, ""])
        if row := found.select_for_update(of=("self",), skip_locked=True).first():
            return row
    return None


def remove_orphans(*, now: datetime) -> int:
    """Delete contents that no row names, left by rolled-back transactions; return how many.  Twice changes nothing."""
    return remove_unnamed("", _named, now=now)


def _named(folder: str) -> set[str]:
    with system_scope(SWEEP):
        return {
            name for model in (Document, Letter)
            for name in model.objects.for_system(reason=SWEEP).filter(file_name__startswith=f"{folder}/")
            .values_list("file_name", flat=True)
        }  # fmt: skip


def scan_waiting(*, now: datetime, limit: int = 500) -> int:
    """Scan contents that came in before a scanner was configured; a virus withdraws the document.  Return how many."""
    if not scanner.is_configured():
        return 0
    by, count = system_viewer(SCAN), 0
    with system_scope(SCAN):
        waiting = Document.objects.for_system(reason=SCAN).standing().filter(scanned_at=None).select_related("case")
        for row in waiting.select_for_update(of=("self",), skip_locked=True).order_by("uploaded_at")[:limit]:
            try:
                is_clean = scanner.is_clean(read(row))
            except scanner.ScannerUnavailable:
                break
            except DocumentRefused:
                continue
            _judge(row, is_clean, by=by, now=now)
            count += 1
    return count


def _judge(row: Document, is_clean: bool, *, by: Viewer, now: datetime) -> None:
    row.scanned_at = now
    if not is_clean:
        row.withdrawn_at, row.withdraw_reason = now, WithdrawReason.INFECTED
        record(
            by=by, now=now, verb="document.withdrawn", case_id=row.case_id, child_id=row.case.child_id,
            subject=row.case.code, detail={"document": row.code, "reason": "Virus ditemukan oleh pemindai"},
        )  # fmt: skip
    row.save(update_fields=["scanned_at", "withdrawn_at", "withdraw_reason"])
