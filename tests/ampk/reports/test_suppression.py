"""Nobody finds a hidden number by subtracting, not even somebody who knows the rule by which it was hidden."""

from collections import defaultdict
from itertools import product

import pytest

from ampk.reports.suppression import protect
from ampk.reports.tables import Breakdown, Line, shown


@pytest.mark.parametrize(("k", "cells", "most"), [(3, 2, 30), (4, 3, 18), (5, 3, 18), (3, 4, 11), (4, 4, 12)])
def test_every_hidden_number_could_be_another(k, cells, most):
    # Every table there is, grouped by what is shown of it: the reader sees the group, never the table.
    groups = defaultdict(list)
    for counts in product(range(most + 1), repeat=cells):
        if sum(counts) <= most:
            groups[protect(counts, k=k)].append(counts)
    for seen, tables in groups.items():
        for place, cell in enumerate(seen.cells):
            if cell is None:
                assert len({table[place] for table in tables}) > 1, (seen, tables)


@pytest.mark.parametrize("counts", [(), (0,), (7, 0, 12), (5, 5)])
def test_large_and_empty_cells_stay(counts):
    assert protect(counts, k=5).cells == counts
    assert protect(counts, k=5).total == sum(counts)


def test_no_small_number_is_shown():
    for counts in product(range(7), repeat=4):
        seen = protect(counts, k=5)
        assert all(cell is None or cell == 0 or cell >= 5 for cell in seen.cells)
        assert seen.total is None or seen.total == 0 or seen.total >= 5


def test_a_small_whole_hides_its_zeros_too():
    # Three children, all in one cell: the zeros would say which.
    assert protect((0, 3, 0), k=5).cells == (None, None, None)


def test_the_rest_beside_ones_own_part_is_not_small():
    # The nation minus the reader's own agency leaves one child elsewhere.
    assert protect((12, 30, 40), k=10, beside=(11, 10, 10)).cells[0] is None
    assert protect((12, 30, 40), k=10, beside=(0, 10, 10)).cells == (12, 30, 40)


def test_no_threshold_hides_nothing():
    assert protect((1, 0, 2), k=0).cells == (1, 0, 2)


def test_figures_about_offices_are_not_hidden():
    table = Breakdown("x", "x", "x", (Line("a", "a", 1),), adds_up=False, personal=False)
    assert shown(table, k=10).lines[0].count == 1
    hidden = Breakdown("x", "x", "x", (Line("a", "a", 1), Line("b", "b", 20)), adds_up=False)
    assert [line.count for line in shown(hidden, k=10).lines] == [None, 20]
