"""Photographs are decoded and drawn anew: upright, smaller, without EXIF, GPS, comments or anything appended."""

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.files.inspection.common import Unacceptable
from core.files.types import MAX_BYTES, FileType

SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
# A telephone's camera gives up to 50 million dots; a small file that unpacks to more is a bomb.
MAX_DOTS = 50_000_000
MAX_SIDE = 2048
PREVIEW_SIDE = 800
BROKEN = (OSError, SyntaxError, ValueError, EOFError, UnidentifiedImageError, MemoryError)


def redraw(received: bytes) -> tuple[FileType, bytes]:
    """Return type and content of a photograph drawn anew.  Raises Unacceptable when it is broken or too large."""
    image = _open(received)
    is_jpeg = image.format in ("JPEG", "MPO")
    if is_jpeg:
        image.draft("RGB", (MAX_SIDE, MAX_SIDE))  # decodes at a smaller scale, which saves most of the memory
    try:
        drawn = ImageOps.exif_transpose(image)
        drawn = drawn.convert("RGBA" if not is_jpeg and drawn.has_transparency_data else "RGB")
    except BROKEN as error:
        raise Unacceptable(_("Gambar ini rusak dan tidak dapat dibaca. Ambil atau pindai lagi.")) from error
    drawn.thumbnail((MAX_SIDE, MAX_SIDE))
    content = _written(drawn, "JPEG" if is_jpeg else "PNG")
    if is_jpeg or len(content) <= MAX_BYTES:
        return (FileType.JPEG if is_jpeg else FileType.PNG), content
    return FileType.JPEG, _written(drawn, "JPEG")


def preview(content: bytes) -> bytes:
    """Return a small picture of a photograph that was kept, for its page; always JPEG or PNG like the original."""
    image = _open(content)
    kept_as = image.format
    image.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return _written(image, "PNG" if kept_as == "PNG" else "JPEG")


def _open(received: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(received), formats=("JPEG", "PNG"))
        width, height = image.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_dots() from error
    except BROKEN as error:
        raise Unacceptable(_("Gambar ini rusak dan tidak dapat dibaca. Ambil atau pindai lagi.")) from error
    if width * height > MAX_DOTS:
        raise _too_many_dots()
    return image


def _too_many_dots() -> Unacceptable:
    return Unacceptable(_("Gambar ini lebih dari 50 megapiksel. Kecilkan dulu, lalu pilih lagi."))


def _written(image: Image.Image, file_format: str) -> bytes:
    if file_format == "JPEG" and image.mode == "RGBA":
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    image.info = {}  # comments, colour profiles and resolutions would be written again from here
    out = BytesIO()
    image.save(out, file_format, **({"quality": 82, "optimize": True} if file_format == "JPEG" else {"optimize": True}))
    return out.getvalue()
