from django.db.models import TextChoices

MAX_BYTES = 10 * 1024 * 1024


class FileType(TextChoices):
    """What a file really is; nothing else is accepted."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "JPEG"
    PNG = "png", "PNG"
    DOCX = "docx", "DOCX"
    XLSX = "xlsx", "XLSX"


# What each type is called when it is served; never what an uploader said.
CONTENT_TYPES: dict[str, str] = {
    FileType.PDF: "application/pdf",
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IMAGES = (FileType.JPEG, FileType.PNG)
# Types that a browser may show itself when asked; the rest is only ever handed over as a file.
SHOWABLE = (*IMAGES, FileType.PDF)
