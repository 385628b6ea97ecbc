"""Every state, every step, every side: the table and the verbs agree."""

import pytest

from core.kernel.refusals import Refused
from core.kernel.scope import scope, system_scope
from referrals import services
from referrals.choices import ENDED, LIVE, State
from referrals.services import serving
from referrals.services.common import move
from referrals.states import MACHINE, RECEIVER, SENDER, VERBS, row_for, verb_of
from tests.factories.people import agency
from tests.factories.referrals import NOW, TODAY, Pair

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("referral states")]

CALL = services.Heard(way="phone", officer_name="Yanti", said_at=NOW)
ANSWERS = {
    "decline": {"reason": "full"}, "ask": {"body": "Kelas berapa?"}, "answer": {"body": "Kelas lima"},
    "start": {"on": TODAY}, "progress": {"on": TODAY, "body": "Berjalan baik"}, "dispute": {"body": "Belum terbit"},
    "hold": {"until": TODAY.replace(day=20), "body": "Libur"}, "withdraw": {"reason": "moved"},
    "renew": {}, "report": {"outcome": "delivered", "on": TODAY, "body": "Akta nomor 1"},
    "record_accept": {"heard": CALL}, "record_decline": {"heard": CALL, "reason": "full"},
    "record_start": {"heard": CALL, "on": TODAY}, "record_progress": {"heard": CALL, "on": TODAY, "body": "Berjalan"},
    "record_report": {"heard": CALL, "outcome": "delivered", "on": TODAY, "body": "Akta nomor 1"},
}  # fmt: skip
PRESSED = sorted({verb_of(row) for row in MACHINE.steps if row.side in (SENDER, RECEIVER)})


@pytest.fixture(scope="module")
def made(built_once):
    """One pair of offices and one referral for each state, built once; what a test does to it is taken back."""
    # The night that lets one lapse would take others along that wait: it comes first.
    pairs = {state: Pair() for state in sorted(State.values, key=lambda state: state != State.LAPSED)}
    return {state: (pair, pair.in_state(state).pk) for state, pair in pairs.items()}


@pytest.fixture
def in_state(made):
    """Return a function that gives the pair and the referral, read afresh, of a state."""

    def _give(state: str):
        pair, pk = made[state]
        return pair, pair.by_key(pk)

    return _give


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("verb", PRESSED)
def test_verb_does_what_the_table_says(in_state, state, verb):
    pair, found = in_state(state)
    row = MACHINE[row_for(verb, state)]
    by = pair.worker if row.side == SENDER else pair.officer
    answers = dict(ANSWERS.get(verb, {}))
    if verb == "reroute":
        answers["to_agency"] = agency(pair.office.kind, "13.71")
    if state in row.sources:
        result = pair.do(by, verb, found, **answers)
        after = pair.fresh(found).status
        assert after == row.target
        assert verb != "reroute" or result.status == State.DRAFT
    else:
        with pytest.raises((Refused, type(found).DoesNotExist)):
            pair.do(by, verb, found, **answers)
        assert pair.fresh(found).status == state


@pytest.mark.parametrize("row", MACHINE.steps, ids=lambda row: row.name)
def test_the_other_side_may_not_take_the_step(in_state, row):
    pair, found = in_state(sorted(row.sources)[0])
    wrong = pair.officer if row.side == SENDER else pair.worker
    answers = dict(ANSWERS.get(verb_of(row), {}))
    if row.name == "reroute":
        answers["to_agency"] = agency(pair.office.kind, "13.71")
    with scope(wrong), pytest.raises((Refused, type(found).DoesNotExist)):
        if row.side == "clock":
            move(found, verb_of(row), by=wrong, now=NOW)
        else:
            getattr(services, verb_of(row))(by=wrong, now=NOW, referral=found, **answers)
    assert pair.fresh(found).status == sorted(row.sources)[0]


def test_every_verb_is_a_service_and_every_state_has_words():
    assert all(hasattr(services, verb) or hasattr(serving, verb) for verb in PRESSED)
    assert set(MACHINE.states) == set(State.values)
    assert set(VERBS) <= {verb_of(row) for row in MACHINE.steps}
    assert MACHINE.terminal() == {State.CLOSED, State.WITHDRAWN, State.REROUTED, State.MISTAKE}
    assert not set(LIVE) & set(ENDED) and set(LIVE) | set(ENDED) | {State.DRAFT} == set(State)


def test_a_strange_office_sees_and_does_nothing():
    pair, stranger = Pair(), Pair()
    found = pair.sent()
    for viewer in (stranger.officer, stranger.worker):
        with scope(viewer), pytest.raises(type(found).DoesNotExist):
            services.accept(by=viewer, now=NOW, referral=found)


def test_nothing_is_owed_after_an_end(in_state):
    from agencies.obligations.models import Obligation

    for state in (State.CLOSED, State.WITHDRAWN, State.REROUTED, State.MISTAKE):
        _pair, found = in_state(state)
        with system_scope("test"):
            owed = Obligation.objects.for_system(reason="test").open().filter(about=found.code)
            assert not owed.exists(), state
