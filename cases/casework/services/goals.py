"""What stands in a plan: goals, activities, reasons.  Changing an approved or submitted version begins a new one."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.selectors import workers_of
from cases.casework.choices import PlanState, Stage
from cases.casework.instruments import CURRENT, instrument
from cases.casework.models import Case, Plan, PlanActivity, PlanGoal, PlanReason
from cases.casework.planstates import PLAN
from cases.casework.services.common import CaseRefused, locked, may_work, note, owe, settle, today_of
from cases.casework.services.planning import current_plan
from core.kernel.refusals import ChangedMeanwhile, Missing
from core.kernel.scope import Viewer

DOMAINS = {section.slug for known in (CURRENT, instrument("0")) for section in known.sections}
STAGES = (Stage.PLANNING, Stage.IMPLEMENTATION, Stage.MONITORING)


@transaction.atomic
def write_goal(
    *, by: Viewer, now: datetime, case: Case, answers: dict, goal: UUID | None = None, version: int | None = None
) -> PlanGoal:
    """Add a goal (with its first activity, when "activity" is given) or change one.

    `answers`: domain, goal; for a new one perhaps component, activity, person_id, agency_id, due_on.  `goal` is the
    lineage of the goal that is changed, `version` the one that was read; raises ChangedMeanwhile when it moved on.
    """
    row = _planned(by, case)
    if answers["domain"] not in DOMAINS:
        raise CaseRefused(_("Pilih bidang dari daftar"), field="domain")
    if goal:
        _unchanged(_of(PlanGoal, row, by, goal), version)
    plan = _editable(row, by=by, now=now)
    if goal:
        found = _in(PlanGoal, plan, by, goal)
        found.version += 1
    else:
        found = PlanGoal(case=row, plan=plan, position=_last(by, PlanGoal, plan=plan) + 1)
    found.domain, found.goal, found.written_by_id = answers["domain"], answers["goal"], by.user_id
    found.save()
    PlanReason.objects.visible_to(by).filter(plan=plan, domain=found.domain).delete()  # a goal is better than a reason
    if not goal and answers.get("activity"):
        _fill(PlanActivity(case=row, plan=plan, goal=found, position=1), row, answers, by=by, now=now)
    note(row, "plan.saved", by=by, now=now, version=plan.version)
    return found


@transaction.atomic
def remove_goal(*, by: Viewer, now: datetime, case: Case, goal: UUID, version: int | None = None) -> Plan:
    """Take a goal with its activities out of the plan; earlier versions keep it."""
    row = _planned(by, case)
    _unchanged(_of(PlanGoal, row, by, goal), version)
    plan = _editable(row, by=by, now=now)
    found = _in(PlanGoal, plan, by, goal)
    PlanActivity.objects.visible_to(by).filter(goal=found).delete()
    found.delete()
    note(row, "plan.saved", by=by, now=now, version=plan.version)
    return plan


@transaction.atomic
def raise_goal(*, by: Viewer, now: datetime, case: Case, goal: UUID) -> Plan:
    """Move a goal one place up; the first one stays.  The order is the author's and does not touch an approval."""
    row = _planned(by, case)
    plan = _of(PlanGoal, row, by, goal).plan
    rows = list(PlanGoal.objects.visible_to(by).filter(plan=plan).order_by("position", "id"))
    place = next(number for number, one in enumerate(rows) if one.lineage == goal)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for number, one in enumerate(rows, start=1):
        one.position = number
    PlanGoal.objects.visible_to(by).bulk_update(rows, ["position"])
    note(row, "plan.ordered", by=by, now=now, version=plan.version)
    return plan


@transaction.atomic
def write_activity(
    *, by: Viewer, now: datetime, case: Case, answers: dict, goal: UUID | None = None, activity: UUID | None = None,
    version: int | None = None,
) -> PlanActivity:  # fmt: skip
    """Add an activity to a goal, or change one.  `answers`: component, activity, person_id or agency_id, due_on."""
    row = _planned(by, case)
    if activity:
        _unchanged(_of(PlanActivity, row, by, activity), version)
    elif goal:
        _of(PlanGoal, row, by, goal)
    plan = _editable(row, by=by, now=now)
    if activity:
        found = _in(PlanActivity, plan, by, activity)
        found.version += 1
    else:
        parent = _in(PlanGoal, plan, by, goal)
        found = PlanActivity(case=row, plan=plan, goal=parent, position=_last(by, PlanActivity, goal=parent) + 1)
    _fill(found, row, answers, by=by, now=now)
    note(row, "plan.saved", by=by, now=now, version=plan.version)
    return found


