"""A reassignment is three clicks (tick, worker, Alihkan), and a wrong one is taken back with one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.obligations.models import Obligation
from cases.casework.models import Case
from core.kernel import clock
from core.kernel.scope import scope
from tests.ampk.stage import NOW, case, given_to, someone

pytestmark = pytest.mark.django_db
LIST = reverse("board_list", args=["terbuka"])


def move(client, made, to):
    return client.post(
        reverse("board_reassign"), {"k": [one.code for one in made], "kepada": str(to.user_id), "kembali": LIST}
    )


def managers(team, made) -> list[int]:
    with scope(team.boss):
        found = Case.objects.visible_to(team.boss).in_bulk([one.pk for one in made])
        return [found[one.pk].manager_id for one in made]


@pytest.fixture
def moved(team, browse):
    """Two of Rina's cases that the supervisor has just given to Andi."""
    team.made = [team.case_of(team.rina) for _ in range(2)]
    team.client = browse(team.boss)
    assert move(team.client, team.made, team.andi).url == LIST
    return team


def test_one_click_gives_cases_and_duties_back(moved):
    page = moved.client.get(LIST)
    assert "Urungkan pengalihan" in page.content.decode()
    assert moved.client.post(reverse("board_undo"), {"kembali": LIST}).url == LIST
    assert managers(moved, moved.made) == [moved.rina.user_id] * 2
    with scope(moved.boss):
        held = Obligation.objects.visible_to(moved.boss).open().filter(case_id__in=[one.pk for one in moved.made])
        assert set(held.exclude(holder=None).values_list("holder_id", flat=True)) == {moved.rina.user_id}
    page = moved.client.get(LIST).content.decode()
    assert "Urungkan pengalihan" not in page


def test_undoing_twice_changes_nothing(moved):
    for _turn in range(2):
        assert moved.client.post(reverse("board_undo"), {"kembali": LIST}).status_code == 302
    assert managers(moved, moved.made) == [moved.rina.user_id] * 2


def test_after_ten_minutes_it_is_too_late(moved, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=11))
    assert "Urungkan pengalihan" not in moved.client.get(LIST).content.decode()
    moved.client.post(reverse("board_undo"), {"kembali": LIST})
    assert managers(moved, moved.made) == [moved.andi.user_id] * 2


def test_a_case_that_moved_on_stays_and_is_named(moved):
    given_to(moved.boss, moved.made[0], by=moved.boss)
    answer = moved.client.post(reverse("board_undo"), {"kembali": LIST})
    assert answer.status_code == 409
    assert [one.code for one in answer.context["refused_ones"]] == [moved.made[0].code]
    assert managers(moved, moved.made) == [moved.boss.user_id, moved.rina.user_id]


def test_another_supervisor_is_offered_nothing(moved, browse):
    other = browse(someone("supervisor", moved.office))
    assert "Urungkan pengalihan" not in other.get(LIST).content.decode()
    other.post(reverse("board_undo"), {"kembali": LIST})
    assert managers(moved, moved.made) == [moved.andi.user_id] * 2


def test_a_first_assignment_goes_back_to_nobody_and_the_case_waits_again(team, browse):
    made, client = case(team.boss), browse(team.boss)

    def owed() -> dict:
        with scope(team.boss):
            found = Obligation.objects.visible_to(team.boss).open().filter(case_id=made.pk)
            return dict(found.values_list("kind", "holder_id"))

    before = owed()
    assert "case.assign" in before and move(client, [made], team.andi).status_code == 302
    assert "case.assign" not in owed() and owed()["agreement.record"] == team.andi.user_id
    shown = client.post(reverse("board_undo"), {"kembali": LIST}, follow=True).content.decode()
    assert "1 kasus kembali belum ditugaskan." in shown
    assert managers(team, [made]) == [None] and owed() == before
    assert browse(team.andi).get(reverse("case", args=[made.code])).status_code == 404
    unassigned = client.get(reverse("board_list", args=["belum-ditugaskan"])).content.decode()
    assert made.code in unassigned
    assert (
        "Penugasan manajer kasus diurungkan" in client.get(reverse("case_timeline", args=[made.code])).content.decode()
    )


def test_a_worker_has_no_such_button(moved, browse):
    assert browse(moved.rina).post(reverse("board_undo")).status_code == 403
