"""Cases as tests need them, each stage reached through the services."""

from datetime import date, timedelta

from agencies.directory.models import Agency
from agencies.people.models import User
from agencies.people.roles import Role
from cases.casework import plans, services
from cases.casework.instruments import CURRENT
from cases.casework.models import Assessment, Case
from core.kernel.scope import Viewer, scope
from tests.factories import children as make

NOW = make.NOW
TODAY = date(2026, 11, 12)
GOAL = {
    "domain": "education", "goal": "Anak kembali bersekolah", "component": "care", "activity": "Daftar ulang",
}  # fmt: skip
STEPS = ("agreement", "assessment", "planning", "implementation", "monitoring", "aftercare", "done")


class Office:
    """An agency with a worker, a second worker and two supervisors, as viewers."""

    def __init__(self) -> None:
        self.agency: Agency = make.agency()
        self.worker = make.viewer(Role.WORKER, self.agency)
        self.colleague = make.viewer(Role.WORKER, self.agency)
        self.supervisor = make.viewer(Role.SUPERVISOR, self.agency)
        self.head = make.viewer(Role.HEAD, self.agency)


def intake(**more) -> dict:
    """Return the answers of an intake form."""
    return {
        "child": {"full_name": "Budi Santosa", "sex": "L", "born_on": date(2014, 5, 12)},
        "category": "maltreatment_neglect",
        "source": "community",
        "in_danger": False,
        "narrative": "Anak ditinggal sendiri beberapa hari",
        **more,
    }


def open_case_for(worker: Viewer, supervisor: Viewer | None = None, **answers) -> Case:
    """Open a case as the worker; with a supervisor it is assigned to that worker."""
    with scope(worker):
        made = services.open_case(by=worker, now=NOW, answers=intake(**answers))
    if supervisor:
        person = User.objects.get(pk=worker.user_id)
        with scope(supervisor):
            made = services.assign(by=supervisor, now=NOW, case=made, worker=person)
    return made


def plan_goal(worker: Viewer, **more) -> dict:
    """Return a complete goal with an activity of the worker."""
    return {**GOAL, "person_id": worker.user_id, "due_on": TODAY + timedelta(days=30), **more}


def agree(case: Case, by: Viewer) -> None:
    """Record the service agreement."""
    answers = {"basis": "consent", "agreed_on": TODAY, "agreed_by": "parent", "child_heard": "yes"}
    services.record_agreement(by=by, now=NOW, case=case, answers=answers)


def scored(*, text: str = "", **scores: int) -> dict[str, dict]:
    """Return the required sections, every factor 3 unless said otherwise, with a text in every box."""
    return {
        section.slug: {
            "answers": {item.slug: {"v": str(scores.get(item.slug, 3))} for item in section.factors},
            "narrative": text, "strengths": text,
        }
        for section in CURRENT.sections if section.is_required
    }  # fmt: skip


def assessed(case: Case, by: Viewer, *, now=NOW, reason: str = "", text: str = "", **scores: int) -> Assessment:
    """Finish an assessment round; a reason begins another one first."""
    if reason:
        services.begin_round(by=by, now=now, case=case, reason=reason)
    services.save_sections(by=by, now=now, case=case, sections=scored(text=text, **scores))
    words = {"conclusion": text or "Perlu dukungan sekolah", "recommendation": text or "Utamakan sekolah"}
    return services.save_summary(by=by, now=now, case=case, finish=True, **words)


def submitted(case: Case, by: Viewer):
    """Write a plan and submit it."""
    services.write_goal(by=by, now=NOW, case=case, answers=plan_goal(by))
    return services.submit_plan(by=by, now=NOW, case=case)


def progress(case: Case, by: Viewer, *, now=NOW, text: str = "Berjalan", state: str = "running"):
    """Write a progress report on every goal."""
    day = now.astimezone(by.zone).date()
    goals = plans.versions_of(case, by)[0].goals.all()
    answers = {
        "period_from": day, "period_to": day, "obstacles": text, "child_view": text, "next_steps": text,
    }  # fmt: skip
    lines = {goal.lineage: {"state": state, "reached": text} for goal in goals}
    return services.report_progress(by=by, now=now, case=case, answers=answers, lines=lines)


