"""What this room shows on the case's page."""

from agencies.people.permissions import P
from cases.aftercare.models import Episode
from core.kernel.scope import Viewer


def on_case(*, case, viewer: Viewer, now) -> tuple[str, dict] | None:
    """Return the panel with the after-care episodes of a case, newest first; None while there is none."""
    rows = list(
        Episode.objects.readable_by(viewer)
        .filter(case_id=case.pk)
        .select_related("owner_agency", "worker")
        .order_by("-opened_at")
    )
    may_work = viewer.can(P.AFTERCARE_WORK)
    return ("aftercare/_case_panel.html", {"episodes": rows, "may_work": may_work}) if rows else None
