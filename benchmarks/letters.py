"""Letters a minute: setting them on two cores, and the whole verb (number, set, seal, keep) on one, against a floor."""

import os
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from time import perf_counter

from cases.documents.letters import composing, kinds, rendering
from core.kernel.scope import scope
from tests.factories import letters as make

LETTERS = int(os.environ.get("LETTERS", "200"))
HANDS = 2


def _set(share: tuple[str, dict, int]) -> int:
    template, data, count = share
    for turn in range(count):
        rendering.pdf(template, {**data, "number": f"{turn:03}/LS/XI/2026"}, at=make.LATER)
    return count


def test_letters_a_minute(db, settings, tmp_path):
    """Print how many letters a minute come out; two hundred are wanted, and nothing here fails by time."""
    options = {**settings.STORAGES["attachments"]["OPTIONS"], "location": tmp_path}
    settings.STORAGES = {**settings.STORAGES, "attachments": {**settings.STORAGES["attachments"], "OPTIONS": options}}
    case, office, _conference = make.filed(text="Cukup baik. " * 60)
    by = office.supervisor
    drafts = [make.write(by, case) for _turn in range(LETTERS // 4)]
    with scope(by):
        data = composing.compose(
            drafts[0], composing.asked_of(drafts[0], by=by, now=make.LATER), number="001/LS/XI/2026"
        )
    template = kinds.get("social_report").template
    empty = {**data, "sections": [], "cc": [], "to": [], "facts": {"identity": [], "lead": ""}}
    # The hands are forked before this process sets anything: threads of a compiler do not live on in a child.
    with ProcessPoolExecutor(HANDS, mp_context=get_context("fork")) as hands:
        list(hands.map(_set, [(template, data, 1)] * HANDS))  # both are awake
        share = (template, data, LETTERS // HANDS)
        setting = _rate(lambda: sum(hands.map(_set, [share] * HANDS)))
    _set((template, empty, 2))
    floor = _rate(lambda: _set((template, empty, LETTERS // 4)))
    verb = _rate(lambda: len([make.number(by, one, now=make.LATER + timedelta(seconds=1)) for one in drafts]))
    print(f"\n  an empty sheet (the floor), one core  {floor:8.0f} a minute")
    print(f"  a laporan sosial, {HANDS} processes        {setting:8.0f} a minute, {setting / floor:.2f} of the floor")
    print(
        f"  numbered, sealed and kept, one core   {verb:8.0f} a minute, {verb / floor:.2f} of the floor (200 are wanted)"
    )


def _rate(act) -> float:
    begun = perf_counter()
    return 60 * act() / (perf_counter() - begun)
