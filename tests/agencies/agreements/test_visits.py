"""Coordination visits: planned, held, written down, decided, reported by the agency that took it on."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from agencies.agreements.visits import services
from agencies.agreements.visits.choices import ActionOutcome, VisitState
from agencies.agreements.visits.models import CoordinationVisit, VisitAction
from agencies.agreements.visits.services import VisitRefused
from agencies.agreements.visits.states import VISIT
from agencies.directory.models import Agency
from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from core.audit.models import Entry
from core.kernel import clock
from core.kernel.refusals import ChangedMeanwhile
from core.kernel.scope import scope, system_scope
from core.kernel.states import StepRefused
from core.notices.models import Notice
from tests.factories import visits as make
from tests.factories.children import NOW, agency, viewer

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NOTES = "Dinas akan menerima anak yang pulang."


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Let the pages live at the tests' moment."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def head():
    return viewer(Role.HEAD)


@pytest.fixture
def officer():
    """Somebody of the office that is visited."""
    return viewer(Role.PARTNER_OFFICER, agency(kind="education_office"))


def host_of(officer):
    return Agency.objects.get(pk=officer.agency_id)


def open_duties(who, kind):
    with scope(who):
        return list(Obligation.objects.visible_to(who).open().filter(kind=kind))


def action_of(who, row):
    with scope(who):
        return VisitAction.objects.visible_to(who).select_related("visit").get(visit=row)


def refused(verb, by, **facts):
    with scope(by), pytest.raises(VisitRefused) as found:
        verb(by=by, now=NOW, **facts)
    return found.value


def test_a_planned_visit_is_due_work_and_the_host_is_told(head, officer):
    row = make.planned(head, host_of(officer), on=TODAY + timedelta(days=1))  # a Friday
    (duty,) = open_duties(head, "coordination.hold")
    assert duty.due_at.astimezone(head.zone).date() == date(2026, 11, 16), "one working day after the visit, a Monday"
    assert (duty.holder_id, duty.url) == (head.user_id, row.get_absolute_url())
    with system_scope("test"):
        told = Notice.objects.for_system(reason="test").get(kind="coordination.planned")
        verbs = list(Entry.objects.filter(subject=row.code).values_list("verb", flat=True))
    assert told.recipient_id == officer.user_id and verbs == ["coordination.planned"]


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"on": date(1999, 12, 31)}, "on", "paling awal tahun 2000"),
        ({"on": TODAY + timedelta(days=733)}, "on", "paling jauh dua tahun"),
        ({"topics": ""}, "topics", "paling sedikit satu pokok"),
        ({"host": "own"}, "host", "paling sedikit dua instansi"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(head, officer, facts, field, words):
    host = host_of(head if facts.get("host") else officer)
    found = refused(services.plan, head, answers={**make.answers(host), **facts, "host": host})
    assert found.field == field and words in str(found.sentence)


@pytest.mark.parametrize("role", [Role.WORKER, Role.PARTNER_OFFICER, Role.INTAKE_OPERATOR, Role.ANALYST])
def test_who_does_not_speak_for_the_agency_plans_nothing(officer, role):
    by = viewer(role)
    assert "tidak berhak" in str(refused(services.plan, by, answers=make.answers(host_of(officer))).sentence)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HEAD, Role.AGENCY_ADMIN])
def test_supervisor_head_and_administrator_plan(officer, role):
    assert make.planned(viewer(role), host_of(officer)).state == VisitState.PLANNED


def test_changing_tells_everybody_also_whoever_falls_out(head, officer):
    dropped = viewer(Role.PARTNER_OFFICER)
    row = make.planned(head, host_of(officer), agencies=[host_of(dropped)])
    with scope(head):
        later = make.answers(host_of(officer), on=TODAY + timedelta(days=7))
        services.change(by=head, now=NOW, visit=row, version=1, answers=later)
        with pytest.raises(ChangedMeanwhile):
            services.change(by=head, now=NOW, visit=row, version=1, answers=later)
    with system_scope("test"):
        told = {(one.kind, one.recipient_id, one.url) for one in Notice.objects.for_system(reason="test")}
    assert ("coordination.changed", officer.user_id, row.get_absolute_url()) in told
    assert ("coordination.cancelled", dropped.user_id, reverse("coordination_visits")) in told
    with scope(dropped):
        assert not CoordinationVisit.objects.visible_to(dropped).exists()
    assert open_duties(head, "coordination.hold")[0].due_at.astimezone(head.zone).date() == date(2026, 11, 20)


def test_calling_off_asks_why_and_ends_the_duty(head, officer):
    row = make.planned(head, host_of(officer))
    assert refused(services.call_off, head, visit=row, reason="").field == "reason"
    with scope(head):
        services.call_off(by=head, now=NOW, visit=row, reason="Tuan rumah berhalangan")
    assert not open_duties(head, "coordination.hold")
    with scope(head), pytest.raises(StepRefused):
        services.hold(by=head, now=NOW, visit=row)
    assert "tidak lagi direncanakan" in str(
        refused(services.change, head, visit=row, version=1, answers=make.answers(host_of(officer))).sentence
    )


def test_a_visit_is_held_on_its_day_and_owes_its_minutes(head, officer):
    early = make.planned(head, host_of(officer), on=TODAY + timedelta(days=1))
    assert "belum berlangsung" in str(refused(services.hold, head, visit=early).sentence)
    make.held(head, host_of(officer))
    (minutes,) = open_duties(head, "coordination.minutes")
    assert minutes.due_at.astimezone(head.zone).date() == date(2026, 11, 19), "five working days"


def test_minutes_are_finished_once_and_frozen(head, officer):
    row = make.held(head, host_of(officer))
    with scope(head):
        with pytest.raises(StepRefused) as gaps:
            services.finish(by=head, now=NOW, visit=row)
        assert [gap.url for gap in gaps.value.missing] == [reverse("coordination_minutes", args=[row.code])]
        said = {"visit": row, "delegation": "Hasan Basri", "minutes": NOTES}
        services.write_minutes(by=head, now=NOW, version=1, **said)
        with pytest.raises(ChangedMeanwhile):
            services.write_minutes(by=head, now=NOW, version=1, **said)
        services.finish(by=head, now=NOW, visit=row)
    assert not open_duties(head, "coordination.minutes")
    for verb, facts in (
        (services.write_minutes, {"version": 2, "delegation": "", "minutes": "lain"}),
        (services.decide, {"text": "Baru", "owner": host_of(officer), "due_on": TODAY}),
    ):
        assert "sebelum notula selesai" in str(refused(verb, head, visit=row, **facts).sentence)
    with scope(head):
        assert CoordinationVisit.objects.visible_to(head).get().minutes == NOTES


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": ""}, "text"), ({"owner": "stranger"}, "owner"), ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"due_on": TODAY + timedelta(days=800)}, "due_on"),
    ],
)  # fmt: skip
def test_a_decision_names_what_who_and_when(head, officer, facts, field):
    row = make.held(head, host_of(officer))
    facts = {"text": "Daftar sekolah", "owner": host_of(officer), "due_on": TODAY, **facts}
    facts["owner"] = agency() if facts["owner"] == "stranger" else facts["owner"]
    assert refused(services.decide, head, visit=row, **facts).field == field


def test_a_decision_is_the_owners_duty_until_it_says_what_became_of_it(head, officer):
    row = make.decided(head, host_of(officer))
    (duty,) = open_duties(officer, "coordination.action")
    assert duty.holder_agency_id == officer.agency_id and duty.watcher_agency_id == head.agency_id
    assert duty.due_at.astimezone(head.zone).date() == TODAY + timedelta(days=30) and duty.label.endswith(" 1")
    action = action_of(officer, row)
    said = {"action": action, "outcome": "done", "result": "Daftar dikirim"}
    assert "Hanya instansi pelaksana" in str(refused(services.report, head, **said).sentence)
    for wrong, field in (
        ({"outcome": "dropped"}, "outcome"),
        ({"outcome": "x"}, "outcome"),
        ({"result": ""}, "result"),
    ):
        assert refused(services.report, officer, **{**said, **wrong}).field == field
    with scope(officer):
        services.report(by=officer, now=NOW, **said)
    assert not open_duties(officer, "coordination.action") and not open_duties(head, "coordination.action")
    assert "sudah dicatat" in str(refused(services.report, officer, **said).sentence)
    assert "sudah dicatat" in str(refused(services.drop, head, action=action, result="x").sentence)
    with scope(head):
        kept = VisitAction.objects.visible_to(head).get()
        assert (kept.outcome, kept.result, kept.settled_by_id) == ("done", "Daftar dikirim", officer.user_id)
    with system_scope("test"):
        assert Entry.objects.filter(verb="coordination.reported", subject=row.code).count() == 1


def test_a_worker_of_the_owner_does_not_report(head):
    worker = viewer(Role.WORKER)
    action = action_of(worker, make.decided(head, host_of(worker)))
    assert "Hanya instansi" in str(refused(services.report, worker, action=action, outcome="done", result="x").sentence)


def test_an_overdue_decision_is_overdue_for_its_owner(head, officer):
    make.decided(head, host_of(officer))
    late = NOW + timedelta(days=31)
    with scope(officer):
        assert Obligation.objects.visible_to(officer).overdue(late).filter(kind="coordination.action").count() == 1


def test_whoever_keeps_the_minutes_lets_a_decision_fall_away_with_a_reason(head, officer):
    action = action_of(head, make.decided(head, host_of(officer)))
    assert "penyelenggara" in str(refused(services.drop, officer, action=action, result="x").sentence)
    assert refused(services.drop, head, action=action, result="").field == "result"
    with scope(head):
        services.drop(by=head, now=NOW, action=action, result="Sudah diatur dalam MoU")
    with system_scope("test"):
        duty = Obligation.objects.for_system(reason="test").get(kind="coordination.action")
    assert duty.cancelled and action_of(head, action.visit).outcome == ActionOutcome.DROPPED


def test_a_return_visit_is_linked_and_planned_by_either_side(head):
    other = viewer(Role.SUPERVISOR)
    first = make.planned(head, host_of(other))
    assert "sesudah kunjungannya" in str(
        refused(services.plan, other, answers=make.answers(host_of(head)), returns=first).sentence
    )
    with scope(head):
        first = services.hold(by=head, now=NOW, visit=first)
    back = make.planned(other, host_of(head), returns=first, on=TODAY + timedelta(days=60))
    assert back.returns_id == first.pk and back.managing_agency_id == other.agency_id


def test_only_the_keeper_changes_and_only_who_takes_part_sees(head, officer):
    row = make.decided(head, host_of(officer))
    other = viewer(Role.HEAD, host_of(officer))
    for verb, facts in (
        (services.hold, {}), (services.finish, {}), (services.call_off, {"reason": "x"}),
        (services.write_minutes, {"version": 1, "delegation": "", "minutes": "x"}),
        (services.change, {"version": 1, "answers": make.answers(host_of(officer))}),
        (services.decide, {"text": "x", "owner": host_of(officer), "due_on": TODAY}),
    ):  # fmt: skip
        assert "penyelenggara" in str(refused(verb, other, visit=row, **facts).sentence), verb
    stranger = viewer(Role.HEAD)
    with scope(stranger):
        assert not CoordinationVisit.objects.for_system(reason="the filter removed").exists()
        assert not VisitAction.objects.for_system(reason="the filter removed").exists()
    with scope(other), pytest.raises(DatabaseError), transaction.atomic():
        CoordinationVisit.objects.for_system(reason="the filter removed").update(place="lain")


@pytest.mark.parametrize("name", [row.name for row in VISIT.steps])
@pytest.mark.parametrize("state", VisitState.values)
def test_every_step_from_every_state(name, state):
    row = CoordinationVisit(state=state, minutes="ada", code="V-000000")
    if state in VISIT[name].sources:
        assert VISIT.check(row, name).name == name
    else:
        with pytest.raises(StepRefused):
            VISIT.check(row, name)
    assert VISIT.terminal() == {"finished", "cancelled"}


def test_dates_count_where_the_office_is(head, officer):
    """At 23.30 WIB of the day before, the visit has not begun."""
    row = make.planned(head, host_of(officer))
    evening = datetime.combine(TODAY - timedelta(days=1), datetime.min.time(), tzinfo=head.zone) + timedelta(hours=23.5)
    with scope(head), pytest.raises(VisitRefused):
        services.hold(by=head, now=evening, visit=row)
