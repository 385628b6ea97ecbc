"""After-care: opening, visits, decisions, the end, and who sees what at each moment."""

from datetime import timedelta

import pytest
from django.db import connection

from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from cases.aftercare import services
from cases.aftercare.choices import CancelReason, Status, VisitState
from cases.aftercare.models import Episode, PlannedVisit, Visit
from cases.aftercare.services import EpisodeRefused
from cases.casework.services import CaseRefused, close, write_note
from core.kernel.scope import scope
from core.kernel.states import StepRefused
from tests.cases.aftercare.looking import owed, record, rows_of, user_of, visits
from tests.factories import aftercare as make
from tests.factories.children import NOW, agency, viewer

pytestmark = pytest.mark.django_db


def test_the_end_of_service_owes_a_visit_per_planned_date(people, episode):
    planned = visits(people["worker"], episode)
    duties = owed(people["there"], "aftercare.visit")
    assert [one.months for one in planned] == [1, 3, 6, 12]
    assert [duty.key for duty in duties] == [one.key for one in planned]
    assert {(duty.holder_agency_id, duty.holder_id) for duty in duties} == {
        (people["padang"].pk, people["there"].user_id)
    }
    assert {duty.watcher_agency_id for duty in duties} == {people["balai"].pk}


def test_without_a_worker_the_desk_is_asked_to_name_one(people):
    made = make.episode(people["worker"], people["padang"].pk)
    assert made.status == Status.WAITING
    assert len(owed(people["boss"], "aftercare.assign")) == 1
    with scope(people["boss"]):
        services.assign(by=people["boss"], now=NOW, episode=made, worker=user_of(people["there"]))
    assert owed(people["boss"], "aftercare.assign") == []
    assert {duty.holder_id for duty in owed(people["there"], "aftercare.visit")} == {people["there"].user_id}


def test_a_stranger_is_not_given_the_child(people):
    with pytest.raises(EpisodeRefused):
        make.episode(people["worker"], people["padang"].pk, worker=people["head"].user_id)


def test_reassigning_moves_access_and_duties(people, episode):
    with scope(people["boss"]):
        services.assign(by=people["boss"], now=NOW, episode=episode, worker=user_of(people["other"]))
    assert visits(people["there"], episode) == []
    assert len(visits(people["other"], episode)) == 4
    assert {duty.holder_id for duty in owed(people["boss"], "aftercare.visit")} == {people["other"].user_id}


def test_the_home_worker_sees_child_and_episode_but_no_notes_before_during_after(people):
    case = make.case_in_service(people["worker"])
    with scope(people["worker"]):
        write_note(
            by=people["worker"],
            now=NOW,
            case=case,
            answers={"kind": "note", "happened_on": NOW.date(), "text": "rahasia"},
        )
    there, boss = people["there"], people["boss"]
    assert rows_of(there) == {
        "aftercare_episode": 0,
        "children_child": 0,
        "casework_note": 0,
        "aftercare_plannedvisit": 0,
    }
    made = make.episode(people["worker"], people["padang"].pk, worker=there.user_id, case=case)
    assert rows_of(there) == {
        "aftercare_episode": 1,
        "children_child": 1,
        "casework_note": 0,
        "aftercare_plannedvisit": 4,
    }
    with scope(boss):
        why = {one.pk: CancelReason.GOALS_MET for one in PlannedVisit.objects.visible_to(boss).filter(episode=made)}
        services.end_episode(by=boss, now=NOW, episode=made, result="independent", explanation="stabil", cancelled=why)
    # A closed line stays; nothing of the child does.
    assert rows_of(there) == {
        "aftercare_episode": 1,
        "children_child": 0,
        "casework_note": 0,
        "aftercare_plannedvisit": 0,
    }
    assert rows_of(people["other"])["aftercare_episode"] == 0
    with scope(there):
        assert Episode.objects.visible_to(there).count() == 1
        assert Episode.objects.readable_by(there).count() == 0


def test_raw_sql_without_a_viewer_sees_nothing(people, episode):
    with connection.cursor() as cursor:
        for table in ("episode", "plannedvisit", "visit", "lifeareaanswer", "decision"):
            cursor.execute(f"SELECT count(*) FROM aftercare_{table}")
            assert cursor.fetchone()[0] == 0, table


