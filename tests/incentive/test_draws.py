"""Uncertainty by draws: published numbers within Monte Carlo error, common random numbers, parts that add."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.incentive.draws import CHUNK, Affine, Assumption, Group, Model, Shape

DRAWS = 200_000
RATE = Assumption("rate", "share in work", 0.3, Shape.BETA, 30, 70)
VALUE = Assumption("value", "kronor a year", 120_000.0, Shape.NORMAL, 0, 15_000)


def beta_normal(cost: float = 0.0) -> Model:
    """100 persons × Beta(30, 70) × Normal(120 000, 15 000), less a cost."""
    hundred = Group((Affine(0.0, 100.0, 0),), np.array([[1.0]]))
    return Model((RATE, VALUE), (1,), (hundred,), np.array([-cost]))


def test_beta_times_normal_meets_its_closed_form_within_monte_carlo_error() -> None:
    drawn = beta_normal().draw(DRAWS, seed=2026)[:, 0]
    mean, deviation = 3_600_000.0, 711_747.0
    assert abs(drawn.mean() - mean) < 4 * deviation / math.sqrt(DRAWS)
    assert drawn.std() == pytest.approx(deviation, rel=0.01)


def test_the_share_in_work_that_just_pays_the_cost() -> None:
    swing = next(s for s in beta_normal(cost=2_500_000).swings() if s.assumption is RATE)
    slope = (swing.at_high[0] - swing.at_low[0]) / (swing.high - swing.low)
    assert swing.low - swing.at_low[0] / slope == pytest.approx(0.20833, abs=1e-5)


def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    model = beta_normal()
    assert np.array_equal(model.draw(50, seed=7), model.draw(50, seed=7))
    assert not np.array_equal(model.draw(50, seed=7), model.draw(50, seed=8))


def test_scenarios_share_their_draws() -> None:
    """Dearer by exactly 1 000 in every draw, not on average."""
    assert np.allclose(beta_normal().draw(500, 1) - beta_normal(cost=1_000).draw(500, 1), 1_000)


def test_one_more_assumption_leaves_the_others_draws_alone() -> None:
    model = beta_normal()
    more = Model((*model.assumptions, Assumption("x", "x", 1, Shape.NORMAL, 0, 1)), (1,), model.groups, model.fixed)
    assert np.array_equal(model.draw(100, 3), more.draw(100, 3))


def test_more_draws_than_fit_at_once_are_made_in_parts() -> None:
    assert len(beta_normal().draw(CHUNK + 1, 1)) == CHUNK + 1


amounts = st.floats(-1e6, 1e6, allow_nan=False)


@settings(max_examples=50, deadline=None)
@given(st.lists(amounts, min_size=3, max_size=3), st.lists(amounts, min_size=3, max_size=3))
def test_purses_add_to_the_whole_in_every_draw(first: list[float], second: list[float]) -> None:
    parts = np.array([first, second])
    whole = parts.sum(axis=1, keepdims=True)
    model = Model(
        (Assumption("kept", "kept", 0.6, Shape.TRIANGULAR, 0.3, 0.9), Assumption("a", "a", 9e3), VALUE),
        (1, 2),
        (Group((Affine(1.0, -1.0, 0),), np.hstack([parts, whole])),),
        np.zeros(4),
    )
    drawn = model.draw(200, 5)
    assert np.allclose(drawn[:, :3].sum(axis=1), drawn[:, 3], rtol=1e-9, atol=1e-3)
