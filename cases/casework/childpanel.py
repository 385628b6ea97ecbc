"""The child's cases, on the child's page."""

from cases.casework.models import Case


def cases_of(*, child, viewer, now) -> tuple[str, dict]:
    """Return the panel with the cases of a child that the viewer may open."""
    found = Case.objects.visible_to(viewer).filter(child=child).select_related("owner_agency", "manager")
    return "casework/_child_cases.html", {"cases": list(found.order_by("-opened_at"))}
