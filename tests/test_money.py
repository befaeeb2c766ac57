"""The one share function: exact, fair over time, and the same tomorrow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.money import Split, WeightsError, from_decimal, ledger_text, share, to_decimal

amounts = st.integers(min_value=-(10**12), max_value=10**12)
weights = st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=8).filter(any)


def run(series: list[int], by: list[int]) -> list[Split]:
    splits: list[Split] = []
    for amount in series:
        splits.append(share(amount, by, splits[-1].carry if splits else None))
    return splits


def test_182_25_at_98_to_2():
    assert share(18225, [98, 2]).booked == (17861, 364)


def test_a_hundred_kronor_on_three():
    assert share(10000, [1, 1, 1]).booked == (3334, 3333, 3333)


def test_a_hundred_single_ore_at_50_25_25():
    splits = run([1] * 100, [50, 25, 25])
    assert [sum(s.booked[i] for s in splits) for i in range(3)] == [50, 25, 25]


def test_weights_6_6_2_meet_after_fourteen_and_never_go_back():
    """Rounding the cumulated total anew would give 4, 4, 2 of ten and 5, 5, 1 of eleven."""
    splits = run([1] * 14, [6, 6, 2])
    assert [sum(s.booked[i] for s in splits) for i in range(3)] == [6, 6, 2]
    assert all(booked >= 0 for s in run([7, 8, 9, 10, 11, 7, 13] * 5, [6, 6, 2]) for booked in s.booked)


def test_ties_go_to_the_one_listed_first():
    assert share(1, [1, 1]).booked == (1, 0)
    assert share(-1, [1, 1]).booked == (-1, 0)


@given(amounts, weights)
def test_parts_sum_to_the_whole_and_stay_within_an_ore(amount: int, by: list[int]):
    split = share(amount, by)
    assert sum(split.booked) == amount
    assert sum(split.exact) == amount
    assert all(abs(c) < 1 for c in split.carry)
    assert sum(split.carry) == 0


@given(st.lists(amounts, min_size=1, max_size=30), weights)
def test_over_any_number_of_splits_nobody_is_an_ore_from_the_exact_total(series: list[int], by: list[int]):
    splits = run(series, by)
    for i, weight in enumerate(by):
        booked = sum(s.booked[i] for s in splits)
        exact = Fraction(sum(series) * weight, sum(by))
        assert abs(exact - booked) < 1
        assert splits[-1].carry[i] == exact - booked


@given(amounts, weights)
def test_a_zero_weight_gets_nothing(amount: int, by: list[int]):
    split = share(amount, by)
    assert all(b == 0 and c == 0 for w, b, c in zip(by, split.booked, split.carry, strict=True) if w == 0)


@given(amounts, weights)
def test_a_zero_amount_books_nothing_and_leaves_the_carry(amount: int, by: list[int]):
    before = share(amount, by).carry
    split = share(0, by, before)
    assert not any(split.booked)
    assert split.carry == before


@given(amounts, amounts, weights)
def test_a_negative_amount_is_the_mirror(first: int, amount: int, by: list[int]):
    carry = share(first, by).carry
    there, back = share(amount, by, carry), share(-amount, by, [-c for c in carry])
    assert back.booked == tuple(-b for b in there.booked)
    assert back.carry == tuple(-c for c in there.carry)


@given(st.lists(amounts, min_size=1, max_size=10), weights)
def test_shares_of_at_least_an_ore_have_the_amounts_sign(series: list[int], by: list[int]):
    for split in run(series, by):
        if all(abs(e) >= 1 for e in split.exact):
            assert all(b * e >= 0 for b, e in zip(split.booked, split.exact, strict=True))


@given(st.lists(amounts, min_size=1, max_size=10), weights)
def test_a_second_run_is_identical(series: list[int], by: list[int]):
    assert run(series, by) == run(series, by)


@pytest.mark.parametrize("by", [[], [0, 0], [1, -1]])
def test_weights_that_cannot_share(by: list[int]):
    with pytest.raises(WeightsError):
        share(100, by)


@pytest.mark.parametrize("carry", [[Fraction(0)], [Fraction(1, 2), Fraction(0)]])
def test_a_carry_that_does_not_fit_is_a_mistake(carry: list[Fraction]):
    with pytest.raises(ValueError, match="carry"):
        share(100, [1, 1], carry)


@given(st.integers(min_value=-(10**18), max_value=10**18))
def test_ore_and_kronor_are_the_same_money(ore: int):
    assert from_decimal(to_decimal(ore)) == ore
    assert from_decimal(Decimal(ledger_text(ore))) == ore


@pytest.mark.parametrize(
    "amount",
    [
        "0.001",
        "0.0100000000000000000000000000000001",
        "123456789012345678901234567890.12",
        "NaN",
        "Infinity",
        "1E+999999",
    ],
)
def test_what_is_no_whole_ore_is_refused_and_never_rounded(amount: str):
    with pytest.raises(ValueError, match=r"money|öre"):
        from_decimal(Decimal(amount))


def test_the_ledger_writes_two_decimals():
    assert [ledger_text(o) for o in (0, 5, -61240000, -1)] == ["0.00", "0.05", "-612400.00", "-0.01"]
