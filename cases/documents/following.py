"""A case passed to another agency: its documents belong to the new owner."""

from cases.documents.models import Document


def follow(*, case, from_agency_id: int, to_agency_id: int) -> None:
    """Give a case's documents to its new owner, in the scope of the verb that moves the case."""
    found = Document.objects.for_system(reason="documents follow their case")
    found.filter(case=case, owner_agency_id=from_agency_id).update(owner_agency_id=to_agency_id)
