"""Half-remembered names in a register of 20,000 children: how many are found, and at how many times the floor."""

import os
from statistics import median, quantiles
from time import perf_counter

from agencies.people.roles import Role
from cases.children.models import Child
from core.kernel.scope import scope
from tests.factories.children import viewer
from tests.support import namegen, recall

CHILDREN, ASKED = int(os.environ.get("SEARCH_CHILDREN", "20000")), int(os.environ.get("SEARCH_ASKED", "480"))


def test_half_remembered_names(db):
    """Print recall by kind of mistake, and the time of a search in multiples of opening one child by its key."""
    looking = viewer(Role.SUPERVISOR)
    register = namegen.Register(CHILDREN)
    keys = recall.fill(register, looking.agency_id)
    tally, spent = recall.measure(register, keys, looking, ASKED)
    floor = []
    with scope(looking):
        for key in keys[:: max(1, len(keys) // 100)]:
            begun = perf_counter()
            Child.objects.visible_to(looking).get(pk=key)
            floor.append(perf_counter() - begun)
    print(f"\n{CHILDREN} invented children, {ASKED} half-remembered names:")
    for kind, (asked, five, twenty_five) in tally.items():
        print(f"  {kind:16} n={asked:4}  recall@5 {five / asked:.3f}  recall@25 {twenty_five / asked:.3f}")
    late = quantiles(spent, n=20)[-1]
    print(
        f"  a search takes {median(spent) / median(floor):.1f} times the floor (95 of 100 under {late / median(floor):.1f})"
    )
    asked, five, twenty_five = tally["semua"]
    assert five / asked >= 0.90
    assert twenty_five / asked >= 0.97
