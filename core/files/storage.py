"""Where contents lie: any Django storage under the alias "attachments"; on a disk of our own it is made durable."""

import os

from django.core.files.storage import FileSystemStorage, storages


def attachments():
    """Return the storage of contents; only names go in and out, never a path."""
    return storages["attachments"]


class DurableStorage(FileSystemStorage):
    """Files of the application's user only, written through to the disk before the row that names them commits."""

    def _save(self, name, content):
        saved = super()._save(name, content)
        path = self.path(saved)
        for place, flags in ((path, os.O_RDONLY), (os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)):
            handle = os.open(place, flags)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return saved
