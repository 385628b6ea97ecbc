"""Every state machine there is: each state x each step either leads where the table says or is refused in words."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils.translation import override

from agencies.people.permissions import P
from core.kernel.states import Machine, StepRefused

BY_THE_CLOCK = "clock"


def machines() -> Iterator[Machine]:
    """Yield the machines of every `states` module of the product."""
    base = Path(settings.BASE_DIR)
    for path in sorted(base.glob("*/states.py")) + sorted(base.glob("*/*/states.py")):
        parts = path.relative_to(base).with_suffix("").parts
        if parts[0] in ("ampk", "referrals", "cases", "agencies") and parts[0] != "tests":
            yield from (one for one in vars(import_module(".".join(parts))).values() if isinstance(one, Machine))


MACHINES = {machine.name: machine for machine in machines()}
PAIRS = [(machine, state, row) for machine in MACHINES.values() for state in machine.states for row in machine.steps]


def test_all_machines_are_found():
    assert {"agreement", "case", "episode", "referral"} <= set(MACHINES)


@pytest.mark.parametrize(("machine", "state", "row"), PAIRS, ids=lambda one: getattr(one, "name", one))
def test_a_step_goes_on_or_is_refused_in_words(machine, state, row):
    free = Machine(
        machine.name, machine.attribute, machine.states, machine.first,
        tuple(SimpleNamespace(**{**vars(one), "needs": ()}) for one in machine.steps),
    )  # fmt: skip
    thing = SimpleNamespace(**{machine.attribute: state})
    if state in row.sources:
        free.apply(thing, row.name, at=None)
        assert getattr(thing, machine.attribute) == row.target
        assert row.name in [one.name for one in free.available(SimpleNamespace(**{machine.attribute: state}))]
        return
    for language in ("id", "en"):
        with override(language), pytest.raises(StepRefused) as refused:
            machine.apply(thing, row.name, at=None)
        with override(language):
            sentence = str(refused.value.sentence)
            assert str(row.label) in sentence and str(machine.states[state]) in sentence
    assert getattr(thing, machine.attribute) == state, "a refused step moves nothing"
    assert row.name not in [one.name for one in machine.available(thing)]


@pytest.mark.parametrize("machine", MACHINES.values(), ids=lambda one: one.name)
def test_a_table_has_no_dead_corner(machine):
    reached, before = {machine.first}, set()
    while reached != before:
        before = set(reached)
        reached |= {row.target for row in machine.steps if row.sources & reached}
    assert reached == set(machine.states), f"{machine.name}: no step leads to {set(machine.states) - reached}."
    assert len({row.name for row in machine.steps}) == len(machine.steps), "a name stands for one step"
    known = {str(permission) for permission in P} | {BY_THE_CLOCK}
    unnamed = [row.name for row in machine.steps if str(row.who) not in known and row.side != BY_THE_CLOCK]
    assert not unnamed, f"{machine.name}: nobody is named who may take {unnamed}."
    assert all(str(word) for word in machine.states.values())
