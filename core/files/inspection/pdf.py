"""A PDF that only shows pages: nothing in it runs, opens, sends or carries another file."""

import re
import zlib

from django.utils.translation import gettext as _

from core.files.inspection.common import Unacceptable

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
# Long enough not to turn up by chance in compressed data, so they are looked for everywhere.
_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA)(?![A-Za-z])")
# Short names count only where objects are written in the open.
_SHORT = re.compile(rb"/JS(?![A-Za-z])")
_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z])")
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
MAX_OBJECTS = 16 * 1024 * 1024  # unpacked bytes of one stream of objects
MAX_PART = 1024 * 1024  # unpacked bytes looked at in any other stream
MAX_TOTAL = 64 * 1024 * 1024


def examine(received: bytes) -> None:
    """Raise Unacceptable unless this is a whole PDF without active content that could be looked through."""
    if not re.match(rb"%PDF-[12]\.\d", received) or not received.rstrip(b"\0\r\n\t ").endswith(b"%%EOF"):
        raise Unacceptable(_("PDF ini rusak atau terpotong. Pindai atau simpan lagi sebagai PDF."))
    outside = _Outside(received)
    plain = _named(outside.text)
    if _ENCRYPTED.search(plain):
        raise Unacceptable(_("PDF ini dikunci dengan kata sandi. Simpan lagi tanpa kata sandi, lalu pilih lagi."))
    texts = (_named(received), *(_named(text) for text in outside.unpacked))
    if any(_ACTIVE.search(text) for text in texts) or _SHORT.search(plain):
        raise Unacceptable(_active())


def _active() -> str:
    return _(
        "PDF ini memuat skrip, tindakan otomatis, atau berkas di dalamnya, jadi tidak diterima. Cetak ke PDF baru, lalu pilih lagi."
    )


def _named(text: bytes) -> bytes:
    """Return a text in which /J#61vaScript reads as /JavaScript."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


class _Outside:
    """A PDF taken apart: what is written in the open, and what its packed streams say."""

    def __init__(self, received: bytes) -> None:
        self.unpacked: list[bytes] = []
        self.left = MAX_TOTAL
        parts, place = [], 0
        while found := _STREAM.search(received, place):
            end = received.find(b"endstream", found.end())
            if end < 0:
                break
            parts.append(received[place : found.start()])
            self._unpack(parts[-1][-4096:], received[found.end() : end])
            place = end
        parts.append(received[place:])
        self.text = b" ".join(parts)

    def _unpack(self, before: bytes, body: bytes) -> None:
        facts = _named(before[before.rfind(b" obj") :] if b" obj" in before else before)
        holds_objects = bool(_OBJECTS.search(facts))
        limit = min(MAX_OBJECTS if holds_objects else MAX_PART, self.left)
        if limit <= 0 and not holds_objects:
            return
        try:
            machine = zlib.decompressobj()
            text = machine.decompress(body, max(limit, 1))
        except zlib.error:
            text, machine = b"", None
        if holds_objects and (b"/Filter" in facts) and (machine is None or machine.unconsumed_tail):
            raise Unacceptable(_("PDF ini tidak dapat diperiksa isinya. Cetak ke PDF baru, lalu pilih lagi."))
        if text:
            self.left -= len(text)
            self.unpacked.append(text)
