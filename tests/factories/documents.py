"""Real files made by code, and documents attached through the services."""

import random
import zlib
from io import BytesIO
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from cases.documents import services
from cases.documents.models import Document
from core.kernel.scope import Viewer, scope
from tests.factories.children import NOW

_number = count(1)
OOXML = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": ("word/document.xml", f"{OOXML}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OOXML}spreadsheetml.sheet.main+xml"),
}
ANSWERS = {"kind": "birth", "title": "Akta kelahiran, halaman depan", "audience": "file"}


def pdf(body: bytes = b"", *, stream: bytes = b"BT (Halo) Tj ET", facts: bytes = b"") -> bytes:
    """Make a small PDF; `body` is written among its objects, `facts` into its trailer."""
    mark = b"%% %d" % next(_number)  # so that no two are the same file
    return b"\n".join(
        (
            b"%PDF-1.7", mark, b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj",
            b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj",
            b"3 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj" % (len(stream), stream), body,
            b"trailer\n<< /Root 1 0 R /Size 4 " + facts + b" >>\nstartxref\n0\n%%EOF\n",
        )
    )  # fmt: skip


def packed_pdf(text: bytes, *, filter_name: bytes = b"/FlateDecode") -> bytes:
    """Make a PDF whose objects lie packed in an object stream, as modern writers do."""
    body = zlib.compress(text)
    facts = b"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter %s /Length %d >>\n" % (filter_name, len(body))
    return pdf(facts + b"stream\n" + body + b"\nendstream\nendobj")


def photo(kind: str = "JPEG", size=(400, 300), *, gps: bool = True, orientation: int = 1, mode: str = "RGB") -> bytes:
    """Make a photograph as a telephone does: with GPS, a maker's name and perhaps lying on its side."""
    image = Image.new(mode, size, (200, 40, next(_number) % 250, 120)[: len(mode)])
    image.paste((10, 10, 200, 255)[: len(mode)], (0, 0, size[0] // 2, size[1] // 4))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "TELEPON RAHASIA"
    if gps:
        exif.get_ifd(0x8825).update({1: "S", 2: (0.0, 56.0, 51.0), 3: "E", 4: (100.0, 21.0, 15.0)})
    out = BytesIO()
    image.save(out, kind, exif=exif, **({"comment": b"rahasia"} if kind == "JPEG" else {}))
    return out.getvalue()


def noise(side: int) -> bytes:
    """Make a PNG that no packing makes smaller."""
    image = Image.frombytes("RGB", (side, side), random.Random(7).randbytes(side * side * 3))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def office(
    kind: str = "docx", *, extra: dict[str, bytes] | None = None, main_type: str = "", text: str = "Isi"
) -> bytes:
    """Make a small Office package; `extra` adds or overwrites parts."""
    main, content_type = MAIN[kind]
    parts = {
        "[Content_Types].xml": f'<Types><Override PartName="/{main}" ContentType="{main_type or content_type}"/></Types>',
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="officeDocument" Target="{main}"/></Relationships>',
        main: f"<document>{text} {next(_number)}</document>",
        **(extra or {}),
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def document(case, by: Viewer, received: bytes | None = None, **answers) -> Document:
    """Attach a file to a case."""
    with scope(by):
        return services.attach(by=by, now=NOW, case=case, received=received or pdf(), answers={**ANSWERS, **answers})
