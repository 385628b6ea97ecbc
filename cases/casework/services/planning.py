"""The plan's way to approval: submitted, withdrawn, approved or returned, one version at a time."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.obligations import services as obligations
from agencies.people.permissions import P
from agencies.people.selectors import supervisors_of, workers_of
from cases.casework.choices import ENDED_STATES, PlanState
from cases.casework.models import Case, Plan, PlanActivity, TeamMember
from cases.casework.planstates import PLAN
from cases.casework.rules import BOOK
from cases.casework.services.common import CaseRefused, insist, locked, may_work, note, owe, settle, today_of
from cases.casework.services.teaming import join_team
from core.kernel.calendar import end_of
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer
from core.notices import services as notices


@transaction.atomic
def submit_plan(*, by: Viewer, now: datetime, case: Case) -> Plan:
    """Ask a supervisor to approve the current version.  Raises StepRefused naming what it lacks, with links."""
    may_work(by)
    row = locked(by, case)
    plan = _current(row, by)
    PLAN.apply(plan, "submit", at=now)
    plan.submitted_at, plan.submitted_by_id = now, by.user_id
    plan.save()
    settle(row, "plan.finish", "submitted", by=by, now=now)
    turn = f"v{plan.version}:{now.isoformat()}"
    owe(row, "plan.approve", by=by, now=now, page="plan_decide", turn=turn, holder_id=None)
    note(row, "plan.submitted", by=by, now=now, version=plan.version)
    supervisors = set(supervisors_of(row.owner_agency_id, today_of(by, now))) - {by.user_id}
    notices.owe_all(
        recipient_ids=supervisors, kind="plan.submitted", key=f"plan.submitted:{plan.pk}:{now.isoformat()}",
        about=row.code, url=reverse("plan_decide", args=[row.code]), case_id=row.pk, now=now,
    )  # fmt: skip
    return plan


@transaction.atomic
def withdraw_plan(*, by: Viewer, now: datetime, case: Case) -> Plan:
    """Take a submission back before it is decided; the version is a draft again."""
    may_work(by)
    row = locked(by, case)
    plan = _current(row, by)
    PLAN.apply(plan, "withdraw", at=now)
    plan.submitted_at, plan.submitted_by_id = None, None
    plan.save()
    settle(row, "plan.approve", "withdrawn", by=by, now=now)
    owe(row, "plan.finish", by=by, now=now, page="plan", turn=f"v{plan.version}:{now.isoformat()}")
    note(row, "plan.withdrawn", by=by, now=now, version=plan.version)
    return plan


@transaction.atomic
def decide_plan(*, by: Viewer, now: datetime, case: Case, version: int, approve: bool, text: str = "") -> Plan:
    """Approve or return the version that was looked at; nobody decides on what they submitted or wrote.

    Approving owes each activity to whoever is to do it, and takes them into the team: they need the file for it.
    """
    insist(by, P.CASE_SUPERVISE)
    row = locked(by, case)
    plan = current_plan(row, by)
    if plan is None or plan.state != PlanState.SUBMITTED or plan.version != version:
        raise CaseRefused(
            _("Rencana ini sudah berubah. Periksa versi terbaru."),
            missing=[Missing(_("Buka rencana"), reverse("plan", args=[row.code]))],
        )
    if by.user_id in (plan.submitted_by_id, plan.author_id):
        raise CaseRefused(_("Rencana disetujui oleh orang lain, bukan penyusunnya."))
    if not approve and not text:
        raise CaseRefused(_("Tulis apa yang perlu diperbaiki"), field="text")
    PLAN.apply(plan, "approve" if approve else "return", at=now)
    if approve:
        plan.approved_at, plan.approved_by_id = now, by.user_id
    plan.return_note = "" if approve else text
    plan.save()
    settle(row, "plan.approve", "approved" if approve else "returned", by=by, now=now)
    if approve:
        _let_in(row, plan, by=by, now=now)
        _owe_activities(row, plan, by=by, now=now)
    else:
        owe(row, "plan.finish", by=by, now=now, page="plan", turn=f"v{version}:{now.isoformat()}")
    note(row, "plan.approved" if approve else "plan.returned", by=by, now=now, version=version)
    if plan.submitted_by_id:
        notices.owe(
            recipient_id=plan.submitted_by_id, kind="plan.approved" if approve else "plan.returned",
            key=f"plan.decided:{plan.pk}:{now.isoformat()}", about=row.code, url=reverse("plan", args=[row.code]),
            case_id=row.pk, now=now,
        )  # fmt: skip
    return plan


def current_plan(case: Case, viewer: Viewer) -> Plan | None:
    """Return the current version of a case's plan."""
    return Plan.objects.visible_to(viewer).filter(case=case).exclude(state=PlanState.REPLACED).first()


def _current(case: Case, by: Viewer) -> Plan:
    plan = current_plan(case, by)
    if plan is None:
        raise CaseRefused(
            _("Belum ada rencana."), missing=[Missing(_("Tulis tujuan"), reverse("goal_new", args=[case.code]))]
        )
    return plan


def _let_in(case: Case, plan: Plan, *, by: Viewer, now: datetime) -> None:
    found = PlanActivity.objects.visible_to(by).filter(plan=plan).exclude(state__in=ENDED_STATES)
    standing = TeamMember.objects.visible_to(by).filter(Q(until_at=None) | Q(until_at__gt=now), case=case)
    wanted = set(found.values_list("person_id", flat=True)) - {None, case.manager_id}
    wanted -= set(standing.values_list("person_id", flat=True))
    for person in workers_of(case.owner_agency_id, today_of(by, now)).filter(pk__in=wanted):
        join_team(by=by, now=now, case=case, person=person)


def _owe_activities(case: Case, plan: Plan, *, by: Viewer, now: datetime) -> None:
    """Owe what the approved version says; what an earlier one said falls away."""
    obligations.cancel(kind="plan.activity", case_id=case.pk, why="replaced", by=by, now=now)
    rule = BOOK.get("plan.activity", today_of(by, now))
    for one in PlanActivity.objects.visible_to(by).filter(plan=plan).exclude(state__in=ENDED_STATES):
        obligations.owe(
            kind="plan.activity", key=f"plan.activity:{one.pk}", about=case.code, case_id=case.pk,
            url=reverse("activity_state", args=[case.code, one.lineage]), holder_agency_id=case.owner_agency_id,
            holder_id=one.person_id or case.manager_id, rule=rule, due_at=end_of(one.due_on, by.zone), by=by, now=now,
        )  # fmt: skip
