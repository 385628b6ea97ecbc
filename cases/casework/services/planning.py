"""Agreement, assessment and plan: what the stages wait for."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import P
from agencies.people.selectors import supervisors_of
from cases.casework.choices import AgreementBasis, Domain, DomainState, PlanState, RecordState, Stage
from cases.casework.models import Assessment, AssessmentDomain, Case, Plan, PlanGoal, ServiceAgreement
from cases.casework.services.common import CaseRefused, insist, locked, may_work, note, owe, settle, today_of
from core.kernel.refusals import Missing
from core.kernel.scope import Viewer
from core.notices import services as notices


@transaction.atomic
def record_agreement(*, by: Viewer, now: datetime, case: Case, answers: dict) -> ServiceAgreement:
    """Record on what ground the service rests: who agreed and whether the child was heard, or the legal basis."""
    may_work(by)
    row = locked(by, case)
    if answers["agreed_on"] > today_of(by, now):
        raise CaseRefused(_("Tanggal kesepakatan tidak boleh setelah hari ini"), field="agreed_on")
    if answers["basis"] == AgreementBasis.CONSENT and not answers.get("agreed_by"):
        raise CaseRefused(_("Pilih siapa yang menyetujui"), field="agreed_by")
    if answers["basis"] == AgreementBasis.LEGAL and not answers.get("legal_basis"):
        raise CaseRefused(_("Pilih dasar hukumnya"), field="legal_basis")
    agreement = ServiceAgreement(case=row, recorded_at=now, recorded_by_id=by.user_id, **answers)
    agreement.save(force_insert=True)
    settle(row, "agreement.record", "recorded", by=by, now=now)
    note(row, "agreement.recorded", by=by, now=now, basis=str(agreement.basis))
    return agreement


@transaction.atomic
def save_assessment(
    *, by: Viewer, now: datetime, case: Case, domains: dict[str, dict], conclusion: str, finish: bool
) -> Assessment:
    """Save the running round (or begin the next); `finish` closes it when every domain was looked at.

    `domains` maps a domain to {"state", "narrative"}; "belum dikaji" keeps a round from being finished.
    """
    may_work(by)
    row = locked(by, case)
    if row.stage not in (Stage.ASSESSMENT, Stage.PLANNING, Stage.IMPLEMENTATION, Stage.MONITORING):
        raise CaseRefused(
            _("Asesmen diisi mulai tahap asesmen."), missing=[Missing(_("Lihat tahap kasus"), f"/kasus/{row.code}/")]
        )
    rounds = Assessment.objects.visible_to(by).filter(case=row)
    current = rounds.filter(state=RecordState.DRAFT).first()
    if current is None:
        current = Assessment(case=row, round=rounds.count() + 1, started_at=now, started_by_id=by.user_id)
        current.save(force_insert=True)
    for domain, said in domains.items():
        written = AssessmentDomain.objects.visible_to(by).filter(assessment=current, domain=domain).first()
        written = written or AssessmentDomain(case=row, assessment=current, domain=Domain(domain))
        written.state, written.narrative = said["state"], said.get("narrative", "")
        written.written_at, written.written_by_id = now, by.user_id
        written.save()
    current.conclusion = conclusion
    if finish:
        _finish(current, domains, now=now, by=by)
        settle(row, "assessment.finish", "finished", by=by, now=now)
    current.save()
    note(row, "assessment.finished" if finish else "assessment.saved", by=by, now=now, round=current.round)
    return current


def _finish(current: Assessment, domains: dict, *, now: datetime, by: Viewer) -> None:
    open_domains = [
        domain
        for domain in Domain
        if domains.get(domain, {}).get("state", DomainState.NOT_ASSESSED) == DomainState.NOT_ASSESSED
    ]
    if open_domains:
        raise CaseRefused(
            _("Asesmen belum dapat diselesaikan."),
            missing=[
                Missing(_("%(domain)s belum dikaji") % {"domain": domain.label}, f"#id_{domain}_state_0")
                for domain in open_domains
            ],
        )
    if not current.conclusion:
        raise CaseRefused(_("Tulis kesimpulan asesmen"), field="conclusion")
    current.state, current.finished_at, current.finished_by_id = RecordState.FINISHED, now, by.user_id


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
