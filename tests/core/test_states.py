import pytest

from core.kernel.refusals import Missing
from core.kernel.states import Machine, StepRefused, step


class Door:
    state = "shut"
    locked = True


def unlocked(door):
    return [Missing("Buka kuncinya", "/kunci/")] if door.locked else []


DOOR = Machine(
    "door",
    "state",
    {"shut": "Tertutup", "open": "Terbuka"},
    "shut",
    (step("open", "shut", "open", "door.use", "Buka pintu", needs=[unlocked]),),
)


def test_a_step_names_what_is_missing_and_links_to_it():
    with pytest.raises(StepRefused) as caught:
        DOOR.apply(Door(), "open", at=None)
    assert caught.value.missing == (Missing("Buka kuncinya", "/kunci/"),)


def test_a_step_from_the_wrong_state_says_the_state():
    door = Door()
    door.state = "open"
    with pytest.raises(StepRefused, match="keadaannya sekarang “Terbuka”"):
        DOOR.check(door, "open")


def test_a_step_sets_the_state():
    door = Door()
    door.locked = False
    DOOR.apply(door, "open", at=None)
    assert door.state == "open"
    assert DOOR.terminal() == {"open"}


def test_a_table_with_an_unknown_state_is_no_table():
    with pytest.raises(ValueError, match="unknown states"):
        Machine("x", "state", {"a": "A"}, "a", (step("go", "a", "b", "x", "Go"),))
