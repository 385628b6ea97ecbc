"""A case passes to another owner: what was open to the former one ends, what was open to others now hangs on the new."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cases.sharing.choices import Basis, Level
from cases.sharing.models import AccessRow
from cases.sharing.querysets import pen
from cases.sharing.services.barring import is_excluded
from cases.sharing.services.excluding import follow_owner
from cases.sharing.services.granting import end, grant
from core.kernel.scope import Viewer, system_scope

_WHY = "access follows a case to its new owner"
_OWNERS = (Basis.OWNER, Basis.ASSIGNMENT, Basis.TEAM, Basis.INTAKE)


@transaction.atomic(savepoint=False)
def change_owner(
    *,
    case_id: UUID,
    child_id: UUID,
    from_agency_id: int,
    to_agency_id: int,
    manager_id: int,
    by: Viewer,
    now: datetime,
    former_manager_id: int | None = None,
    read_until: datetime | None = None,
) -> None:
    """Open a case to its new owner's desk and manager; the former desk and manager read on until a moment."""
    for basis in _OWNERS:
        end(case_id=case_id, agency_id=from_agency_id, basis=basis, by=by, now=now)
    with system_scope(_WHY), pen():
        standing = AccessRow.objects.for_system(reason=_WHY).standing()
        standing.filter(Q(case_id=case_id)).update(owner_agency_id=to_agency_id)
    # An owner of before who gets the case back reads it as its owner.
    end(case_id=case_id, agency_id=to_agency_id, basis=Basis.FORMER, by=by, now=now)
    facts: dict[str, Any] = {
        "case_id": case_id, "child_id": child_id, "owner_agency_id": to_agency_id, "level": Level.FULL, "by": by,
        "now": now,
    }  # fmt: skip
    grant(**facts, agency_id=to_agency_id, basis=Basis.OWNER)
    grant(**facts, agency_id=to_agency_id, basis=Basis.ASSIGNMENT, person_id=manager_id)
    if read_until:
        for person_id in {None, former_manager_id}:
            if not is_excluded(person_id, case_id=case_id):
                grant(**facts, agency_id=from_agency_id, basis=Basis.FORMER, person_id=person_id, ends_at=read_until)
    follow_owner(case_id=case_id, to_agency_id=to_agency_id)
