from uuid import UUID

from cases.sharing.choices import FILE_LEVELS, Level
from cases.sharing.models import AccessRow
from cases.sharing.visibility import current_q
from core.kernel.scope import Viewer

_ORDER = {str(level): place for place, level in enumerate(reversed(Level.values))}


def current_rows(case_id: UUID, viewer: Viewer) -> list[AccessRow]:
    """Return who may see a case now, and why, most access first.

    The owner agency sees all rows; others see their own agency's, because where else a child was referred to may
    itself be a secret.
    """
    found = AccessRow.objects.visible_to(viewer).current().filter(case_id=case_id)
    rows = found.select_related("agency", "person").order_by("agency__name", "starts_at", "pk")
    return sorted(rows, key=lambda row: _ORDER[row.level])


def level_of(case_id: UUID, viewer: Viewer) -> str:
    """Return the most a viewer may see of a case: "full", "care", or "" for no file at all."""
    if viewer.system:
        return str(Level.FULL)
    found = AccessRow.objects.visible_to(viewer).filter(current_q(viewer, FILE_LEVELS), case_id=case_id)
    levels = set(found.values_list("level", flat=True))
    return next((str(level) for level in (Level.FULL, Level.CARE) if level in levels), "")
