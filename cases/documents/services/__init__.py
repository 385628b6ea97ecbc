"""What can be done with a case's documents; one verb per function, each in one transaction."""

from cases.documents.letters.kinds import LetterRefused
from cases.documents.services.attaching import attach, replace
from cases.documents.services.common import DocumentRefused
from cases.documents.services.keeping import content_of
from cases.documents.services.moving import restore, send_along, withdraw

__all__ = [
    "DocumentRefused",
    "LetterRefused",
    "attach",
    "content_of",
    "replace",
    "restore",
    "send_along",
    "withdraw",
]
