"""Methods.md section 4: the absorbing chain's worked numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.incentive.markov import Chain, NeverEndsError, NoShareError, fundamental, project
from onedoor_ledger.money import rounded

STATES = ("S", "A", "F")
COSTS = {
    "S": {"state": Fraction(14_000)},
    "A": {"state": Fraction(11_000)},
    "F": {"municipality": Fraction(9_000)},
}


def chain(*rows: tuple[str, str, str]) -> Chain:
    return Chain(STATES, tuple(tuple(Fraction(share) for share in row) for row in rows))


AS_IT_IS = chain((".80", ".10", ".05"), (".05", ".80", ".08"), (".03", ".07", ".85"))
PUSHED = chain((".75", ".10", ".10"), (".05", ".80", ".08"), (".03", ".07", ".85"))


def test_months_and_cost_as_printed():
    found = project(AS_IT_IS, COSTS, "S")
    assert [round(float(months), 4) for months in found.months.values()] == [7.1449, 5.4173, 5.2709]
    assert round(float(found.total), 2) == 207_057.10
    assert round(float(found.total_months), 2) == 17.83


def test_the_states_saving_is_mostly_the_kommuns_cost():
    before, after = project(AS_IT_IS, COSTS, "S"), project(PUSHED, COSTS, "S")
    change = after.less(before)
    assert change == {"state": Fraction(-171_638_750, 8_879), "municipality": Fraction(116_662_500, 8_879)}
    ore = {purse: amount * 100 for purse, amount in change.items()}
    net = round(sum(ore.values()))
    parts = rounded([*ore.values(), net - sum(ore.values())])
    assert parts == (-19_330_87, 13_139_15, 0), "as printed: the parts add up to the net, which is rounded first"
    assert net == -6_191_72
    assert round(float(after.total_months), 2) == 17.88


def test_a_step_of_a_quarter_is_three_months():
    quarterly = Chain(STATES, AS_IT_IS.steps, Fraction(3))
    assert project(quarterly, COSTS, "F").total == 3 * project(AS_IT_IS, COSTS, "F").total


shares = st.lists(st.integers(0, 20), min_size=3, max_size=3)


@given(st.tuples(shares, shares, shares))
def test_the_inverse_is_the_inverse(rows: tuple[list[int], ...]):
    steps = tuple(tuple(Fraction(n, sum(row) + 1) for n in row) for row in rows)
    inverse = fundamental(Chain(STATES, steps))
    for i in range(3):
        for j in range(3):
            assert sum((Fraction(i == k) - steps[i][k]) * inverse[k][j] for k in range(3)) == (i == j)
            assert inverse[i][j] >= (i == j)


def test_nobody_leaves():
    with pytest.raises(NeverEndsError):
        project(Chain(("S",), ((Fraction(1),),)), COSTS, "S")


@pytest.mark.parametrize("row", [("1.1",), ("-0.1",), ("0.5", "0.1")])
def test_what_is_no_share(row: tuple[str, ...]):
    with pytest.raises(NoShareError):
        Chain(("S",), (tuple(Fraction(share) for share in row),))
