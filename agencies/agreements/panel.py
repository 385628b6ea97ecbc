from agencies.agreements.selectors import of_agency
from agencies.people.permissions import P


def agreements_of(*, agency, viewer, now) -> tuple[str, dict] | None:
    """Return the agreements panel of an agency's page."""
    if not viewer.can(P.AGREEMENT_VIEW):
        return None
    return "agreements/_panel.html", {"agreements": of_agency(agency.pk, viewer)}
