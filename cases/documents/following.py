"""A case passed to another agency: its documents belong to the new owner, and so do the letters not numbered yet."""

from cases.documents.choices import OPEN_LETTERS
from cases.documents.models import Document, Letter


def follow(*, case, from_agency_id: int, to_agency_id: int) -> None:
    """Give a case's documents and unfinished letters to its new owner, in the scope of the verb that moves the case.

    What was numbered stays a letter of the office that wrote it; for the others the new office names who signs.
    """
    found = Document.objects.for_system(reason="documents follow their case")
    found.filter(case=case, owner_agency_id=from_agency_id).update(owner_agency_id=to_agency_id)
    letters = Letter.objects.for_system(reason="unfinished letters follow their case")
    letters.filter(case=case, agency_id=from_agency_id, state__in=[str(state) for state in OPEN_LETTERS]).update(
        agency_id=to_agency_id, signer=None
    )
