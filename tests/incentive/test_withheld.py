"""An amount that is so many persons times a published cost is not shown when they are too few, nor the whole's."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import product

import pytest

from onedoor_ledger.accounts.people_keys import EVERY, MEASURE, SO_FAR
from onedoor_ledger.accounts.people_withheld import Withheld
from onedoor_ledger.incentive.purses import SOCIETY
from onedoor_ledger.incentive.rounding import in_ore
from onedoor_ledger.incentive.weighing import net_ore, weighed
from onedoor_ledger.incentive.withheld import by_participations, secret_pairs, too_fine, withheld
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import models
from onedoor_ledger.reporting.incentive_material import IncentiveMaterial, incentive_material
from onedoor_ledger.reporting.model import Table
from onedoor_ledger.rulebook.model.incentive import Convention
from onedoor_ledger.voucher import Voucher
from tests.accounts import small
from tests.incentive import hand
from tests.incentive.rules import AID, NEW, SICK, WHOLE, WORK, people, rules

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


ADDITIVE = rules(how=hand.method(**{**WHOLE, "convention": Convention.ADDITIVE}))
NEXT = parse_period("2027-Q1")
OPENING = (people(60, NEW, AID, day="2026-12-31"), people(60, NEW, SICK, day="2026-12-31"))


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [((MEASURE, "i01", SO_FAR), {MANY, FEW}), ((MEASURE, "i02", SO_FAR), set()), ((MEASURE, EVERY, SO_FAR), set())],
)
def test_what_is_kept_by_participations_is_withheld_with_them(hidden: tuple[str, ...], expected: set[tuple[str, str]]):
    moves = [hand.move(persons=9), hand.move(persons=9, target="sickness"), hand.move(origin="aid", target="aid")]
    found = Withheld(frozenset({hidden}))
    assert by_participations(ADDITIVE, NEXT, moves, found) == expected
    assert by_participations(rules(), NEXT, moves, found) == frozenset(), "kept by nothing that is counted"


def test_a_few_more_participations_hide_what_an_additive_convention_makes_of_them():
    """Sixty by the year's start, three more by March: the moves are nine, and the purses told what the three did."""
    few = small.books(*OPENING, people(9, AID, WORK), people(3, NEW, AID))
    enough = small.books(*OPENING, people(9, AID, WORK), people(8, NEW, AID))
    assert secret_pairs(ADDITIVE, enough, NEXT) == frozenset()
    assert secret_pairs(rules(), few, NEXT) == frozenset()
    assert secret_pairs(ADDITIVE, few, NEXT) == {MANY}
    told = models.build(ADDITIVE, few, NEXT, today=dt.date(2027, 4, 20))
    assert not any(isinstance(block, Table) for sheet in told.sheets for s in sheet.sections for block in s.blocks)


@pytest.mark.parametrize("other", [Fraction(1, 3), Fraction(1, 2), Fraction(7, 10), Fraction(-4, 9)])
def test_the_last_ore_of_a_purse_tells_nothing_of_another_that_is_withheld(other: Fraction):
    parts = {"granasa": Fraction(1001, 2), "norrvidd": Fraction(10_000) + other}
    assert in_ore(parts, apart=True)["granasa"] == in_ore({"granasa": parts["granasa"]}, apart=True)["granasa"]
    found = weighed(small.rulebook(), hand.relief(parts), hand.stakes({}), apart=True)  # type: ignore[arg-type]
    alone = net_ore([row for row in found.purses if row.purse == "granasa"], apart=True)
    assert next(player.net for player in found.players if player.id == "granasa") == alone["granasa"]


def material(*moves: Voucher) -> IncentiveMaterial:
    return incentive_material(rules(), small.books(*OPENING, *moves), NEXT, today=dt.date(2027, 4, 20))


def test_break_even_counts_nobody_where_some_who_went_to_work_are_secret():
    few = material(people(9, AID, WORK), people(3, SICK, WORK), people(8, NEW, AID))
    assert few.withheld
    assert few.hides_persons
    assert not material(people(9, AID, WORK), people(8, NEW, AID)).hides_persons


def test_nor_is_it_held_against_participations_that_may_not_be_shown():
    few = material(people(9, AID, WORK), people(3, NEW, AID))
    assert not few.withheld
    assert few.hides_persons
