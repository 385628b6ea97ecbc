"""State x step x role: who may take which step stands here once more by hand, and every other attempt is refused."""

import pytest
from django.db import transaction

from agencies.people.roles import Role
from core.kernel.refusals import Refused
from core.kernel.scope import scope
from referrals import services
from referrals.choices import State
from referrals.services.common import move
from referrals.states import CLOCK, MACHINE, SENDER, row_for, verb_of
from referrals.views.base import open_verbs
from tests.factories import people
from tests.factories.referrals import NOW, Pair
from tests.referrals.test_states import ANSWERS, PRESSED

pytestmark = pytest.mark.django_db

# At the agency that asks and at the one that is asked; nobody at a third agency, and nobody takes the clock's steps.
MAY_ASK = {Role.WORKER, Role.SUPERVISOR, Role.HEAD}
MAY_ANSWER = {Role.WORKER, Role.SUPERVISOR, Role.HEAD, Role.PARTNER_OFFICER}
HERE, THERE, ELSEWHERE = "asks", "is asked", "neither"
BY_CLOCK = sorted({verb_of(row) for row in MACHINE.steps if row.side == CLOCK})


class Undone(Exception):
    """A step that was allowed is taken back, so that the next person finds the same state."""


def staff(pair: Pair) -> dict[tuple[str, str], object]:
    """Return somebody of every role at the three offices; the worker who asks is the case's own."""
    stranger = people.agency(pair.office.kind, "13.04")
    found = {}
    for where, office, roles in (
        (HERE, pair.balai, Role.values), (THERE, pair.office, Role.values), (ELSEWHERE, stranger, [Role.SUPERVISOR]),
    ):  # fmt: skip
        found.update({(where, role): people.viewer(role, office) for role in roles})
    found[HERE, Role.WORKER] = pair.worker
    return found


def attempt(by, verb: str, referral, pair: Pair) -> str:
    """Return the state a step leads to, "" when it was refused; either way nothing is left of it."""
    answers = dict(ANSWERS.get(verb, {}))
    if verb == "reroute":
        answers["to_agency"] = pair.other
    after = ""
    try:
        with scope(by), transaction.atomic():
            if verb in BY_CLOCK:
                after = move(referral, verb, by=by, now=NOW) or referral.status
            else:
                result = getattr(services, verb)(by=by, now=NOW, referral=referral, **answers)
                after = "rerouted" if verb in ("reroute", "renew") else result.status
            raise Undone
    except (Undone, Refused, type(referral).DoesNotExist):
        return after


@pytest.mark.parametrize("state", State.values)
def test_only_the_right_role_of_the_right_agency_takes_a_step(state):
    pair = Pair()
    pair.other = people.agency(pair.office.kind, "13.71")
    found, everybody = pair.in_state(state), staff(pair)
    for verb in (*PRESSED, *BY_CLOCK):
        row = MACHINE[row_for(verb, state)]
        side, may = (HERE, MAY_ASK) if row.side == SENDER else (THERE, MAY_ANSWER)
        for (where, role), by in everybody.items():
            if state not in row.sources and (where != side or role not in may):
                continue  # neither the time nor their step; whoever could take it at another time is asked
            allowed = state in row.sources and row.side != CLOCK and where == side and role in may
            expected = row.target if allowed else ""
            assert attempt(by, verb, found if verb in PRESSED else pair.fresh(found), pair) == expected, (
                verb,
                where,
                role,
            )
    assert pair.fresh(found).status == state


@pytest.mark.parametrize("state", State.values)
def test_buttons_are_offered_to_those_who_may_press_them(state):
    pair = Pair()
    found = pair.in_state(state)
    for (where, role), by in staff(pair).items():
        offered = open_verbs(found, by)
        if where == ELSEWHERE or role not in (MAY_ASK if where == HERE else MAY_ANSWER):
            assert not offered, (where, role)
        else:
            side = SENDER if where == HERE else "receiver"
            assert offered == {verb_of(row) for row in MACHINE.steps if row.side == side and state in row.sources}
