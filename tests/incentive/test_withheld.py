"""An amount that is so many persons times a published cost is not shown when they are too few."""

from __future__ import annotations

from onedoor_ledger.incentive.withheld import withheld
from tests.incentive import hand

PURSES = ("norrvidd", "granasa", "tallhed")


def test_few_persons_are_withheld_and_never_alone():
    many, few = hand.moved({"granasa": 5, "norrvidd": 5}, persons=9), hand.moved({"tallhed": 5}, persons=3)
    middle = hand.moved({"norrvidd": 1}, persons=7)
    assert withheld(hand.relief({}, many, few, middle), PURSES, 5) == {"tallhed", "granasa"}


def test_nothing_is_withheld_where_enough_stand_behind_it():
    assert withheld(hand.relief({}, hand.moved({"granasa": 5}, persons=5)), PURSES, 5) == frozenset()
    assert withheld(hand.relief({}), PURSES, 5) == frozenset()


def test_what_was_taken_back_counts_as_persons():
    assert withheld(hand.relief({}, hand.moved({"granasa": 5, "norrvidd": 1}, persons=-3)), PURSES, 5) == {
        "granasa",
        "norrvidd",
    }
