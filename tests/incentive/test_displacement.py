"""Methods.md section 4: the worked number, and the identities for any flows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.incentive.displacement import NegativeAmountError, displaced, together

PURSES = ("fk", "kommun", "region", "akassa")
amounts = st.dictionaries(
    st.sampled_from(PURSES), st.fractions(min_value=0, max_value=10**9, max_denominator=1000), max_size=4
)
groups = st.lists(st.tuples(amounts, amounts), max_size=6)


def test_the_worked_number():
    found = displaced({"fk": Fraction(10_000), "kommun": Fraction(2_000)}, {"kommun": Fraction(9_000)})
    assert found.apparent("fk") == 10_000
    assert found.shift == {("fk", "kommun"): 7_000}
    assert found.saved == {"fk": 3_000, "kommun": 0}
    assert found.kept == {"fk": 0, "kommun": 2_000}
    assert found.new == {"fk": 0, "kommun": 0}
    assert all(identity.holds for identity in found.identities)


@given(groups)
def test_the_identities_hold_for_any_flows(flows: list[tuple[dict[str, Fraction], dict[str, Fraction]]]):
    parts = [displaced(before, after) for before, after in flows]
    whole = together(parts, PURSES)
    for found in (*parts, whole):
        assert all(identity.holds for identity in found.identities)
        assert all(
            amount >= 0 for side in (found.kept, found.saved, found.new, found.shift) for amount in side.values()
        )
    for purse in PURSES:
        assert whole.before[purse] == sum(before.get(purse, 0) for before, _after in flows)
        assert whole.after[purse] == sum(after.get(purse, 0) for _before, after in flows)


@given(amounts, amounts)
def test_a_purse_pushes_nothing_to_itself_and_either_all_that_fell_or_all_that_rose_is_explained(
    before: dict[str, Fraction], after: dict[str, Fraction]
):
    found = displaced(before, after)
    assert not [pair for pair in found.shift if pair[0] == pair[1]]
    assert not sum(found.saved.values()) or not sum(found.new.values())


@given(amounts, amounts, st.fractions(min_value=0, max_value=100, max_denominator=7))
def test_so_many_times_the_persons_is_so_many_times_everything(
    before: dict[str, Fraction], after: dict[str, Fraction], times: Fraction
):
    one = displaced(before, after)
    many = displaced({p: v * times for p, v in before.items()}, {p: v * times for p, v in after.items()})
    assert many.saved == {p: v * times for p, v in one.saved.items()}
    assert {k: v for k, v in many.shift.items() if v} == {k: v * times for k, v in one.shift.items() if v * times}


def test_groups_are_not_mixed():
    """What fell in one group and rose in another did not move between them."""
    away = displaced({"fk": Fraction(5)}, {})
    here = displaced({}, {"kommun": Fraction(5)})
    whole = together([away, here])
    assert whole.shift == {}
    assert whole.saved["fk"] == whole.new["kommun"] == 5
    assert displaced({"fk": Fraction(5)}, {"kommun": Fraction(5)}).shift == {("fk", "kommun"): 5}


def test_nothing_at_all():
    assert displaced({}, {}).identities[0].holds
    assert together([]).purses == ()


def test_nobody_pays_less_than_nothing():
    with pytest.raises(NegativeAmountError):
        displaced({"fk": Fraction(-1)}, {})
