"""A case passed to another agency: what is remembered of its earlier after-care hangs on the new owner."""

from cases.aftercare.models import Episode


def follow(*, case, from_agency_id: int, to_agency_id: int) -> None:
    """Let ended episodes of a reopened case know the case's new owner; running ones keep a case where it is."""
    found = Episode.objects.for_system(reason="episodes follow their case")
    found.filter(case=case, case_agency_id=from_agency_id).update(case_agency_id=to_agency_id)
