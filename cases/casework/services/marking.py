"""How far goals and activities are.  This does not touch the plan's words, so an approval stands."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from cases.casework.choices import ENDED_STATES, ActivityState, GoalState, PlanState, source_word
from cases.casework.models import Case, PlanActivity, PlanGoal
from cases.casework.services.common import CaseRefused, locked, may_work, note, today_of
from core.kernel.scope import Viewer


@transaction.atomic
def mark_goal(*, by: Viewer, now: datetime, case: Case, goal: UUID, state: str, on: date, reason: str = "") -> PlanGoal:
    """Say how far a goal is, since which day; stopping needs a reason."""
    may_work(by)
    row = locked(by, case)
    found = _mark(PlanGoal, row, goal, GoalState(state), on, reason, by=by, now=now)
    note(row, "plan.goal_marked", by=by, now=now, state=source_word(GoalState(state)))
    return found


@transaction.atomic
def mark_activity(
    *, by: Viewer, now: datetime, case: Case, activity: UUID, state: str, on: date, reason: str = ""
) -> PlanActivity:
    """Say how far an activity is; done or stopped, its duty ends."""
    may_work(by)
    row = locked(by, case)
    found = _mark(PlanActivity, row, activity, ActivityState(state), on, reason, by=by, now=now)
    if state in ENDED_STATES:
        # The duty was begun by whichever version was approved last; a newer draft may stand before it.
        for key in PlanActivity.objects.visible_to(by).filter(case=row, lineage=activity).values_list("pk", flat=True):
            obligations.settle(key=f"plan.activity:{key}", how=state, by=by, now=now)
    note(row, "plan.activity_marked", by=by, now=now, state=source_word(ActivityState(state)))
    return found


def _mark(model, case: Case, lineage: UUID, state, on: date, reason: str, *, by: Viewer, now: datetime):
    if not case.is_open:
        raise CaseRefused(_("Kasus ini sudah ditutup."))
    if on > today_of(by, now):
        raise CaseRefused(_("Tanggalnya tidak boleh setelah hari ini"), field="state_on")
    if state in (GoalState.STOPPED, ActivityState.STOPPED) and not reason:
        raise CaseRefused(_("Tulis alasan dihentikan"), field="state_reason")
    current = model.objects.visible_to(by).exclude(plan__state=PlanState.REPLACED)
    found = current.get(case=case, lineage=lineage)
    found.state, found.state_on, found.state_reason = state, on, reason
    found.save(update_fields=["state", "state_on", "state_reason"])
    return found