def approve(case: Case, supervisor: Viewer) -> None:
    """Approve the version that waits."""
    version = services.current_plan(case, supervisor).version
    services.decide_plan(by=supervisor, now=NOW, case=case, version=version, approve=True)


def end_service(case: Case, by: Viewer, *, months=(1, 3, 6, 12), **answers) -> Case:
    """End the service with a handover to the parents."""
    answers = {
        "reason": "goals_met", "handed_to": "parents", "receiver_name": "Siti Aminah", "handed_on": TODAY,
        "condition": "Sehat", "items": "", "commitments": "", **answers,
    }  # fmt: skip
    aftercare = services.AftercarePlan(owner_agency_id=by.agency_id, worker_id=by.user_id, visit_months=months)
    return services.end_service(by=by, now=NOW, case=case, answers=answers, aftercare=aftercare)


def case_at(stage: str, office: Office | None = None) -> tuple[Case, Office]:
    """Return a case that reached a stage through the services, and its office."""
    office = office or Office()
    worker, supervisor = office.worker, office.supervisor
    case = open_case_for(worker, supervisor)
    if stage in ("rejected", "transferred"):
        with scope(supervisor):
            if stage == "rejected":
                return services.reject(by=supervisor, now=NOW, case=case, reason="not_ampk", explanation="x"), office
            return services.transfer_outside(
                by=supervisor, now=NOW, case=case, reason="moved", explanation="x", receiver="Dinsos Kota Jambi",
                confirmed_by="Kepala seksi", confirmed_on=TODAY,
            ), office  # fmt: skip
    for name in STEPS:
        if case.stage == stage:
            break
        case = _onward(case, name, worker, supervisor)
    assert case.stage == stage
    return case, office


def _onward(case: Case, name: str, worker: Viewer, supervisor: Viewer) -> Case:
    with scope(worker):
        if name == "agreement":
            return services.move(by=worker, now=NOW, case=case, name="agree")
        if name == "assessment":
            agree(case, worker)
            return services.move(by=worker, now=NOW, case=case, name="assess")
        if name == "planning":
            assessed(case, worker)
            return services.move(by=worker, now=NOW, case=case, name="plan")
        if name == "monitoring":
            return services.move(by=worker, now=NOW, case=case, name="monitor")
        if name == "aftercare":
            return end_service(case, worker)
        if name == "implementation":
            submitted(case, worker)
    with scope(supervisor):
        if name == "done":
            return services.close(by=supervisor, now=NOW, case=case, reason="goals_held")
        approve(case, supervisor)
    with scope(worker):
        return services.move(by=worker, now=NOW, case=case, name="implement")


def visit(case: Case, by: Viewer, **answers):
    """Record a home visit at which the child was met."""
    answers = {
        "kind": "home_visit", "happened_on": TODAY, "outcome": "met", "condition": "same", "next_step": "by_rule",
        "text": "Ibu di rumah", **answers,
    }  # fmt: skip
    return services.write_note(by=by, now=NOW, case=case, answers=answers)


def task_for(case: Case, by: Viewer, **more):
    """Give the viewer something to do on a case."""
    person = User.objects.get(pk=by.user_id)
    facts = {"text": "Antar akta", "assigned_to": person, "due_on": TODAY, **more}
    return services.make_task(by=by, now=NOW, case=case, **facts)


# Answers with nothing to fear, and what must be different for each level.
CALM = {
    "harmed_now": "no", "medical_now": "no", "weapon_threat": "no", "self_harm": "no", "access": "nobody",
    "pressure": "no", "age": "12to17", "disability": "no", "asks_help": "yes", "protects": "yes", "carer_trouble": "no",
    "basic_needs": "yes", "before": "no", "ran_away": "no", "safe_adult": "yes", "attends": "yes",
}  # fmt: skip
WORSE = {
    "low": {}, "medium": {"before": "worsening", "ran_away": "yes", "attends": "no"}, "high": {"access": "same_house"},
    "immediate": {"harmed_now": "yes"},
}  # fmt: skip


def risk_answers(level: str) -> dict[str, str]:
    """Return complete answers to the risk questions that give a level."""
    return {**CALM, **WORSE[level]}


def rate(case: Case, by: Viewer, gives: str, **more):
    """Rate the risk with answers that give a level."""
    return services.rate_risk(by=by, now=more.pop("now", NOW), case=case, answers=risk_answers(gives), **more)