def test_a_visit_settles_the_planned_duty(people, episode):
    first = visits(people["there"], episode)[0]
    record(people["there"], episode, first, note="Ibu di rumah.", areas={"schooling": "critical", "health": "unasked"})
    assert len(owed(people["there"], "aftercare.visit")) == 3
    with scope(people["head"]):
        written = Visit.objects.visible_to(people["head"]).get()
        assert written.note == "Ibu di rumah."
        assert [(one.area, one.state) for one in written.areas.visible_to(people["head"])] == [
            ("schooling", "critical")
        ]
        with connection.cursor() as cursor:
            cursor.execute("SELECT note FROM aftercare_visit")
            assert "Ibu" not in cursor.fetchone()[0]


def test_a_visit_is_counted_once(people, episode):
    first = visits(people["there"], episode)[0]
    record(people["there"], episode, first)
    with pytest.raises(EpisodeRefused):
        record(people["there"], episode, first)


def test_an_earlier_visit_is_planned_and_owed(people, episode):
    first = visits(people["there"], episode)[0]
    record(people["there"], episode, first, next_step="sooner", next_on=NOW.date() + timedelta(days=20))
    extra = visits(people["there"], episode, months=None)
    assert [one.due_on for one in extra] == [NOW.date() + timedelta(days=20)]
    assert extra[0].key in {duty.key for duty in owed(people["there"], "aftercare.visit")}


@pytest.mark.parametrize("days", [None, 0, -1, 400])
def test_a_sooner_date_is_sooner(people, episode, days):
    chosen = None if days is None else NOW.date() + timedelta(days=days)
    with pytest.raises(EpisodeRefused) as refused:
        record(people["there"], episode, None, next_step="sooner", next_on=chosen)
    assert refused.value.field == "next_on"


def test_nobody_met_is_tried_again_soon(people, episode):
    first = visits(people["there"], episode)[0]
    record(people["there"], episode, first, outcome="not_met", condition="unknown")
    again = visits(people["there"], episode, months=None)
    assert [one.due_on for one in again] == [NOW.date() + timedelta(days=14)]


@pytest.mark.parametrize("outcome", ["not_found", "moved", "refused"])
def test_a_child_out_of_reach_waits_for_a_decision_not_for_a_late_visit(people, episode, outcome):
    first = visits(people["there"], episode)[0]
    record(people["there"], episode, first, outcome=outcome, condition="unknown")
    holder = people["head"] if outcome == "moved" else people["boss"]
    duty = owed(people["boss"], "aftercare.decide")[0]
    assert duty.holder_agency_id == holder.agency_id
    with scope(people["boss"]):
        late = (
            Obligation.objects.visible_to(people["boss"])
            .filter(kind="aftercare.visit")
            .overdue(NOW + timedelta(days=900))
        )
        assert list(late) == []


def test_after_a_death_nothing_is_owed_but_the_decision_that_ends_it(people, episode):
    there, boss = people["there"], people["boss"]
    record(there, episode, None, condition="danger", next_step="supervisor")
    record(there, episode, visits(there, episode)[0], outcome="died", condition="", next_step="")
    with scope(boss):
        left = list(Obligation.objects.visible_to(boss).open().for_case(episode.case_id))
        assert [(duty.kind, duty.url) for duty in left] == [
            ("aftercare.decide", f"/pascalayanan/{episode.code}/akhiri/")
        ]
        assert [one.cancel_reason for one in visits(boss, episode, state="cancelled")] == ["died"] * 3
        services.end_episode(by=boss, now=NOW, episode=episode, result="died")
    with scope(people["head"]):
        close(by=people["head"], now=NOW, case=episode.case, reason="died")


def test_a_death_told_to_the_office_ends_the_visits_too(people, episode):
    boss = people["boss"]
    with scope(boss):
        services.end_episode(by=boss, now=NOW, episode=episode, result="died", explanation="kabar dari keluarga")
    assert {one.cancel_reason for one in visits(people["head"], episode)} == {"died"}


def test_going_on_runs_the_schedule_again(people, episode):
    record(people["there"], episode, visits(people["there"], episode)[0], outcome="not_found", condition="unknown")
    with scope(people["boss"]):
        services.go_on(by=people["boss"], now=NOW, episode=episode, explanation="cari lewat sekolah")
    assert all(duty.paused_at is None for duty in owed(people["there"], "aftercare.visit"))
    assert owed(people["boss"], "aftercare.decide") == []


