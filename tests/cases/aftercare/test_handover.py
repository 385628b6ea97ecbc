"""Reopening, departures, and every step from every state."""

import pytest

from cases.aftercare import services
from cases.aftercare.choices import Status
from cases.aftercare.models import Episode
from cases.aftercare.services import EpisodeRefused
from cases.aftercare.states import EPISODE
from core.kernel.scope import scope, system_scope
from core.kernel.states import StepRefused
from tests.cases.aftercare.looking import owed, rows_of, user_of
from tests.factories.children import NOW

pytestmark = pytest.mark.django_db


def test_a_child_who_slips_back_reopens_the_case_and_ends_the_episode(people, episode):
    head = people["head"]
    with scope(head):
        services.relapse(by=head, now=NOW, episode=episode, explanation="kambuh")
        row = Episode.objects.visible_to(head).select_related("case").get()
        assert (row.status, row.result, row.case.stage) == (Status.ENDED, "relapse", "assessment")
    assert owed(people["there"], "aftercare.visit") == []
    assert rows_of(people["there"])["children_child"] == 0


def test_only_the_case_owner_reopens(people, episode):
    with scope(people["boss"]), pytest.raises(EpisodeRefused):
        services.relapse(by=people["boss"], now=NOW, episode=episode, explanation="kambuh")


def test_a_departing_workers_episodes_move_with_their_access(people, episode):
    with system_scope("test") as clock:
        facts = {"agency": people["padang"], "by": clock, "now": NOW, "from_user": user_of(people["there"])}
        assert services.move_episodes(to_user=user_of(people["there"]), **facts)[1] == 1
        assert services.move_episodes(to_user=user_of(people["other"]), **facts)[1] == 1
    assert rows_of(people["there"])["aftercare_episode"] == 0
    assert rows_of(people["other"])["aftercare_episode"] == 1


@pytest.mark.parametrize("name", [row.name for row in EPISODE.steps])
@pytest.mark.parametrize("state", Status.values)
def test_every_step_from_every_state(name, state):
    row = Episode(status=state)
    machine_allows = state in EPISODE[name].sources
    assert machine_allows == (name in {one.name for one in EPISODE.available(row)})
    if not machine_allows:
        with pytest.raises(StepRefused):
            EPISODE.check(row, name)
    assert EPISODE.terminal() == {Status.ENDED}
