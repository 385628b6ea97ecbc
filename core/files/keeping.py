"""Contents of rows that tell of no child: sealed in the storage "attachments", bound to their row, swept when orphaned.

A room derives its row from KeptFile, names a `folder` of its own, and registers `rotation` and `sweep` for it.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.files import scanner
from core.files.looking import Looked
from core.files.storage import attachments
from core.files.types import FileType
from core.kernel.encryption import seal, unseal
from core.kernel.refusals import Refused

log = logging.getLogger("ampk.files")
# Files of the last two days may belong to a transaction that still runs; older days are looked at for a month.
YOUNG, OLD = 2, 32
_OPEN_PROBLEMS = (OSError, KeyError, InvalidTag)


class FileRefused(Refused):
    """A content cannot be kept or read now."""


class KeptFile(models.Model):
    """What a row carries that names a content; the content itself lies sealed in the storage under a random name."""

    folder = ""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file_type = models.CharField(max_length=4, choices=FileType)
    file_name = models.CharField(max_length=80, unique=True)  # in the storage; random
    key_name = models.CharField(max_length=40)  # of FIELD_KEYS, that sealed the content
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of the content as it is kept
    is_scanned = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=Q(file_type__in=FileType.values), name="%(app_label)s_%(class)s_type"),
        )

    @property
    def bound_to(self) -> str:
        """Return what the content is bound to, so that it opens as this row's content only."""
        return f"{self._meta.db_table}.content:{self.pk}"


def keep(row: KeptFile, looked: Looked, *, now: datetime) -> None:
    """Save the row, then its sealed content.  Raises FileRefused when the storage does not take it.

    The content comes last; if the transaction is rolled back later, the sweep removes it.
    """
    row.file_name, row.key_name = f"{row.folder}/{now:%Y/%m/%d}/{uuid4().hex}", settings.FIELD_KEYS[0][0]
    row.file_type, row.size, row.sha256 = looked.file_type, len(looked.content), looked.sha256
    row.is_scanned, row.uploaded_at = looked.is_scanned, now
    row.save(force_insert=True)
    _write(row.file_name, seal(looked.content, bound_to=row.bound_to))


def content_of(row: KeptFile) -> bytes:
    """Return a row's content.  Raises FileRefused when it cannot be read, changed, or a scanner minds it."""
    try:
        with attachments().open(row.file_name) as file:
            content = unseal(file.read(), bound_to=row.bound_to)
    except _OPEN_PROBLEMS as error:
        log.error("content of %s %s cannot be read: %s", row._meta.label_lower, row.pk, type(error).__name__)
        raise FileRefused(
            _("Isi berkas ini tidak dapat dibaca dari penyimpanan. Beri tahu admin."), code="unreadable"
        ) from error
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise FileRefused(_("Isi berkas ini berubah di penyimpanan, jadi tidak dibuka."), code="unreadable")
    if scanner.is_configured() and not row.is_scanned:  # it came in before there was a scanner
        try:
            is_clean = scanner.is_clean(content)
        except scanner.ScannerUnavailable as error:
            raise FileRefused(
                _("Pemindai virus sedang tidak menjawab. Coba buka lagi nanti."), code="unscanned"
            ) from error
        if not is_clean:
            raise FileRefused(_("Pemindai menemukan virus dalam berkas ini, jadi tidak dibuka."), code="infected")
    return content


def rotate(model: type[KeptFile], *, batch: int) -> int:
    """Seal up to `batch` contents again with the newest key, each in its own transaction; return how many."""
    newest, done = settings.FIELD_KEYS[0][0], 0
    while done < batch:
        with transaction.atomic():
            row = model._default_manager.exclude(key_name=newest).select_for_update(skip_locked=True).first()
            if row is None:
                break
            with attachments().open(row.file_name) as file:
                content = unseal(file.read(), bound_to=row.bound_to)
            # Under a new name, so that a crash leaves an old or a new file, both whole; the sweep takes the other.
            former = row.file_name
            row.file_name, row.key_name = f"{former.rpartition('/')[0]}/{uuid4().hex}", newest
            _write(row.file_name, seal(content, bound_to=row.bound_to))
            row.save(update_fields=["file_name", "key_name"])
            transaction.on_commit(partial(attachments().delete, former))
        done += 1
    return done


def remove_orphans(model: type[KeptFile], *, now: datetime) -> int:
    """Delete contents that no row of a table names; return how many."""
    named = model._default_manager.values_list("file_name", flat=True)
    return remove_unnamed(f"{model.folder}/", lambda folder: named.filter(file_name__startswith=f"{folder}/"), now=now)


def remove_unnamed(prefix: str, named: Callable[[str], Iterable[str]], *, now: datetime) -> int:
    """Delete contents left by rolled-back transactions; return how many.  Twice changes nothing.

    `prefix` is what stands before a day's folder; `named(folder)` returns the names that rows have in it.
    """
    count, storage = 0, attachments()
    for days in range(YOUNG, OLD):
        folder = f"{prefix}{now - timedelta(days=days):%Y/%m/%d}"
        try:
            _folders, files = storage.listdir(folder)
        except (OSError, NotImplementedError):  # no such day, or a storage that cannot list
            continue
        found = {f"{folder}/{name}" for name in files}
        orphans = found - set(named(folder)) if found else found
        for name in orphans:
            storage.delete(name)
        count += len(orphans)
    return count


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
        raise FileRefused(_("Berkas belum dapat disimpan sekarang. Coba lagi nanti."), field="file") from error
