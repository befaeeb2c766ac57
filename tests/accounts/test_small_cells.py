"""Small cells: methods.md's example to the cell, and an attacker of its own who finds out nothing."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from onedoor_ledger.accounts.small_cells import Cells, interval, is_small, withheld
from tests.accounts.two_way_tables import TOTAL, two_way, withheld_in

EXAMPLE = ((12, 9, 3), (8, 14, 11), (15, 7, 6))


def attacked(cells: Cells, hidden, key) -> tuple[float, float]:
    """What a reader can find out: an LP over the counts themselves, written apart from the module's own."""
    keys = list(cells.values)
    matrix = np.array([[relation.get(k, 0) for k in keys] for relation in cells.relations])
    bounds = [(0, None) if k in hidden or k in cells.unseen else (cells.values[k],) * 2 for k in keys]
    found = []
    for sign in (1, -1):
        aim = np.array([sign * (k == key) for k in keys], dtype=float)
        done = linprog(aim, A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=bounds, method="highs-ipm")
        found.append(done.fun * sign if done.status == 0 else sign * -np.inf)
    return found[0], found[1]


def test_the_worked_example_of_methods_section_5():
    hidden = withheld_in(EXAMPLE, 5)
    assert hidden == {(0, 2), (0, 1), (2, 1), (2, 2)}
    assert interval(two_way(EXAMPLE), hidden, (0, 2)) == pytest.approx((0, 9))


def test_nothing_is_hidden_when_nothing_is_small():
    assert withheld_in(((5, 0), (9, 12)), 5) == frozenset()


def test_with_one_row_the_total_goes_too():
    hidden = withheld_in(((3, 9, 20),), 5)
    assert (0, 0) in hidden
    assert not hidden - {(0, 0)} <= {(TOTAL, 0)}


def test_a_half_year_beside_its_first_quarter_is_a_cell():
    cells: Cells[str] = Cells()
    for key, count in (("Q1", 20), ("H1", 22), ("Q2", 2)):
        cells.add(key, count, seen=key != "Q2")
    cells.total("H1", {"Q1": 1, "Q2": 1})
    assert withheld(cells, 5, shown_before=["Q1"]) == {"H1"}
    assert withheld(cells, 5) & {"Q1", "H1"}


def test_what_was_withheld_stays_so():
    cells = two_way(EXAMPLE)
    assert withheld(cells, 1, withheld_before=[(1, 1)]) == {(1, 1)}


def test_figures_that_do_not_add_up_are_a_fault():
    cells: Cells[str] = Cells({"a": 1, "b": 2})
    with pytest.raises(ValueError, match="a"):
        cells.total("a", {"b": 1})


tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=width, max_size=width).map(tuple),
        min_size=1,
        max_size=5,
    )
)


@settings(max_examples=60, deadline=None)
@given(tables, st.integers(2, 8))
def test_no_attacker_bounds_a_small_count_within_the_protection_interval(rows: list[tuple[int, ...]], threshold: int):
    cells = two_way(rows)
    hidden = withheld(cells, threshold)
    small = {key for key, count in cells.values.items() if is_small(count, threshold)}
    assert small <= hidden
    assert bool(small) == bool(hidden)
    for key in small:
        least, most = attacked(cells, hidden, key)
        assert least <= 1e-6
        assert most >= threshold - 1e-6


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=4), st.integers(2, 6))
def test_no_edition_gives_another_away(quarters: list[tuple[int, int]], threshold: int):
    """Two states and their total, told for the year so far after each quarter."""
    cells: Cells[tuple[int, str]] = Cells()
    shown: set[tuple[int, str]] = set()
    hidden: set[tuple[int, str]] = set()
    so_far = [0, 0]
    for n, alone in enumerate(quarters):
        so_far = [a + b for a, b in zip(so_far, alone, strict=True)]
        for name, count, part in zip("ab", so_far, alone, strict=True):
            cells.add((n, name), count)
            cells.add((n, f"{name} alone"), part, seen=False)
            cells.total((n, name), {(n, f"{name} alone"): 1} | ({(n - 1, name): 1} if n else {}))
        cells.add((n, "all"), sum(so_far))
        cells.total((n, "all"), {(n, "a"): 1, (n, "b"): 1})
        hidden = set(withheld(cells, threshold, shown_before=shown, withheld_before=hidden))
        shown = {key for key in cells.values if key not in hidden and key not in cells.unseen}
    for key, count in cells.values.items():
        if is_small(count, threshold):
            least, most = attacked(cells, hidden, key)
            assert (least, most) != (count, count)


def test_a_large_table_is_quick():
    rng = np.random.default_rng(2026)
    rows = rng.poisson(np.where(rng.random((20, 15)) < 0.15, 3, 25)).tolist()
    start = time.perf_counter()
    hidden = withheld_in(rows, 5)
    assert time.perf_counter() - start < 2  # under one on a machine that does nothing else
    assert hidden
