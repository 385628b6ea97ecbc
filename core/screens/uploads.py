"""Uploads stay in memory and within a limit: nothing unencrypted touches the disk, nothing breaks the connection."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLarge(InMemoryUploadedFile):
    """Stands for a file beyond the limit; its content was let go, its size is known."""


class CappedUploads(FileUploadHandler):
    """Keep what one request sends up to UPLOAD_MAX_BYTES in all; of more, only that it was too large.

    The rest of the form is still read, so what was typed is kept and the refusal is a sentence beside the field.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.kept = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.parts, self.is_too_large = [], False

    def receive_data_chunk(self, raw_data, start):
        self.kept += len(raw_data)
        if self.kept > settings.UPLOAD_MAX_BYTES:
            self.parts, self.is_too_large = [], True
        else:
            self.parts.append(raw_data)

    def file_complete(self, file_size):
        kind = TooLarge if self.is_too_large else InMemoryUploadedFile
        return kind(
            BytesIO(b"".join(self.parts)), self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
