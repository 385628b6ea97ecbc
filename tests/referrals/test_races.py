"""Two at once, with threads on real PostgreSQL: exactly one outcome, the other is told."""

import threading

import pytest
from django.db import connection

from agencies.obligations.models import Obligation
from core.kernel.refusals import Refused
from core.kernel.scope import scope, system_scope
from referrals import duties, services
from referrals.choices import State
from tests.factories.referrals import NOW, Pair

ROUNDS = 20


@pytest.fixture
def committed(transactional_db):
    from agencies.directory.models import Region

    assert Region.objects.filter(pk="13.71").exists()
    return Pair()


def race(*acts) -> list:
    """Run acts at the same moment, each in its own connection; return result or refusal of each."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, viewer, verb, referral, answers):
        try:
            with scope(viewer):
                gate.wait(timeout=10)
                results[place] = getattr(services, verb)(by=viewer, now=NOW, referral=referral, **answers)
        except (Refused, type(referral).DoesNotExist) as refused:
            results[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, *act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.mark.slow
def test_two_officers_accept_at_once(committed):
    pair = committed
    for _round in range(ROUNDS):
        found = pair.sent()
        results = race((pair.officer, "accept", found, {}), (pair.second, "accept", found, {}))
        lost = [one for one in results if isinstance(one, Refused)]
        assert len(lost) == 1 and "sudah diterima oleh" in str(lost[0].sentence)
        winner = next(one for one in results if not isinstance(one, Refused))
        assert pair.fresh(found).officer_id == winner.officer_id
        with system_scope("test"):
            open_ones = Obligation.objects.for_system(reason="test").open().filter(about=found.code)
            assert sorted(open_ones.values_list("kind", flat=True)) == [duties.FIRST_CONTACT, duties.OUTCOME]


@pytest.mark.slow
def test_accept_and_withdraw_at_once(committed):
    pair = committed
    for _round in range(ROUNDS):
        found = pair.sent()
        results = race((pair.officer, "accept", found, {}), (pair.worker, "withdraw", found, {"reason": "moved"}))
        # Withdrawing is possible before and after acceptance, so it always ends withdrawn, with nothing open.
        after = pair.fresh(found)
        assert after.status == State.WITHDRAWN, results
        with system_scope("test"):
            assert not Obligation.objects.for_system(reason="test").open().filter(about=found.code).exists()
        with scope(pair.officer):
            from referrals.models import ReferralFact

            assert not ReferralFact.objects.visible_to(pair.officer).filter(referral=found).exists()


@pytest.mark.slow
def test_two_drafts_sent_at_once_give_one_live_referral(committed):
    pair = committed
    for _round in range(5):
        case = pair.case()
        first, second = pair.draft(case), pair.draft(case)
        results = race((pair.worker, "send", first, {}), (pair.worker, "send", second, {}))
        assert sum(isinstance(one, Refused) for one in results) == 1, results
