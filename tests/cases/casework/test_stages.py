"""The life of a case: every stage against every step, and every refusal in words."""

import pytest

from cases.casework import services
from cases.casework.choices import Stage
from cases.casework.models import Case, Plan
from cases.casework.states import CASE
from core.kernel.scope import scope
from core.kernel.states import StepRefused
from tests.factories import casework as make

pytestmark = pytest.mark.django_db
STAGES = [str(stage) for stage in Stage]
STEPS = [step.name for step in CASE.steps]


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_offers_exactly_the_steps_of_the_table(stage):
    case, office = make.case_at(stage)
    with scope(office.supervisor):
        for step in CASE.steps:
            if stage in step.sources:
                try:
                    assert CASE.check(case, step.name) is step
                except StepRefused as refused:
                    assert refused.missing and all(str(gap.text) for gap in refused.missing)
                continue
            with pytest.raises(StepRefused) as refused:
                CASE.check(case, step.name)
            assert refused.value.code == "wrong_state"
            assert str(Stage(stage).label) in str(refused.value.sentence)
            assert str(step.label) in str(refused.value.sentence)


def test_the_path_of_the_blueprint():
    assert [s.target for s in CASE.steps if s.name in ("agree", "assess", "plan", "implement", "monitor")] == STAGES[
        1:6
    ]
    assert CASE.terminal() == frozenset()
    assert {step.target for step in CASE.steps} == set(STAGES) - {"access"}


@pytest.mark.parametrize(
    ("stage", "step", "words"),
    [
        ("agreement", "assess", "Catat kesepakatan layanan"),
        ("assessment", "plan", "Selesaikan asesmen"),
        ("planning", "implement", "Minta persetujuan rencana versi terbaru"),
    ],
)
def test_a_step_names_what_it_needs_and_where(stage, step, words):
    case, office = make.case_at(stage)
    with scope(office.worker), pytest.raises(StepRefused) as refused:
        services.move(by=office.worker, now=make.NOW, case=case, name=step)
    assert [str(gap.text) for gap in refused.value.missing] == [words]
    assert all(case.code in gap.url for gap in refused.value.missing)


def test_an_unassigned_case_stays_in_access():
    office = make.Office()
    case = make.open_case_for(office.worker)
    with scope(office.worker), pytest.raises(StepRefused) as refused:
        services.move(by=office.worker, now=make.NOW, case=case, name="agree")
    assert [str(gap.text) for gap in refused.value.missing] == ["Tugaskan manajer kasus"]


def test_editing_an_approved_plan_voids_the_approval():
    case, office = make.case_at("planning")
    with scope(office.worker):
        make.submitted(case, office.worker)
    with scope(office.supervisor):
        make.approve(case, office.supervisor)
        assert CASE.missing(case, "implement") == []
    with scope(office.worker):
        goal = make.plan_goal(office.worker, goal="Anak tinggal dengan nenek")
        services.write_goal(by=office.worker, now=make.NOW, case=case, answers=goal)
        versions = dict(Plan.objects.visible_to(office.worker).filter(case=case).values_list("version", "state"))
        assert versions == {1: "replaced", 2: "draft"}
        with pytest.raises(StepRefused):
            services.move(by=office.worker, now=make.NOW, case=case, name="implement")


def test_nobody_approves_a_plan_of_their_own():
    case, office = make.case_at("planning")
    with scope(office.supervisor):
        make.submitted(case, office.supervisor)
        with pytest.raises(services.CaseRefused, match="bukan penyusunnya"):
            make.approve(case, office.supervisor)
    with scope(office.head):
        make.approve(case, office.head)
        assert services.current_plan(case, office.head).state == "approved"


def test_a_worker_does_not_approve():
    case, office = make.case_at("planning")
    with scope(office.worker):
        make.submitted(case, office.worker)
        with pytest.raises(services.CaseRefused, match="tidak berhak"):
            make.approve(case, office.worker)


def test_a_returned_plan_may_be_mended_and_submitted_again():
    case, office = make.case_at("planning")
    with scope(office.worker):
        make.submitted(case, office.worker)
    with scope(office.supervisor):
        with pytest.raises(services.CaseRefused, match="perlu diperbaiki"):
            services.decide_plan(by=office.supervisor, now=make.NOW, case=case, version=1, approve=False)
        services.decide_plan(
            by=office.supervisor, now=make.NOW, case=case, version=1, approve=False, text="Tambah sekolah"
        )
    with scope(office.worker):
        make.submitted(case, office.worker)
    with scope(office.supervisor):
        make.approve(case, office.supervisor)
        assert CASE.missing(case, "implement") == []


def test_close_is_refused_while_anything_is_owed():
    case, office = make.case_at("aftercare")
    from agencies.people.models import User

    with scope(office.worker):
        task = services.make_task(
            by=office.worker, now=make.NOW, case=case, text="Antar akta", due_on=make.TODAY,
            assigned_to=User.objects.get(pk=office.worker.user_id),
        )  # fmt: skip
    with scope(office.supervisor):
        with pytest.raises(StepRefused) as refused:
            services.close(by=office.supervisor, now=make.NOW, case=case, reason="goals_held")
        assert [str(gap.text).split(" (")[0] for gap in refused.value.missing] == ["Tugas"]
        assert all(gap.url for gap in refused.value.missing)
    with scope(office.worker):
        services.finish_task(by=office.worker, now=make.NOW, task=task)
    with scope(office.supervisor):
        closed = services.close(by=office.supervisor, now=make.NOW, case=case, reason="goals_held")
        assert closed.stage == "done" and closed.closed_at and closed.service_ended_at


def test_end_of_service_needs_handover_and_visits():
    case, office = make.case_at("monitoring")
    with scope(office.worker):
        for answers, months in (({"handed_to": "nobody"}, (1,)), ({"handed_on": None}, (1,)), ({}, ())):
            with pytest.raises(services.CaseRefused):
                make.end_service(case, office.worker, months=months, **answers)
        ended = make.end_service(case, office.worker, reason="absconded", handed_to="nobody", handed_on=None)
        assert ended.stage == "aftercare" and ended.closed_at is None


def test_reopening_goes_back_to_the_assessment_and_keeps_history():
    case, office = make.case_at("done")
    with scope(office.supervisor):
        case = services.reopen(by=office.supervisor, now=make.NOW, case=case, reason="relapse")
        assert (case.stage, case.closed_at, case.service_ended_at) == ("assessment", None, None)
        kinds = [row.kind for row in case.decisions.visible_to(office.supervisor).order_by("decided_at", "kind")]
        assert {"service_ended", "closed", "reopened"} == set(kinds)


def test_only_supervisors_close_and_assign():
    case, office = make.case_at("aftercare")
    with scope(office.worker), pytest.raises(services.CaseRefused):
        services.close(by=office.worker, now=make.NOW, case=case, reason="goals_held")


def test_a_foreign_worker_does_not_find_the_case():
    case, _office = make.case_at("access")
    other = make.Office()
    for one in (other.worker, other.supervisor):
        with scope(one), pytest.raises(Case.DoesNotExist):
            make.rate(case, one, "high")
