"""Progress reports: what was reached of each goal in a period; one is owed every month while the plan is carried out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import GoalState, PlanState, Stage
from cases.casework.models import Case, Plan, PlanGoal, ProgressLine, ProgressReport
from cases.casework.services.common import CaseRefused, locked, may_work, note, owe, settle, today_of
from cases.casework.services.marking import mark_goal
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer

STAGES = (Stage.IMPLEMENTATION, Stage.MONITORING)


@transaction.atomic
def report_progress(*, by: Viewer, now: datetime, case: Case, answers: dict, lines: dict[UUID, dict]) -> ProgressReport:
    """Write a report on the plan in force; it settles the one that was owed and owes the next.

    `answers`: period_from, period_to, obstacles, child_view, next_steps.  `lines`: goal's lineage -> {"state",
    "reached"} for every goal of the plan; a state that differs is set on the goal as well.
    """
    may_work(by)
    row = locked(by, case)
    today = today_of(by, now)
    if row.stage not in STAGES:
        raise CaseRefused(
            _("Laporan perkembangan ditulis selama implementasi dan monitoring."),
            missing=[Missing(_("Lihat tahap kasus"), reverse("case", args=[row.code]))],
        )
    if answers["period_to"] > today:
        raise CaseRefused(_("Akhir masa laporan tidak boleh setelah hari ini"), field="period_to")
    if answers["period_from"] > answers["period_to"]:
        raise CaseRefused(_("Awal masa laporan harus sebelum akhirnya"), field="period_from")
    plan = Plan.objects.visible_to(by).exclude(state=PlanState.REPLACED).get(case=row)
    goals = list(PlanGoal.objects.visible_to(by).filter(plan=plan).order_by("position"))
    report = ProgressReport(case=row, plan=plan, written_at=now, written_by_id=by.user_id, **answers)
    report.save(force_insert=True)
    for number, goal in enumerate(goals, start=1):
        said = lines.get(goal.lineage, {})
        if not said.get("reached"):
            raise CaseRefused(
                _("Tulis yang dicapai untuk tujuan %(n)s") % {"n": number}, field=f"reached_{goal.lineage}"
            )
        state = GoalState(said.get("state") or goal.state)
        ProgressLine(
            case=row, report=report, lineage=goal.lineage, position=number, goal=goal.goal, state=state,
            reached=said["reached"],
        ).save(force_insert=True)  # fmt: skip
        if state != goal.state:
            reason = said["reached"] if state == GoalState.STOPPED else ""
            mark_goal(by=by, now=now, case=row, goal=goal.lineage, state=state, on=answers["period_to"], reason=reason)
    settle(row, "plan.progress", "reported", by=by, now=now)
    owe(row, "plan.progress", by=by, now=now, page="progress_new")
    note(row, "plan.reported", by=by, now=now, goals=len(goals))
    return report