def test_the_last_visit_asks_for_a_decision(people):
    made = make.episode(people["worker"], people["padang"].pk, worker=people["there"].user_id, months=(1,))
    record(people["there"], made, visits(people["there"], made)[0])
    assert len(owed(people["boss"], "aftercare.decide")) == 1


def test_danger_reaches_both_supervisors(people, episode):
    record(people["there"], episode, None, condition="danger", next_step="supervisor")
    assert len(owed(people["boss"], "aftercare.help")) == 1
    assert owed(people["head"], "aftercare.relapse")[0].holder_agency_id == people["balai"].pk


@pytest.mark.parametrize("missing", ["outcome", "condition", "next_step"])
def test_three_answers_are_required(people, episode, missing):
    with pytest.raises(EpisodeRefused) as refused:
        record(people["there"], episode, None, **{missing: ""})
    assert refused.value.field == missing


@pytest.mark.parametrize("days", [1, -400])
def test_a_visit_lies_between_the_end_of_service_and_today(people, episode, days):
    with pytest.raises(EpisodeRefused) as refused:
        record(people["there"], episode, None, happened_on=NOW.date() + timedelta(days=days))
    assert refused.value.field == "happened_on"


def test_no_end_while_a_visit_is_owed(people, episode):
    boss = people["boss"]
    with scope(boss), pytest.raises(StepRefused) as refused:
        services.end_episode(by=boss, now=NOW, episode=episode, result="handed_on")
    assert len(refused.value.missing) == 4


def test_a_good_end_before_three_months_is_explained(people, episode):
    boss = people["boss"]
    with scope(boss):
        why = {one.pk: CancelReason.GOALS_MET for one in PlannedVisit.objects.visible_to(boss).filter(episode=episode)}
        with pytest.raises(EpisodeRefused):
            services.end_episode(by=boss, now=NOW, episode=episode, result="independent", cancelled=why)
        services.end_episode(
            by=boss, now=NOW, episode=episode, result="independent", explanation="sudah bekerja", cancelled=why
        )
    with scope(people["head"]):
        row = Episode.objects.visible_to(people["head"]).get()
        assert (row.status, row.result) == (Status.ENDED, "independent")
        assert {one.state for one in row.planned.visible_to(people["head"])} == {VisitState.CANCELLED}
        assert not Obligation.objects.visible_to(people["head"]).open().for_case(row.case_id).exists()


def test_workers_do_not_end_and_strangers_do_not_find(people, episode):
    with scope(people["there"]), pytest.raises(EpisodeRefused):
        services.end_episode(by=people["there"], now=NOW, episode=episode, result="lost")
    stranger = viewer(Role.SUPERVISOR, agency())
    with scope(stranger), pytest.raises(Episode.DoesNotExist):
        services.end_episode(by=stranger, now=NOW, episode=episode, result="lost")


def test_the_case_owner_redirects_a_child_who_moved(people, episode):
    elsewhere = agency()
    new_boss = viewer(Role.SUPERVISOR, elsewhere)
    with scope(people["head"]):
        services.redirect(by=people["head"], now=NOW, episode=episode, to_agency=elsewhere, explanation="pindah")
    assert rows_of(people["boss"]) == {
        "aftercare_episode": 0,
        "children_child": 0,
        "casework_note": 0,
        "aftercare_plannedvisit": 0,
    }
    assert len(owed(new_boss, "aftercare.assign")) == 1
    assert len(owed(new_boss, "aftercare.visit")) == 4


def test_a_child_who_died_gets_no_schedule(people):
    assert (
        make.episode(people["worker"], people["padang"].pk, reason="died", handed_to="nobody", handed_on=None) is None
    )


def test_the_first_visit_is_never_later_than_the_rule(people):
    with pytest.raises(EpisodeRefused):
        make.episode(people["worker"], people["padang"].pk, months=(3, 6))
    with pytest.raises((EpisodeRefused, CaseRefused)):
        make.episode(people["worker"], people["padang"].pk, months=(1, 3), first=NOW.date() + timedelta(days=60))
