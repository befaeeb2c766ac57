"""The planning chain, to the last digit of the method's own example (methods.md section 3)."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.incentive.chain import Plan, chain_of, months_left, present_value, worth
from onedoor_ledger.rulebook.model.incentive import Convention
from tests.incentive.hand import effect

F = Fraction
EXAMPLE = Plan(
    persons=F(200),
    engaged=F("0.5"),
    effect=F("0.3"),
    deadweight=F("0.1"),
    convention=Convention.ADDITIVE,
    yearly=F(80_000),
    correction=F("0.15"),
    profile=(F("0.5"), F(1), F(1), F("0.7"), F("0.4")),
    costs=(F(1_200_000), F(400_000)),
    discount=F("0.035"),
)


def kronor(exact: Fraction) -> float:
    return float(round(exact, 2))


def test_the_example_of_the_method():
    found = chain_of(EXAMPLE)
    assert found.yearly == 1_360_000
    assert kronor(found.benefit) == 4_596_298.24
    assert kronor(found.cost) == 1_586_473.43
    assert found.ratio is not None
    assert round(float(found.ratio), 4) == 2.8972
    assert kronor(found.budget_impact) == -3_009_824.81
    assert [kronor(year) for year in found.cumulated] == [
        -520_000.00,
        407_536.23,
        1_677_110.78,
        2_535_760.24,
        3_009_824.81,
    ]
    assert found.pays_back == 1


def test_multiplicative_takes_deadweight_of_those_who_moved():
    found = chain_of(dataclasses.replace(EXAMPLE, convention=Convention.MULTIPLICATIVE))
    assert found.yearly == 1_836_000


def test_without_cost_there_is_no_ratio_and_without_benefit_no_payback():
    assert chain_of(dataclasses.replace(EXAMPLE, costs=())).ratio is None
    assert chain_of(dataclasses.replace(EXAMPLE, persons=F(0))).pays_back is None


def test_nothing_before_the_lag_and_nothing_beyond_the_profile():
    assert months_left((F(1), F("0.5")), 3, F(36)) == (9, 6, 0)
    assert months_left((F(1),), 14, F(24)) == (0, 0)
    assert months_left((F(1),), 0, F("7.5")) == (F("7.5"),)
    assert months_left((F(1),), 0, F(0)) == ()


def test_relief_over_the_years_is_the_chains_present_value():
    lasting = effect(profile=EXAMPLE.profile)
    yearly = chain_of(EXAMPLE).yearly
    assert yearly / 12 * worth(lasting, F(60), EXAMPLE.discount) == chain_of(EXAMPLE).benefit


@given(st.lists(st.integers(-(10**9), 10**9), max_size=6), st.fractions(0, 1, max_denominator=1000))
def test_present_value_adds_up_year_by_year(yearly: list[int], rate: Fraction):
    amounts = [F(amount) for amount in yearly]
    assert present_value(amounts, F(0)) == sum(amounts)
    assert present_value(amounts, rate) == sum(amount / (1 + rate) ** n for n, amount in enumerate(amounts))
