"""A case ends when nobody owes anything on it, also where two other agencies owe it to each other."""

import pytest

from agencies.people.roles import Role
from cases.aftercare.choices import CancelReason
from cases.aftercare.models import PlannedVisit
from cases.aftercare.services import end_episode
from cases.casework import services as casework
from core.kernel.scope import scope
from core.kernel.states import StepRefused
from tests.factories import aftercare, people
from tests.factories.children import NOW
from tests.factories.referrals import Pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def net(pair):
    """Give the Balai, Padang's social office that looks after the child, and an episode there."""
    padang = people.agency()
    there, boss = people.viewer(Role.WORKER, padang), people.viewer(Role.SUPERVISOR, padang)
    case = aftercare.case_in_service(pair.worker, now=NOW)
    episode = aftercare.episode(pair.worker, padang.pk, worker=there.user_id, now=NOW, case=case)
    return pair, there, boss, episode, case


def ended(boss, episode) -> None:
    with scope(boss):
        why = {one.pk: CancelReason.GOALS_MET for one in PlannedVisit.objects.visible_to(boss).filter(episode=episode)}
        end_episode(by=boss, now=NOW, episode=episode, result="settled", explanation="stabil", cancelled=why)


def asked_by_the_home_office(pair: Pair, there, case):
    draft = pair.draft(case, now=NOW, by=there)
    return pair.do(there, "send", draft, now=NOW)


def refused_to_close(pair: Pair, case) -> list:
    with scope(pair.supervisor), pytest.raises(StepRefused) as refused:
        casework.close(by=pair.supervisor, now=NOW, case=case, reason="goals_held")
    return refused.value.missing


def test_a_referral_between_two_others_keeps_the_case_open_and_says_whom_to_ask(net):
    pair, there, _boss, _episode, case = net
    sent = asked_by_the_home_office(pair, there, case)
    gaps = [str(gap.text) for gap in refused_to_close(pair, case) if gap.url == sent.get_absolute_url()]
    assert len(gaps) == 1
    assert there.agency_name in gaps[0] and pair.office.short_name in gaps[0]
    assert "KENARI" not in gaps[0]
