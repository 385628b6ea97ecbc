"""What a file really is, by its content alone; anything that is not plainly harmless is refused with a sentence."""

from dataclasses import dataclass

import puremagic
from django.utils.translation import gettext as _

from core.files.inspection import images, office, pdf
from core.files.inspection.common import Unacceptable
from core.files.types import MAX_BYTES, FileType

ACCEPTED = "PDF, JPEG, PNG, DOCX, XLSX"


@dataclass(frozen=True)
class Examined:
    """An accepted file: its true type, and its content as it will be kept."""

    file_type: FileType
    content: bytes


def examine(received: bytes) -> Examined:
    """Return what a received file is and what is kept of it.  Raises Unacceptable with the reason in words."""
    if not received:
        raise Unacceptable(_("Berkas ini kosong. Pilih berkas lain."))
    if len(received) > MAX_BYTES:
        raise Unacceptable(_("Berkas ini lebih besar dari 10 MB. Perkecil dulu atau pindai dengan mutu lebih rendah."))
    if received.startswith(b"%PDF-"):
        pdf.examine(received)
        return Examined(FileType.PDF, received)
    if received.startswith(images.SIGNATURES):
        return Examined(*images.redraw(received))
    if received.startswith(b"PK\x03\x04"):
        return Examined(office.examine(received), received)
    raise Unacceptable(
        _("Jenis berkas ini (%(found)s) tidak diterima. Yang diterima: %(accepted)s.")
        % {"found": _looks_like(received), "accepted": ACCEPTED}
    )


def _looks_like(received: bytes) -> str:
    try:
        found = [match.extension for match in puremagic.magic_string(received) if match.extension]
    except (puremagic.PureError, ValueError):
        found = []
    return found[0] if found else _("tidak dikenal")
