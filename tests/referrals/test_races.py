"""Two or more at once, with threads on real PostgreSQL: exactly one outcome, the others are told.

The suite plays a short slice; `RACE_ROUNDS=500 ./test tests/referrals/test_races.py` plays 500 rounds of each race.
"""

import os
import threading
from datetime import timedelta

import pytest
from django.db import connection

from agencies.obligations.models import Obligation
from core.audit.models import Entry
from core.kernel.refusals import Refused
from core.kernel.scope import scope, system_scope
from referrals import duties, services
from referrals.choices import ENDED, State
from referrals.models import Referral, ReferralFact
from referrals.services import silence
from tests.factories.referrals import NOW, Pair

ROUNDS = int(os.environ.get("RACE_ROUNDS", "8"))
LONG_AFTER = NOW + timedelta(days=60)
ALLOWED = (Refused, Referral.DoesNotExist)
ANSWERS = ("referral.accepted", "referral.declined", "referral.lapsed", "referral.withdrawn")


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
                gate.wait(timeout=30)
                act = verb if callable(verb) else getattr(services, verb)
                results[place] = act(by=viewer, now=NOW, referral=referral, **answers)
        except Exception as refused:
            results[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, *act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "nobody waits for anybody for ever"
    return results


def winners(results) -> list:
    """Return what succeeded; an act that found nothing to do returns 0 and did not win."""
    return [one for one in results if one != 0 and not isinstance(one, Exception)]


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
            assert not ReferralFact.objects.visible_to(pair.officer).filter(referral=found).exists()


@pytest.mark.slow
def test_two_drafts_sent_at_once_give_one_live_referral(committed):
    pair = committed
    for _round in range(max(3, ROUNDS // 4)):
        case = pair.case()
        first, second = pair.draft(case), pair.draft(case)
        results = race((pair.worker, "send", first, {}), (pair.worker, "send", second, {}))
        assert sum(isinstance(one, Refused) for one in results) == 1, results


def lapse(*, by, now, referral) -> int:
    """Let the clock lapse whatever is silent for long."""
    return silence.lapse_silent(now=LONG_AFTER)


# What may happen at once, and which states may come of it: exactly one answer, the end by the sender on top of it.
RACES = {
    "accept and decline": (("second", "accept", {}), ("officer", "decline", {"reason": "full"})),
    "accept and ask": (("second", "accept", {}), ("officer", "ask", {"body": "Kelas berapa?"})),
    "accept and lapse": (("officer", "accept", {}), ("system", lapse, {})),
    "decline and withdraw": (("officer", "decline", {"reason": "full"}), ("worker", "withdraw", {"reason": "moved"})),
    "withdraw and lapse": (("worker", "withdraw", {"reason": "moved"}), ("system", lapse, {})),
    "all at once": (
        ("officer", "accept", {}), ("second", "decline", {"reason": "full"}), ("worker", "withdraw", {"reason": "moved"}),
        ("system", lapse, {}),
    ),
}  # fmt: skip
ENDS = {
    "accept and decline": {State.ACCEPTED, State.DECLINED},
    "accept and ask": {State.ACCEPTED},
    "accept and lapse": {State.ACCEPTED, State.LAPSED},
    "decline and withdraw": {State.DECLINED, State.WITHDRAWN},
    "withdraw and lapse": {State.WITHDRAWN, State.LAPSED},
    "all at once": {State.DECLINED, State.WITHDRAWN, State.LAPSED},
}
# What is owed in each end, and what the desk may read then.
OWED = {
    State.ACCEPTED: [duties.FIRST_CONTACT, duties.OUTCOME], State.DECLINED: [duties.NEXT_STEP],
    State.LAPSED: [duties.NEXT_STEP], State.WITHDRAWN: [],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", RACES)
def test_exactly_one_outcome(committed, name):
    pair, case = committed, committed.case()
    with system_scope("race") as clock:
        people = {"officer": pair.officer, "second": pair.second, "worker": pair.worker, "system": clock}
    for _round in range(ROUNDS):
        found = pair.sent(case)
        results = race(*((people[who], verb, found, answers) for who, verb, answers in RACES[name]))
        broken = [one for one in results if isinstance(one, Exception) and not isinstance(one, ALLOWED)]
        after = pair.fresh(found)
        assert not broken and after.status in ENDS[name], (results, after.status)
        # Accepting and then being withdrawn, or asking and then being accepted, are two acts in turn; all else is one.
        assert 1 <= len(winners(results)) <= 2, results
        with system_scope("test"):
            owed = Obligation.objects.for_system(reason="test").open().filter(about=found.code)
            assert sorted(owed.values_list("kind", flat=True)) == OWED[after.status], (name, results)
            verbs = Entry.objects.filter(subject=found.code, verb__in=ANSWERS).values_list("verb", flat=True)
            assert len(verbs) == len(set(verbs)) and len(set(verbs) & {"referral.accepted", "referral.declined"}) <= 1
        with scope(pair.officer):
            stages = (
                ReferralFact.objects.visible_to(pair.officer).filter(referral=found).values_list("stage", flat=True)
            )
            assert ("package" in stages) == (after.status == State.ACCEPTED) and (stages or after.status in ENDED)
        if after.is_live:
            pair.do(pair.worker, "withdraw", after, reason="moved")
