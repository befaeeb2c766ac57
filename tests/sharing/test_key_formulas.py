"""The formulas of keys on printed numbers, and what must hold whatever the numbers are."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger import money
from onedoor_ledger.rulebook.model import AllocationModel, Ladder, Step
from onedoor_ledger.rulebook.model.presets import Applies
from onedoor_ledger.sharing.formulas import (
    BoundsError,
    DemandError,
    Limits,
    NoWeightError,
    bounded,
    polynomial,
    proportional,
    serial,
    straight_lines,
)
from onedoor_ledger.sharing.ladder import borne
from onedoor_ledger.sharing.presets import state_allocation

TKR = 100_000
"""Öre in a thousand kronor."""
SQUARE = polynomial([Fraction(0), Fraction(0), Fraction(1)])


def test_the_serial_key_protects_small_users() -> None:
    assert serial({"a": Fraction(1), "b": Fraction(2), "c": Fraction(3)}, SQUARE) == {"a": 3, "b": 11, "c": 22}


def test_who_demands_nothing_pays_nothing_in_whatever_order() -> None:
    demands = {"c": Fraction(3), "none": Fraction(0), "a": Fraction(1), "b": Fraction(2)}
    assert serial(demands, SQUARE) == {"c": 22, "none": 0, "a": 3, "b": 11}


def test_a_cost_function_of_points_is_straight_between_them_and_ends() -> None:
    cost = straight_lines([(Fraction(0), Fraction(0)), (Fraction(10), Fraction(100)), (Fraction(20), Fraction(120))])
    assert [cost(Fraction(q)) for q in (0, 5, 10, 15, 20)] == [0, 50, 100, 110, 120]
    with pytest.raises(DemandError):
        cost(Fraction(21))


MODEL = AllocationModel(400 * TKR, Fraction(3, 4), Fraction(1, 4), None)
NEED, POPULATION = {"a": 500, "b": 300, "c": 200}, {"a": 40, "b": 40, "c": 20}


def test_the_states_allocation_model() -> None:
    shares = state_allocation(MODEL, 10_000 * TKR, NEED, POPULATION)
    assert shares == {"a": 4580 * TKR, "b": 3260 * TKR, "c": 2160 * TKR}


def test_the_states_allocation_model_with_a_stop_at_a_tenth() -> None:
    model = AllocationModel(400 * TKR, Fraction(3, 4), Fraction(1, 4), Fraction(1, 10))
    last_year = {"a": 4000 * TKR, "b": 3000 * TKR, "c": 3000 * TKR}
    shares = state_allocation(model, 10_000 * TKR, NEED, POPULATION, last_year)
    assert [f"{float(share / TKR):.2f}" for share in shares.values()] == ["4264.54", "3035.46", "2700.00"]
    assert sum(shares.values()) == 10_000 * TKR


def ladder(applies: Applies, *steps: tuple[int | None, Fraction]) -> Ladder:
    """Steps by what the state bears."""
    return Ladder("days", applies, tuple(Step(n, {"state": part, "own": 1 - part}) for n, part in steps))


def test_the_danish_ladder_on_a_year_of_weeks() -> None:
    steps = ((4, Fraction(4, 5)), (26, Fraction(2, 5)), (52, Fraction(3, 10)), (None, Fraction(1, 5)))
    shares = borne(ladder(Applies.AT_ONCE, *steps), [1000] * 60)
    assert shares == {"state": 3200 + 8800 + 7800 + 1600, "own": 800 + 13200 + 18200 + 6400}


def test_the_finnish_ladder_waits_for_the_next_payment_period() -> None:
    finland = ladder(Applies.NEXT_PERIOD, (300, Fraction(1)), (1000, Fraction(1, 2)), (None, Fraction(3, 10)))
    assert borne(finland, [1] * 320, period=20)["own"] == 10
    assert borne(finland, [1] * 320, period=22)["own"] == Fraction(320 - 308, 2)


@pytest.mark.parametrize(
    ("amount", "weights", "booked"),
    [
        (18225, (98, 2), (17861, 364)),  # 178.61 + 3.64 = 182.25, not 182.26
        (10000, (1, 1, 1), (3334, 3333, 3333)),
        (10000, (2, 1, 1), (5000, 2500, 2500)),
        (-18225, (98, 2), (-17861, -364)),
    ],
)
def test_rounding_traps(amount: int, weights: tuple[int, ...], booked: tuple[int, ...]) -> None:
    assert money.share(amount, weights).booked == booked
    assert money.rounded([Fraction(amount * w, sum(weights)) for w in weights]) == booked


def test_a_hundred_times_one_ore_is_not_biased() -> None:
    totals, carry = [0, 0, 0], None
    for _ in range(100):
        split = money.share(1, (50, 25, 25), carry)
        totals, carry = [t + b for t, b in zip(totals, split.booked, strict=True)], split.carry
    assert totals == [50, 25, 25]


fractions = st.fractions(0, 1000, max_denominator=50)


@given(st.lists(st.fractions(-1000, 1000, max_denominator=50), min_size=1, max_size=6), st.integers(-1000, 1000))
def test_rounded_sums_exactly_and_stays_within_an_ore(parts: list[Fraction], whole: int) -> None:
    exact = [*parts, whole - sum(parts)]
    booked = money.rounded(exact)
    assert sum(booked) == whole
    assert all(abs(b - e) < 1 for b, e in zip(booked, exact, strict=True) if e)
    assert all(b == 0 for b, e in zip(booked, exact, strict=True) if not e)


Case = tuple[Fraction, dict[str, Fraction], dict[str, Limits]]
"""A cost, its shares by the key that is bounded, and the bounds."""


@st.composite
def capped_cases(draw: st.DrawFn) -> Case:
    who = "abcde"[: draw(st.integers(1, 5))]
    weights = {p: draw(st.integers(0, 9)) for p in who}
    weights["a"] += 1
    cost = Fraction(draw(st.integers(0, 10_000)))
    limits = {}
    for p in who:
        if draw(st.booleans()):
            least = draw(st.integers(0, 3_000))
            limits[p] = Limits(Fraction(least), draw(st.none() | st.integers(least, 9_000).map(Fraction)))
    return cost, proportional(cost, weights), limits


@given(capped_cases())
def test_bounds_are_kept_and_the_rest_keeps_its_proportions(
    case: Case,
) -> None:
    cost, base, limits = case
    try:
        shares = bounded(cost, base, limits)
    except BoundsError:
        floors = sum(limit.least for limit in limits.values())
        tops = [limits[p].most if p in limits else None for p in base if base[p] or p in limits]
        room = None if any(t is None and base[p] for p, t in zip(base, tops, strict=False)) else 0
        assert floors > cost or room is not None or not all(base.values())
        return
    assert sum(shares.values()) == cost
    free = []
    for p, share in shares.items():
        limit = limits.get(p, Limits())
        assert limit.least <= share
        assert limit.most is None or share <= limit.most
        if limit.least < share and (limit.most is None or share < limit.most):
            free.append(p)
    for p in free:
        assert shares[p] * base[free[0]] == shares[free[0]] * base[p]


def test_ceilings_and_floors_broken_at_once() -> None:
    base = proportional(Fraction(100), {"a": 6, "b": 3, "c": 1})
    limits = {"a": Limits(most=Fraction(50)), "c": Limits(least=Fraction(20))}
    assert bounded(Fraction(100), base, limits) == {"a": 50, "b": 30, "c": 20}


@pytest.mark.parametrize(
    "limits",
    [
        {"a": Limits(least=Fraction(60)), "b": Limits(least=Fraction(50))},
        {"a": Limits(most=Fraction(40)), "b": Limits(most=Fraction(50))},
    ],
)
def test_bounds_nobody_can_meet(limits: dict[str, Limits]) -> None:
    with pytest.raises(BoundsError):
        bounded(Fraction(100), proportional(Fraction(100), {"a": 1, "b": 1}), limits)


def test_nothing_to_share_by() -> None:
    with pytest.raises(NoWeightError):
        proportional(Fraction(1), {"a": 0, "b": 0})
