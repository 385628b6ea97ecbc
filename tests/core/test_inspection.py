"""What a file really is: everything of the five kinds gets in, nothing that runs, explodes or pretends."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from PIL import Image

from core.files.inspection import examine, images
from core.files.inspection.common import Unacceptable
from core.files.types import MAX_BYTES, FileType
from tests.factories import documents as make

OLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.mark.parametrize(
    ("received", "file_type"),
    [
        (make.pdf(), FileType.PDF),
        (make.packed_pdf(b"5 0 << /Type /Page >>"), FileType.PDF),
        (make.pdf(stream=zlib.compress(b"BT (Contoh /JS) Tj ET")), FileType.PDF),
        (make.photo("JPEG"), FileType.JPEG),
        (make.photo("PNG"), FileType.PNG),
        (make.photo("PNG", mode="RGBA"), FileType.PNG),
        (make.office("docx"), FileType.DOCX),
        (make.office("xlsx"), FileType.XLSX),
        (make.office("xlsx", extra={"xl/printerSettings/printerSettings1.bin": b"x"}), FileType.XLSX),
        (make.office(extra={"word/_rels/document.xml.rels": f'<Relationship Type="{OLE}hyperlink" Target="https://contoh.example" TargetMode="External"/>'}), FileType.DOCX),
    ],
)  # fmt: skip
def test_the_five_kinds_get_in(received, file_type):
    assert examine(received).file_type == file_type


REFUSED = {
    "empty": (b"", "kosong"),
    "a program": (b"MZ\x90\x00" + b"\0" * 300, ".exe"),
    "a page": (b"<!DOCTYPE html><html><script>alert(1)</script>", "tidak diterima"),
    "a drawing with script": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "tidak diterima"),
    "a moving picture": (b"GIF89a" + b"\0" * 60, ".gif"),
    "plain text": (b"hanya tulisan", "tidak dikenal"),
    "beyond the limit": (b"%PDF-1.4\n" + b"0" * MAX_BYTES, "lebih besar dari 10 MB"),
    "a page before the PDF": (b"<html>" + make.pdf(), "tidak diterima"),
    "a cut PDF": (make.pdf()[:-10], "terpotong"),
    "an archive behind a PDF": (make.pdf() + make.office(), "rusak"),
    "a PDF with script": (make.pdf(b"5 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj"), "skrip"),
    "a PDF with disguised script": (make.pdf(b"5 0 obj\n<< /S /J#61vaScript >>\nendobj"), "skrip"),
    "a PDF with packed script": (make.packed_pdf(b"5 0 << /S /JavaScript /JS (x) >>"), "skrip"),
    "a PDF that starts programs": (make.pdf(b"5 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj"), "skrip"),
    "a PDF with a file inside": (make.pdf(b"5 0 obj\n<< /Names << /EmbeddedFiles 6 0 R >> >>\nendobj"), "skrip"),
    "a PDF that sends forms": (make.pdf(b"5 0 obj\n<< /S /SubmitForm >>\nendobj"), "skrip"),
    "a locked PDF": (make.pdf(facts=b"/Encrypt 9 0 R"), "kata sandi"),
    "a PDF nobody can look through": (make.packed_pdf(b"x", filter_name=b"/LZWDecode").replace(zlib.compress(b"x"), b"zzzz"), "tidak dapat diperiksa"),
    "a PDF bomb": (make.packed_pdf(b"\0" * 40_000_000), "tidak dapat diperiksa"),
    "a broken photograph": (make.photo()[:200], "rusak"),
    "a name without a photograph": (b"\xff\xd8\xff<?php system('id') ?>", "rusak"),
    "a bare archive": (make.office(extra={"word/document.xml": b""}).replace(b"word/document.xml", b"word/dokument.xml"), "Arsip ZIP"),
    "macros": (make.office(extra={"word/vbaProject.bin": b"x"}), "makro"),
    "macros by type": (make.office(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"), "makro"),
    "a program inside": (make.office(extra={"word/embeddings/oleObject1.bin": b"x"}), "makro"),
    "a template from outside": (make.office(extra={"word/_rels/settings.xml.rels": f"<Relationship Type='{OLE}attachedTemplate' Target='http://contoh.example/x.dotm' TargetMode='External'/>"}), "dari luar"),
    "an entity": (make.office(extra={"word/styles.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}), "tidak wajar"),
    "an encoding that hides": (make.office(extra={"word/styles.xml": b'<?xml version="1.0" encoding="UTF-7"?><x/>'}), "tidak wajar"),
    "a part that is no XML": (make.office(extra={"word/styles.xml": b"\x00<\x00x"}), "tidak wajar"),
    "a path upwards": (make.office(extra={"../../etc/cron.d/x": b"x"}), "tidak wajar"),
    "a zip bomb": (make.office(extra={"word/media/a.bmp": b"\0" * 30_000_000}), "terlalu besar"),
    "too many parts": (make.office(extra={f"word/p{n}.txt": b"" for n in range(2100)}), "terlalu besar"),
    "a page behind the archive": (make.office() + b"<html><script>alert(1)</script></html>", "tidak wajar"),
    "a cut archive": (make.office()[:-60], "rusak"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_in_words(name):
    received, words = REFUSED[name]
    with pytest.raises(Unacceptable, match=words) as refused:
        examine(received)
    assert refused.value.field == "file"


def test_a_link_inside_an_archive_is_refused():
    out = BytesIO(make.office())
    with ZipFile(out, "a", ZIP_DEFLATED) as package:
        link = ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    with pytest.raises(Unacceptable):
        examine(out.getvalue())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_loses_its_place_its_maker_and_its_passenger(kind):
    received = make.photo(kind) + b"<?php system('id') ?>PK\x03\x04"
    assert b"TELEPON" in received
    kept = examine(received).content
    for word in (b"TELEPON", b"Exif", b"rahasia", b"php", b"PK\x03\x04"):
        assert word not in kept
    with Image.open(BytesIO(kept)) as image:
        assert not image.getexif() and not image.getexif().get_ifd(0x8825)


def test_a_photograph_that_lay_on_its_side_stands_upright():
    with Image.open(BytesIO(examine(make.photo(size=(400, 300), orientation=6)).content)) as image:
        assert image.size == (300, 400)


def test_a_large_photograph_becomes_smaller_and_a_preview_smaller_still():
    kept = examine(make.photo(size=(4000, 3000))).content
    with Image.open(BytesIO(kept)) as image:
        assert image.size == (images.MAX_SIDE, images.MAX_SIDE * 3 // 4)
    with Image.open(BytesIO(images.preview(kept))) as image:
        assert max(image.size) == images.PREVIEW_SIDE


def test_a_photograph_without_end_is_not_unpacked():
    # One white dot repeated: a few kilobytes that would fill gigabytes.
    for side in (8000, 30000):
        header = b"\x89PNG\r\n\x1a\n"
        facts = side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
        chunk = b"IHDR" + facts
        bomb = header + (13).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
        data = b"IDAT" + zlib.compress(b"\0" * 1000)
        bomb += (len(data) - 4).to_bytes(4, "big") + data + zlib.crc32(data).to_bytes(4, "big")
        with pytest.raises(Unacceptable, match="megapiksel"):
            examine(bomb)


def test_a_drawing_that_no_packing_makes_small_is_kept_within_the_limit():
    kept = examine(make.noise(1700))
    assert len(kept.content) <= MAX_BYTES