@transaction.atomic
def remove_activity(*, by: Viewer, now: datetime, case: Case, activity: UUID, version: int | None = None) -> Plan:
    """Take an activity out of the plan; earlier versions keep it."""
    row = _planned(by, case)
    _unchanged(_of(PlanActivity, row, by, activity), version)
    plan = _editable(row, by=by, now=now)
    _in(PlanActivity, plan, by, activity).delete()
    note(row, "plan.saved", by=by, now=now, version=plan.version)
    return plan


@transaction.atomic
def explain_gap(*, by: Viewer, now: datetime, case: Case, domain: str, reason: str) -> PlanReason:
    """Say why the plan has no goal for a weak part; a new reason replaces the last."""
    row = _planned(by, case)
    if domain not in DOMAINS:
        raise CaseRefused(_("Pilih bidang dari daftar"))
    if not reason:
        raise CaseRefused(_("Tulis alasannya"), field="reason")
    plan = _editable(row, by=by, now=now)
    found = PlanReason.objects.visible_to(by).filter(plan=plan, domain=domain).first()
    found = found or PlanReason(case=row, plan=plan, domain=domain)
    found.reason, found.written_by_id = reason, by.user_id
    found.save()
    note(row, "plan.saved", by=by, now=now, version=plan.version)
    return found


def _planned(by: Viewer, case: Case) -> Case:
    may_work(by)
    row = locked(by, case)
    if row.stage not in STAGES:
        raise CaseRefused(
            _("Rencana disusun mulai tahap perencanaan."),
            missing=[Missing(_("Lihat tahap kasus"), reverse("case", args=[row.code]))],
        )
    return row


def _editable(case: Case, *, by: Viewer, now: datetime) -> Plan:
    """Return the draft, begun as a copy of the current version when that one was submitted, returned or approved."""
    current = current_plan(case, by)
    if current is not None and current.state == PlanState.DRAFT:
        return current
    version = current.version + 1 if current else 1
    if current:
        PLAN.apply(current, "replace", at=now)
        current.save()
        settle(case, "plan.approve", "replaced", by=by, now=now)
    plan = Plan(case=case, version=version, state_since=now, author_id=by.user_id, created_at=now)
    plan.save(force_insert=True)
    if current:
        _copy(current, plan, by)
        owe(case, "plan.finish", by=by, now=now, page="plan", turn=f"v{version}")
    return plan


def _copy(old: Plan, new: Plan, by: Viewer) -> None:
    goals = {}
    for one in PlanGoal.objects.visible_to(by).filter(plan=old):
        before, one.pk, one.plan_id, one._state.adding = one.pk, uuid4(), new.pk, True
        one.save(force_insert=True)
        goals[before] = one.pk
    for row in PlanActivity.objects.visible_to(by).filter(plan=old):
        row.goal_id, row.pk, row.plan_id, row._state.adding = goals[row.goal_id], uuid4(), new.pk, True
        row.save(force_insert=True)
    for reason in PlanReason.objects.visible_to(by).filter(plan=old):
        reason.pk, reason.plan_id, reason._state.adding = uuid4(), new.pk, True
        reason.save(force_insert=True)


def _of(model, case: Case, by: Viewer, lineage: UUID | None):
    """Return the row of the current version.  Raises DoesNotExist when it is no longer part of the plan."""
    found = model.objects.visible_to(by).select_related("plan")
    return found.exclude(plan__state=PlanState.REPLACED).get(case=case, lineage=lineage)


def _in(model, plan: Plan, by: Viewer, lineage: UUID | None):
    return model.objects.visible_to(by).get(plan=plan, lineage=lineage)


def _unchanged(row, version: int | None) -> None:
    if version is not None and version != row.version:
        raise ChangedMeanwhile(row)


def _last(by: Viewer, model, **parent) -> int:
    return model.objects.visible_to(by).filter(**parent).aggregate(last=Max("position"))["last"] or 0


def _fill(row: PlanActivity, case: Case, answers: dict, *, by: Viewer, now: datetime) -> None:
    person_id = answers.get("person_id")
    if person_id and not workers_of(case.owner_agency_id, today_of(by, now)).filter(pk=person_id).exists():
        raise CaseRefused(_("Pilih rekan dari instansi pemilik kasus."), field="responsible")
    row.component, row.activity = answers["component"], answers["activity"]
    row.person_id, row.agency_id, row.due_on = person_id, answers.get("agency_id"), answers.get("due_on")
    row.written_by_id = by.user_id
    row.save()
