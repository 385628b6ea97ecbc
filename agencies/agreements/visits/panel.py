from agencies.agreements.visits.selectors import with_agency
from agencies.people.permissions import P


def visits_of(*, agency, viewer, now) -> tuple[str, dict] | None:
    """Return the visits panel of an agency's page: those between it and the viewer's agency."""
    if not viewer.can(P.COORDINATION_VIEW):
        return None
    found = with_agency(agency.pk, viewer)
    context = {
        "visits": found,
        "may_plan": viewer.can(P.COORDINATION_MANAGE),
        "has_planned": any(one.state == "planned" for one in found),
    }
    return "agreements/visits/_panel.html", context
