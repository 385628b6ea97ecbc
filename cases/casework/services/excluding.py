"""What somebody who is kept out of a file still holds there goes to others."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from agencies.obligations import services as obligations
from cases.casework.models import Case, Task, TeamMember
from cases.casework.services.tasks import release_tasks
from core.kernel.scope import Viewer

_WHY = "work of somebody who is kept out of a file"


def keep_out(*, person_id: int, case_ids: Iterable[UUID], by: Viewer, now: datetime) -> None:
    """End the person's part in teams, put their tasks on the supervisors' desk and give the manager their duties.

    Runs in the exclusion's system scope.
    """
    ids = list(case_ids)
    team = TeamMember.objects.for_system(reason=_WHY).filter(Q(until_at=None) | Q(until_at__gt=now))
    team.filter(case_id__in=ids, person_id=person_id).update(until_at=now)
    held = Task.objects.for_system(reason=_WHY).open().filter(case_id__in=ids, assigned_to_id=person_id)
    release_tasks(list(held.select_related("case")), by=by, now=now)
    for case in Case.objects.for_system(reason=_WHY).filter(pk__in=ids):
        to_id = case.manager_id if case.manager_id != person_id else None
        obligations.reassign(case_id=case.pk, from_id=person_id, to_id=to_id, by=by, now=now)
