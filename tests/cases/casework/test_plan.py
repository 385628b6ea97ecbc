"""The plan: complete before it is submitted, approved by somebody else, void when changed, its progress told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from agencies.obligations.models import Obligation
from agencies.people.models import User
from cases.casework import planchanges, plans, services
from cases.casework.choices import PlanState
from cases.casework.models import Case, Plan, PlanActivity, PlanGoal, ProgressReport
from cases.casework.planstates import PLAN
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope
from core.kernel.states import StepRefused
from tests.factories import casework as make

pytestmark = pytest.mark.django_db


def case_with_needs(**scores):
    """Return a case in planning whose assessment found something weak."""
    case, office = make.case_at("assessment")
    with scope(office.worker):
        make.assessed(case, office.worker, **scores)
        case = services.move(by=office.worker, now=make.NOW, case=case, name="plan")
    return case, office


def submit(case, by):
    return services.submit_plan(by=by, now=make.NOW, case=case)


def refused(case, by) -> list[str]:
    with pytest.raises(StepRefused, match="Ajukan persetujuan belum dapat dilakukan") as found:
        submit(case, by)
    assert all(gap.url for gap in found.value.missing)
    return [str(gap.text) for gap in found.value.missing]


@pytest.mark.parametrize("state", PlanState.values)
@pytest.mark.parametrize("name", [step.name for step in PLAN.steps])
def test_each_state_offers_exactly_the_steps_of_the_table(state, name):
    case, office = make.case_at("planning")
    with scope(office.worker):
        plan = services.write_goal(
            by=office.worker, now=make.NOW, case=case, answers=make.plan_goal(office.worker)
        ).plan  # fmt: skip
        plan.state, step = state, PLAN[name]
        if state in step.sources:
            assert PLAN.check(plan, name) is step
            return
        with pytest.raises(StepRefused) as found:
            PLAN.check(plan, name)
        words = str(found.value.sentence)
        assert str(step.label) in words and str(PlanState(state).label) in words


def test_a_plan_answers_every_weak_part_with_a_goal_or_a_reason():
    case, office = case_with_needs(schooling=1, care=2, faith=2)
    worker = office.worker
    with scope(worker):
        services.write_goal(by=worker, now=make.NOW, case=case, answers=make.plan_goal(worker))
        assert refused(case, worker) == [
            "Tempat tinggal dan pengasuhan lemah: tulis tujuan, atau alasan tanpa tujuan",
            "Kehidupan spiritual lemah: tulis tujuan, atau alasan tanpa tujuan",
        ]
        services.write_goal(by=worker, now=make.NOW, case=case, answers=make.plan_goal(worker, domain="home"))
        with pytest.raises(services.CaseRefused, match="Tulis alasannya"):
            services.explain_gap(by=worker, now=make.NOW, case=case, domain="spirit", reason="")
        services.explain_gap(by=worker, now=make.NOW, case=case, domain="spirit", reason="Didampingi Kemenag")
        assert submit(case, worker).state == "submitted"


def test_an_activity_without_owner_or_date_stands_first_and_keeps_the_plan_back():
    case, office = make.case_at("planning")
    worker = office.worker
    with scope(worker):
        assert_empty = pytest.raises(services.CaseRefused, match="Belum ada rencana")
        with assert_empty:
            submit(case, worker)
        services.write_goal(by=worker, now=make.NOW, case=case, answers=make.plan_goal(worker))
        loose = make.plan_goal(worker, person_id=None, due_on=None, activity="Konseling")
        goal = services.write_goal(by=worker, now=make.NOW, case=case, answers=loose)
        assert [one.number for one in plans.goals_of(plans.versions_of(case, worker)[0])] == [2, 1]
        assert refused(case, worker) == ["Tujuan 2: kegiatan belum punya penanggung jawab dan tenggat"]
        activity = PlanActivity.objects.visible_to(worker).get(goal=goal)
        services.remove_activity(by=worker, now=make.NOW, case=case, activity=activity.lineage)
        assert refused(case, worker) == ["Tujuan 2 belum punya kegiatan"]
        services.remove_goal(by=worker, now=make.NOW, case=case, goal=goal.lineage)
        assert submit(case, worker).version == 1


def test_changing_an_approved_plan_makes_a_new_version_and_shows_what_changed():
    case, office = make.case_at("implementation")
    worker = office.worker
    with scope(worker):
        goal = plans.versions_of(case, worker)[0].goals.all()[0]
        services.write_goal(
            by=worker, now=make.NOW, case=case, goal=goal.lineage,
            answers={"domain": "education", "goal": "Anak kembali bersekolah di dekat rumah"},
        )  # fmt: skip
        services.write_goal(by=worker, now=make.NOW, case=case, answers=make.plan_goal(worker, domain="food"))
        new, old = plans.versions_of(case, worker)
        assert [(one.version, one.state) for one in (new, old)] == [(2, "draft"), (1, "replaced")]
        changed, added = planchanges.changes(plans.base_of([new, old], new), new)
        assert (changed.kind, added.kind, changed.rows[0].kind) == ("changed", "added", "same")
        assert changed.fields[0][1] == [("same", "Anak kembali bersekolah "), ("added", "di dekat rumah")]
        with pytest.raises(StepRefused):
            services.move(by=worker, now=make.NOW, case=case, name="monitor")
        submit(case, worker)
    with scope(office.supervisor):
        make.approve(case, office.supervisor)
    with scope(worker):
        assert services.move(by=worker, now=make.NOW, case=case, name="monitor").stage == "monitoring"


def test_a_submission_is_withdrawn_before_it_is_decided():
    case, office = make.case_at("planning")
    with scope(office.worker):
        make.submitted(case, office.worker)
        assert services.withdraw_plan(by=office.worker, now=make.NOW, case=case).state == "draft"
        open_kinds = Obligation.objects.visible_to(office.worker).open().filter(case_id=case.pk)
        assert {"plan.finish"} == set(open_kinds.filter(kind__startswith="plan").values_list("kind", flat=True))
        with pytest.raises(StepRefused, match="Tarik pengajuan tidak dapat dilakukan"):
            services.withdraw_plan(by=office.worker, now=make.NOW, case=case)
    with scope(office.supervisor), pytest.raises(services.CaseRefused, match="sudah berubah"):
        services.decide_plan(by=office.supervisor, now=make.NOW, case=case, version=1, approve=True)


def test_two_people_on_one_goal_lose_no_word():
    case, office = make.case_at("implementation")
    worker = office.worker
    with scope(worker):
        goal = plans.versions_of(case, worker)[0].goals.all()[0]
        write = {"by": worker, "now": make.NOW, "case": case, "goal": goal.lineage}
        services.write_goal(**write, answers={"domain": "education", "goal": "Pertama"}, version=1)
        with pytest.raises(ChangedMeanwhile) as found:
            services.write_goal(**write, answers={"domain": "education", "goal": "Kedua"}, version=1)
        assert found.value.theirs.goal == "Pertama"
        services.write_goal(**write, answers={"domain": "education", "goal": "Kedua"}, version=2)


def test_an_approved_activity_is_owed_by_its_person_until_it_is_done():
    case, office = make.case_at("implementation")
    worker = office.worker
    with scope(worker):
        duty = Obligation.objects.visible_to(worker).open().get(kind="plan.activity", case_id=case.pk)
        activity = PlanActivity.objects.visible_to(worker).get(case=case)
        assert duty.holder_id == worker.user_id
        assert duty.url == reverse("activity_state", args=[case.code, activity.lineage])
        mark = {"by": worker, "now": make.NOW, "case": case, "activity": activity.lineage, "on": make.TODAY}
        with pytest.raises(services.CaseRefused, match="Tulis alasan dihentikan") as found:
            services.mark_activity(**mark, state="stopped")
        assert found.value.field == "state_reason"
        with pytest.raises(services.CaseRefused, match="setelah hari ini"):
            services.mark_activity(**{**mark, "on": make.TODAY + timedelta(days=1)}, state="done")
        services.mark_activity(**mark, state="done")
        assert not Obligation.objects.visible_to(worker).open().filter(kind="plan.activity").exists()
        assert services.current_plan(case, worker).state == "approved", "a state does not void the approval"


def test_approving_takes_whoever_is_responsible_into_the_team():
    case, office = make.case_at("planning")
    with scope(office.worker):
        answers = make.plan_goal(office.worker, person_id=office.colleague.user_id)
        services.write_goal(by=office.worker, now=make.NOW, case=case, answers=answers)
        submit(case, office.worker)
    with scope(office.colleague):
        assert not Case.objects.worked_by(office.colleague).filter(pk=case.pk).exists()
    with scope(office.supervisor):
        make.approve(case, office.supervisor)
    with scope(office.colleague):
        assert Case.objects.worked_by(office.colleague).filter(pk=case.pk).exists()
        duty = Obligation.objects.visible_to(office.colleague).open().get(kind="plan.activity", case_id=case.pk)
        assert duty.holder_id == office.colleague.user_id


def test_a_report_is_owed_every_month_and_tells_of_every_goal():
    case, office = make.case_at("implementation")
    worker = office.worker
    with scope(worker):
        duties = Obligation.objects.visible_to(worker).filter(kind="plan.progress", case_id=case.pk)
        assert [str(duty.due_at.date()) for duty in duties.open()] == ["2026-12-12"]
        later = make.NOW + timedelta(days=30)
        goal = PlanGoal.objects.visible_to(worker).get(case=case)
        with (
            pytest.raises(services.CaseRefused, match="Tulis yang dicapai untuk tujuan 1") as found,
            transaction.atomic(),
        ):
            make.progress(case, worker, now=later, text="")
        assert found.value.field == f"reached_{goal.lineage}"
        report = make.progress(case, worker, now=later, state="achieved")
        goal.refresh_from_db(from_queryset=PlanGoal.objects.visible_to(worker))
        assert (goal.state, goal.state_on) == ("achieved", later.date())
        assert duties.count() == 2 and duties.open().count() == 1
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            ProgressReport.objects.visible_to(worker).filter(pk=report.pk).update(next_steps="lain")


def test_reports_belong_to_the_time_the_plan_is_carried_out():
    case, office = make.case_at("planning")
    with scope(office.worker):
        make.submitted(case, office.worker)
        with pytest.raises(services.CaseRefused, match="selama implementasi dan monitoring"):
            make.progress(case, office.worker)


def test_what_the_plan_owes_falls_away_when_the_service_ends():
    case, office = make.case_at("aftercare")
    with scope(office.worker):
        found = Obligation.objects.visible_to(office.worker).filter(case_id=case.pk, kind__startswith="plan.")
        assert found.exists() and not found.open().exists()


def test_a_plan_begins_with_planning():
    case, office = make.case_at("assessment")
    with scope(office.worker), pytest.raises(services.CaseRefused, match="mulai tahap perencanaan"):
        services.write_goal(by=office.worker, now=make.NOW, case=case, answers=make.plan_goal(office.worker))


def test_somebody_of_another_office_is_not_made_responsible():
    case, office = make.case_at("planning")
    stranger = make.Office().worker
    with scope(office.worker):
        answers = make.plan_goal(office.worker, person_id=stranger.user_id)
        with pytest.raises(services.CaseRefused, match="rekan dari instansi") as found:
            services.write_goal(by=office.worker, now=make.NOW, case=case, answers=answers)
        assert found.value.field == "responsible"
        assert User.objects.filter(pk=stranger.user_id).exists() and not Plan.objects.visible_to(office.worker).exists()
