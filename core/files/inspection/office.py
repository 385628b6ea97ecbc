"""DOCX and XLSX: a real, small OOXML package without macros, embedded programs or anything fetched from outside."""

import re
import stat
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from core.files.inspection.common import Unacceptable
from core.files.types import FileType

_MAIN = "application/vnd.openxmlformats-officedocument."
TYPES = {
    FileType.DOCX: ("word/document.xml", f"{_MAIN}wordprocessingml.document.main+xml"),
    FileType.XLSX: ("xl/workbook.xml", f"{_MAIN}spreadsheetml.sheet.main+xml"),
}
MAX_ENTRIES = 2000
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 200
_RUNS = re.compile(r"vbaproject|vbadata|activex/|\.bin$|macrosheets/|\.(exe|dll|js|vbs|bat|cmd|ps1|scr|hta)$")
# Printer settings are the one binary part that ordinary sheets carry.
_HARMLESS = re.compile(r"printersettings/printersettings\d*\.bin$")
# Other encodings would hide from this look what an Office program then reads.
_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii"}
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)


def examine(received: bytes) -> FileType:
    """Return which of the two a package is.  Raises Unacceptable."""
    try:
        with ZipFile(BytesIO(received)) as package:
            entries = package.infolist()
            _small(entries, package, received)
            names = {entry.filename for entry in entries}
            found = next((one for one, (main, _type) in TYPES.items() if main in names), None)
            if found is None or not {"[Content_Types].xml", "_rels/.rels"} <= names:
                raise Unacceptable(
                    _("Arsip ZIP dan berkas Office lain tidak diterima. Simpan sebagai DOCX, XLSX, atau PDF.")
                )
            if any(_RUNS.search(name.lower()) and not _HARMLESS.search(name.lower()) for name in names):
                raise Unacceptable(_macros())
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _harmless(entry.filename, package.read(entry), found)
                else:
                    package.read(entry)  # checks length and checksum
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Unacceptable(_("Berkas Office ini rusak. Simpan lagi, lalu pilih lagi.")) from error
    return found


def _small(entries: list[ZipInfo], package: ZipFile, received: bytes) -> None:
    if (
        len(entries) > MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > MAX_UNPACKED
        or any(entry.file_size > max(entry.compress_size, 5000) * MAX_RATIO for entry in entries)
    ):
        raise Unacceptable(
            _("Isi berkas Office ini terlalu besar setelah dibuka. Simpan sebagai PDF, lalu pilih lagi.")
        )
    if len({entry.filename.lower() for entry in entries}) != len(entries) or any(_odd(entry) for entry in entries):
        raise Unacceptable(_("Berkas Office ini tersusun tidak wajar. Simpan sebagai PDF, lalu pilih lagi."))
    # Nothing before the first and nothing behind the last byte of the package: no second file rides along.
    if package.comment or received[-22:-18] != b"PK\x05\x06":
        raise Unacceptable(_("Berkas Office ini tersusun tidak wajar. Simpan sebagai PDF, lalu pilih lagi."))


def _odd(entry: ZipInfo) -> bool:
    name = entry.filename
    return (
        name.startswith("/")
        or ".." in name.split("/")
        or "\\" in name
        or ":" in name
        or bool(entry.flag_bits & 0x1)
        or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
        or stat.S_ISLNK(entry.external_attr >> 16)
    )


def _harmless(name: str, text: bytes, kind: FileType) -> None:
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16").encode()
    declared = _ENCODING.search(text[:200])
    if not text.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or (
        declared and declared[1].lower() not in _ENCODINGS
    ):
        raise Unacceptable(_("Berkas Office ini tersusun tidak wajar. Simpan sebagai PDF, lalu pilih lagi."))
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Unacceptable(_("Berkas Office ini tersusun tidak wajar. Simpan sebagai PDF, lalu pilih lagi."))
    if name == "[Content_Types].xml":
        if b"macroEnabled" in text or b"vbaProject" in text:
            raise Unacceptable(_macros())
        if TYPES[kind][1].encode() not in text:
            raise Unacceptable(
                _("Arsip ZIP dan berkas Office lain tidak diterima. Simpan sebagai DOCX, XLSX, atau PDF.")
            )
    if name.endswith(".rels"):
        for relation in _RELATION.findall(text):
            # A link that a reader clicks is text; a template, picture or object fetched by itself is not.
            if b'"External"' in relation.replace(b"'", b'"') and b"/hyperlink" not in relation:
                raise Unacceptable(_("Berkas Office ini mengambil isi dari luar. Simpan sebagai PDF, lalu pilih lagi."))


def _macros() -> str:
    return _("Berkas Office ini memuat makro atau program, jadi tidak diterima. Simpan sebagai PDF, lalu pilih lagi.")
