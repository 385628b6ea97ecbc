"""Which desk is whose: a task without a name waits for whoever of the agency holds the desk's permission."""

from agencies.people.permissions import P
from cases.casework.choices import Desk
from core.kernel.scope import Viewer

PERMISSIONS = {
    Desk.SUPERVISOR: P.CASE_SUPERVISE,
    Desk.WORKER: P.CASE_WORK,
    Desk.INTAKE: P.CASE_OPEN,
    Desk.HEAD: P.AGREEMENT_MANAGE,
}


def desks_of(viewer: Viewer) -> list[str]:
    """Return the desks a person works at."""
    return [str(desk) for desk, permission in PERMISSIONS.items() if viewer.can(permission)]
