"""The plan: goals, versions, approval."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from agencies.people.selectors import supervisors_of
from cases.casework.choices import PlanState, Stage
from cases.casework.models import Case, Plan, PlanGoal
from cases.casework.services.common import CaseRefused, insist, locked, may_work, note, owe, settle, today_of
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer
from core.notices import services as notices


@transaction.atomic
def save_plan(*, by: Viewer, now: datetime, case: Case, goals: list[dict]) -> Plan:
    """Save the goals; an approved or submitted plan is replaced by a new version, which voids the approval.

    A goal: domain, component, goal, activity, due_on, and person_id or agency_id.
    """
    may_work(by)
    row = locked(by, case)
    if row.stage not in (Stage.PLANNING, Stage.IMPLEMENTATION, Stage.MONITORING):
        raise CaseRefused(
            _("Rencana disusun mulai tahap perencanaan."),
            missing=[Missing(_("Lihat tahap kasus"), f"/kasus/{row.code}/")],
        )
    if not goals:
        raise CaseRefused(_("Isi paling sedikit satu tujuan"))
    current = current_plan(row, by)
    if current is None or current.state != PlanState.DRAFT:
        version = current.version + 1 if current else 1
        if current:
            current.state, current.state_since = PlanState.REPLACED, now
            current.save()
            settle(row, "plan.approve", "replaced", by=by, now=now)
        current = Plan(case=row, version=version, state_since=now, author_id=by.user_id, created_at=now)
        current.save(force_insert=True)
        if version > 1:
            owe(row, "plan.finish", by=by, now=now, page="plan", turn=f"v{version}")
    PlanGoal.objects.visible_to(by).filter(plan=current).delete()
    for position, goal in enumerate(goals, start=1):
        PlanGoal(case=row, plan=current, position=position, written_by_id=by.user_id, **goal).save(force_insert=True)
    note(row, "plan.saved", by=by, now=now, version=current.version)
    return current


@transaction.atomic
def submit_plan(*, by: Viewer, now: datetime, case: Case) -> Plan:
    """Ask a supervisor to approve the current version."""
    may_work(by)
    row = locked(by, case)
    plan = current_plan(row, by)
    if plan is None or plan.state not in (PlanState.DRAFT, PlanState.RETURNED):
        raise CaseRefused(_("Tidak ada rancangan rencana yang dapat diajukan."))
    plan.state, plan.state_since, plan.submitted_at, plan.submitted_by_id = PlanState.SUBMITTED, now, now, by.user_id
    plan.save()
    settle(row, "plan.finish", "submitted", by=by, now=now)
    owe(row, "plan.approve", by=by, now=now, page="plan", turn=f"v{plan.version}:{now.isoformat()}", holder_id=None)
    note(row, "plan.submitted", by=by, now=now, version=plan.version)
    supervisors = set(supervisors_of(row.owner_agency_id, today_of(by, now))) - {by.user_id}
    notices.owe_all(
        recipient_ids=supervisors, kind="plan.submitted", key=f"plan.submitted:{plan.pk}:{now.isoformat()}",
        about=row.code, url=f"/kasus/{row.code}/rencana/", now=now,
    )  # fmt: skip
    return plan


@transaction.atomic
def decide_plan(*, by: Viewer, now: datetime, case: Case, version: int, approve: bool, text: str = "") -> Plan:
    """Approve or return the version that was looked at; nobody decides on what they submitted or wrote."""
    insist(by, P.CASE_SUPERVISE)
    row = locked(by, case)
    plan = current_plan(row, by)
    if plan is None or plan.state != PlanState.SUBMITTED or plan.version != version:
        raise CaseRefused(
            _("Rencana ini sudah berubah. Periksa versi terbaru."),
            missing=[Missing(_("Buka rencana"), f"/kasus/{row.code}/rencana/")],
        )
    if by.user_id in (plan.submitted_by_id, plan.author_id):
        raise CaseRefused(_("Rencana disetujui oleh orang lain, bukan penyusunnya."))
    if not approve and not text:
        raise CaseRefused(_("Tulis apa yang perlu diperbaiki"), field="text")
    plan.state, plan.state_since = (PlanState.APPROVED if approve else PlanState.RETURNED), now
    if approve:
        plan.approved_at, plan.approved_by_id = now, by.user_id
    plan.return_note = "" if approve else text
    plan.save()
    settle(row, "plan.approve", "approved" if approve else "returned", by=by, now=now)
    if not approve:
        owe(row, "plan.finish", by=by, now=now, page="plan", turn=f"v{version}:{now.isoformat()}")
    note(row, "plan.approved" if approve else "plan.returned", by=by, now=now, version=version)
    if plan.submitted_by_id:
        notices.owe(
            recipient_id=plan.submitted_by_id, kind="plan.approved" if approve else "plan.returned",
            key=f"plan.decided:{plan.pk}:{now.isoformat()}", about=row.code, url=f"/kasus/{row.code}/rencana/", now=now,
        )  # fmt: skip
    return plan


def current_plan(case: Case, viewer: Viewer) -> Plan | None:
    """Return the current version of a case's plan."""
    return Plan.objects.visible_to(viewer).filter(case=case).exclude(state=PlanState.REPLACED).first()
