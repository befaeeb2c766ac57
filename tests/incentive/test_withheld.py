"""An amount that is so many persons times a published cost is not shown when they are too few, nor the whole's."""

from __future__ import annotations

from itertools import product

from onedoor_ledger.incentive.purses import SOCIETY
from onedoor_ledger.incentive.withheld import too_fine, withheld
from tests.incentive import hand

MANY, FEW = ("aid", "work"), ("aid", "sickness")


def test_a_purse_is_withheld_with_the_moves_it_rests_on_and_society_with_it() -> None:
    many = hand.moved({"granasa": 5, "norrvidd": 5}, persons=9)
    few = hand.moved({"tallhed": 5, "norrvidd": 1}, persons=3, target="sickness")
    assert withheld(hand.relief({}, many, few), {FEW}) == {"tallhed", "norrvidd", SOCIETY}


def test_nothing_is_withheld_where_no_move_is_secret() -> None:
    assert withheld(hand.relief({}, hand.moved({"granasa": 5})), ()) == frozenset()
    assert withheld(hand.relief({}, hand.moved({}, target="sickness")), {FEW}) == frozenset(), "it has no kronor"


def test_a_move_is_secret_when_an_insats_a_kommun_and_a_period_have_too_few() -> None:
    assert too_fine([hand.move(persons=9), hand.move(persons=3, target="sickness")], 5) == {FEW}
    assert too_fine([hand.move(persons=3), hand.move(persons=3)], 5) == frozenset(), "one cell, booked twice"
    assert too_fine([hand.move(persons=-3)], 5) == {MANY}, "what was taken back counts as persons"


def test_why_sums_are_no_shelter() -> None:
    """Twelve and three persons at 5 220 and 8 510 kronor: no other whole numbers up to fifty give the same sum."""
    costs, told = (5_220_00, 8_510_00), 12 * 5_220_00 + 3 * 8_510_00
    fits = [
        pair for pair in product(range(51), repeat=2) if sum(n * c for n, c in zip(pair, costs, strict=True)) == told
    ]
    assert fits == [(12, 3)]
