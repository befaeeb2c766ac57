"""How sure the demo's nets are: the drawn calculation is the exact one, told with its ranges."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from onedoor_ledger.incentive.draws import Shape
from onedoor_ledger.incentive.uncertainty import model_of, uncertainty_of
from onedoor_ledger.rulebook.model.incentive import Convention
from tests.incentive.demo_books import HALF, demo, half


def test_with_every_assumption_central_the_draws_are_the_exact_calculation() -> None:
    model = model_of(*demo(), HALF, half())
    exact = [float(row.net) for row in half().purses]
    assert np.allclose(model.central(), exact, rtol=1e-9, atol=1)


def test_the_additive_convention_too() -> None:
    from onedoor_ledger.incentive.incentives import incentives_of

    rules, books = demo()
    methods = tuple(replace(m, convention=Convention.ADDITIVE) for m in rules.incentive.methods)
    changed = replace(rules, incentive=replace(rules.incentive, methods=methods))
    found = incentives_of(changed, books, HALF)
    central = model_of(changed, books, HALF, found).central()
    assert np.allclose(central, [float(row.net) for row in found.purses], rtol=1e-9, atol=1)


def test_the_parts_add_in_every_draw() -> None:
    drawn = model_of(*demo(), HALF, half()).draw(400, seed=3)
    found = uncertainty_of(*demo(), HALF, half())
    assert found is not None
    assert drawn.shape == (400, len(half().purses))
    # Means add, quantiles do not: the whole's mean is the players' and the others'.
    inside = [n for n, row in enumerate(half().purses) if any(row.purse in p.purses for p in half().players)]
    outside = [n for n in range(len(half().purses)) if n not in inside]
    whole = drawn.sum(axis=1)
    assert np.allclose(drawn[:, inside].sum(axis=1) + drawn[:, outside].sum(axis=1), whole)


def test_nine_cases_of_ten_lie_around_the_net() -> None:
    found = uncertainty_of(*demo(), HALF, half())
    assert found is not None
    assert (found.seed, found.draws) == (half().relief.method.seed, half().relief.method.draws)
    for row in half().purses:
        spread = found.ranges.purses[row.purse]
        assert spread.low <= spread.high
        assert 0 <= spread.loses <= 1
        if spread.low == spread.high:  # nothing uncertain touches it
            assert abs(spread.low - row.net) <= 1
    assert found.ranges.society.low < half().society < found.ranges.society.high


def test_all_gain_is_never_likelier_than_that_one_does() -> None:
    found = uncertainty_of(*demo(), HALF, half())
    assert found is not None
    assert all(found.all_gain <= 1 - spread.loses for spread in found.ranges.players.values())


def test_the_same_seed_gives_the_same_ranges() -> None:
    assert uncertainty_of(*demo(), HALF, half()) == uncertainty_of(*demo(), HALF, half())


def test_what_moves_a_partys_net_most_stands_first() -> None:
    found = uncertainty_of(*demo(), HALF, half())
    assert found is not None
    region = found.moved["norrvidd"]
    assert [row.width for row in region] == sorted((row.width for row in region), reverse=True)
    assert all(row.assumption.shape is Shape.TRIANGULAR for row in region)


def test_where_the_net_turns_is_told() -> None:
    from onedoor_ledger.incentive.draws import Assumption
    from onedoor_ledger.incentive.uncertainty import Moved

    share = Assumption("deadweight.i01", "x", 0.4, Shape.TRIANGULAR, 0.2, 0.6)
    assert Moved(share, 0.2, 0.6, 300, -100).break_even == pytest.approx(0.5)
    assert Moved(share, 0.2, 0.6, 300, 100).break_even is None


def test_without_ranges_nothing_is_drawn() -> None:
    rules, books = demo()
    costs = tuple(replace(c, evidence=replace(c.evidence, low=None, high=None)) for c in rules.incentive.unit_costs)
    effects = tuple(
        replace(
            e,
            deadweight_evidence=replace(e.deadweight_evidence, low=None, high=None),
            profile_evidence=replace(e.profile_evidence, low=None, high=None),
        )
        for e in rules.incentive.effects
    )
    fixed = replace(rules, incentive=replace(rules.incentive, unit_costs=costs, effects=effects))
    from onedoor_ledger.incentive.incentives import incentives_of

    assert uncertainty_of(fixed, books, HALF, incentives_of(fixed, books, HALF)) is None


def test_a_share_of_the_draws_is_a_fraction() -> None:
    found = uncertainty_of(*demo(), HALF, half())
    assert found is not None
    assert isinstance(found.all_gain, Fraction)
