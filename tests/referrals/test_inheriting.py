"""An agency that stops looking after a child leaves nothing behind that nobody can act on."""

import pytest

from agencies.directory.models import Agency
from agencies.obligations.models import Obligation
from agencies.people.roles import Role
from cases.aftercare.choices import CancelReason
from cases.aftercare.models import PlannedVisit
from cases.aftercare.services import end_episode, redirect, relapse
from cases.casework import services as casework
from cases.casework.models import Case
from core.audit.selectors import timeline
from core.kernel.scope import scope, system_scope
from core.notices.models import Notice
from referrals.choices import State
from tests.factories import aftercare, people
from tests.factories.children import NOW
from tests.factories.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def net(pair):
    """Give the Balai and the home office's worker and supervisor, who look after the child of an episode."""
    home = people.agency()
    there, boss = people.viewer(Role.WORKER, home), people.viewer(Role.SUPERVISOR, home)
    case = aftercare.case_in_service(pair.worker, now=NOW)
    episode = aftercare.episode(pair.worker, home.pk, worker=there.user_id, now=NOW, case=case)
    return pair, there, boss, episode, case


def asked(pair, there, case, **answers):
    return pair.do(there, "send", pair.draft(case, now=NOW, by=there, **answers), now=NOW)


def reported(pair, there, case):
    found = asked(pair, there, case)
    for verb, more in (("accept", {}), ("start", {"on": NOW.date(), "body": "Sudah bertemu"})):
        found = pair.do(pair.officer, verb, found, now=NOW, **more)
    return pair.do(pair.officer, "report", found, now=NOW, outcome="delivered", on=NOW.date(), body="Akta nomor 1")


def ended(boss, episode) -> None:
    with scope(boss):
        why = {one.pk: CancelReason.GOALS_MET for one in PlannedVisit.objects.visible_to(boss).filter(episode=episode)}
        end_episode(by=boss, now=NOW, episode=episode, result="settled", explanation="stabil", cancelled=why)


def owed(referral) -> list[tuple]:
    with system_scope("test"):
        found = Obligation.objects.for_system(reason="test").open().filter(about=referral.code)
        return list(found.values_list("kind", "holder_agency_id", "holder_id", "watcher_agency_id"))


def told() -> list[tuple]:
    with system_scope("test"):
        found = Notice.objects.for_system(reason="test").filter(kind="referral.inherited")
        return list(found.values_list("recipient_id", "about"))


def test_after_the_end_the_owner_confirms_what_the_home_office_asked_and_closes_the_case(net):
    pair, there, boss, episode, case = net
    referral = reported(pair, there, case)
    ended(boss, episode)
    assert owed(referral) == [("referral.confirm", pair.balai.pk, pair.worker.user_id, pair.office.pk)]
    pair.do(pair.worker, "confirm", pair.fresh(referral), now=NOW)
    with scope(pair.supervisor):
        casework.close(by=pair.supervisor, now=NOW, case=case, reason="goals_held")
        assert Case.objects.visible_to(pair.supervisor).get(pk=case.pk).stage == "done"


def test_what_waits_for_an_answer_is_watched_by_the_owner_whose_manager_is_told(net):
    pair, there, boss, episode, case = net
    referral = asked(pair, there, case)
    ended(boss, episode)
    assert owed(referral) == [("referral.answer", pair.office.pk, None, pair.balai.pk)]
    assert told() == [(pair.worker.user_id, referral.code)]
    page = client_of(pair.worker_row).get(referral.get_absolute_url()).content.decode()
    assert "Tarik rujukan" in page
    sentence = f"Rujukan {referral.code} dilanjutkan {pair.balai.short_name} sebagai pengirim"
    with scope(pair.supervisor):
        assert sentence in [row.sentence for row in timeline(case.pk)]


def test_a_question_to_the_owner_itself_falls_away(net):
    pair, there, boss, episode, case = net
    referral = asked(pair, there, case, to_agency=pair.balai, purpose="rehabilitation", ask="", facts=["name"])
    ended(boss, episode)
    assert pair.fresh(referral).status == State.WITHDRAWN
    assert owed(referral) == []


def test_moved_on_to_another_office_the_owner_carries_on_with_what_the_first_one_asked(net):
    pair, there, _boss, episode, case = net
    referral = asked(pair, there, case)
    other: Agency = people.agency()
    with scope(pair.supervisor):
        redirect(by=pair.supervisor, now=NOW, episode=episode, to_agency=other, explanation="pindah")
    found = pair.fresh(referral)
    assert (found.from_agency_id, found.sender_id) == (pair.balai.pk, pair.worker.user_id)
    pair.do(pair.worker, "withdraw", found, now=NOW, reason="moved")


def test_taken_up_again_the_case_keeps_what_was_asked_for_the_child(net):
    pair, there, _boss, episode, case = net
    referral = asked(pair, there, case)
    with scope(pair.supervisor):
        relapse(by=pair.supervisor, now=NOW, episode=episode, explanation="kembali ke jalan")
    assert pair.fresh(referral).from_agency_id == pair.balai.pk


def test_what_the_owner_asked_itself_stays_as_it_is(net):
    pair, _there, boss, episode, case = net
    referral = asked(pair, pair.worker, case)
    ended(boss, episode)
    assert owed(referral) == [("referral.answer", pair.office.pk, None, pair.balai.pk)]
    assert told() == []
