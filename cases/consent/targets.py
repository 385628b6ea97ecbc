"""Which case somebody asks for, found without telling them that it was."""

from uuid import UUID

from cases.casework.models import Case
from cases.sharing.services import Target
from core.kernel.codes import clean_code
from core.kernel.scope import Viewer, system_scope

REASON = "which case is asked for"


def target_of(viewer: Viewer, *, code: str = "", child_id: UUID | None = None) -> tuple[Target | None, str]:
    """Return the case that is asked for, None when there is none, and its code when the viewer may open it already."""
    with system_scope(REASON):
        found = Case.objects.for_system(reason=REASON).order_by("closed_at", "-opened_at", "pk")
        if child_id:
            case = found.filter(child_id=child_id).first()
        else:
            case = found.filter(code=clean_code(code)).first() if clean_code(code)[:1] == "K" else None
    if case is None:
        return None, ""
    own = Case.objects.visible_to(viewer).filter(pk=case.pk).exists()
    return Target(case.pk, case.code, case.child_id, case.owner_agency_id), case.code if own else ""
