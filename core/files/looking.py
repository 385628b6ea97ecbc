"""A file that comes in is looked through before anything is locked: what it really is, and whether a scanner minds."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.files import scanner
from core.files.inspection import examine
from core.files.inspection.common import Unacceptable
from core.files.types import FileType


@dataclass(frozen=True)
class Looked:
    """An accepted file: its true type, its content as it will be kept, and whether a scanner saw it."""

    file_type: FileType
    content: bytes
    is_scanned: bool

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the content as it is kept."""
        return hashlib.sha256(self.content).hexdigest()


def look_through(received: bytes) -> Looked:
    """Return what is kept of a received file.  Raises Unacceptable, beside the field "file", with the reason."""
    examined = examine(received)
    is_scanned = scanner.is_configured()
    if is_scanned:
        try:
            is_clean = scanner.is_clean(received)
        except scanner.ScannerUnavailable as error:
            raise Unacceptable(
                _("Pemindai virus sedang tidak menjawab, jadi berkas belum dapat diterima. Coba lagi nanti.")
            ) from error
        if not is_clean:
            raise Unacceptable(_("Pemindai menemukan virus dalam berkas ini. Berkas tidak disimpan."))
    return Looked(examined.file_type, examined.content, is_scanned)
