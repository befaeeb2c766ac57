"""The plan through the chain: methods.md's worked example, seen from an insats with a plan and a budget."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from onedoor_ledger.incentive.model import Incentives
from onedoor_ledger.incentive.planned import Lacking, planned_of, unplanned_of
from onedoor_ledger.incentive.weighing import weighed
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.budget import Budget, BudgetLine
from tests.accounts import small
from tests.incentive import hand
from tests.incentive.demo_books import demo, half

KR = 100
YEARLY = 80_000 * KR
"""What a person who moves is worth the kommun a year."""
PROFILE = tuple(Fraction(share) for share in ("0.5", "1", "1", "0.7", "0.4"))


def rules(persons: int = 200, cost: int = 1_200_000) -> Rulebook:
    book = small.rulebook()
    (first, *rest) = book.measures
    budget = Budget(2026, "", (BudgetLine(first.id, "", "individual", (cost * KR, 0, 0, 0)),), (), (), None)
    return replace(
        book, measures=(replace(first, planned={2026: persons}), *rest), budgets={**book.budgets, 2026: budget}
    )


def found(book: Rulebook, **effect: object) -> Incentives:
    given = {"engaged": Fraction(1, 2), "deadweight": Fraction(1, 10), "profile": PROFILE, **effect}
    measure = book.measures[0].id
    row = hand.moved({"granasa": 6 * YEARLY // 12}, persons=6, measure=measure, **given)
    row = replace(row, move=replace(row.move, measure=measure))
    how = hand.method(horizons=(5,), horizon=5, discount=Fraction("0.035"), correction={1: Fraction("0.15")})
    relief = replace(hand.relief({}, row), method=how)
    return weighed(book, relief, hand.stakes({}, book))


def test_the_worked_example_of_the_chain() -> None:
    book = rules()
    (plan,) = planned_of(book, found(book, expected=Fraction(3, 10)))
    assert plan.because == 20
    assert plan.society.yearly == 1_360_000 * KR
    assert round(plan.society.benefit / KR, 2) == Fraction("4596298.24")
    assert plan.cost == plan.society.cost == 1_200_000 * KR
    assert plan.society.pays_back == 1
    assert plan.parties.benefit == plan.society.benefit  # the kommun is the only purse it touches


def test_who_is_counted_in_two_insatser_is_planned_once() -> None:
    book = rules()
    (plan,) = planned_of(book, found(book, expected=Fraction(3, 10), overlap=Fraction(1, 4)))
    assert plan.because == 15


def test_what_the_rules_do_not_expect_is_asked_for() -> None:
    book = rules()
    assert planned_of(book, found(book)) == ()
    assert unplanned_of(book, found(book))[Lacking.EXPECTED] == (book.measures[0],)


@pytest.mark.parametrize(("without", "why"), [({"persons": 0}, Lacking.PLAN), ({"cost": 0}, Lacking.BUDGET)])
def test_without_a_plan_or_a_budget_there_is_nothing_to_reckon(without: dict[str, int], why: Lacking) -> None:
    book = rules(**without)
    assert planned_of(book, found(book, expected=Fraction(3, 10))) == ()
    assert unplanned_of(book, found(book, expected=Fraction(3, 10)))[why] == (book.measures[0],)


def test_an_insats_in_the_plan_that_is_not_calculated_is_told_with_what_it_lacks() -> None:
    """Nobody moved, moves without a cost, nothing assumed: it is never dropped without a word."""
    book, given = rules(), found(rules(), expected=Fraction(3, 10))
    first = book.measures[0]

    def without(**more: object) -> Incentives:
        rows = tuple(replace(row, **more) for row in given.relief.moves)  # type: ignore[arg-type]
        return replace(given, relief=replace(given.relief, moves=rows))

    nobody = replace(given, relief=replace(given.relief, moves=()))
    assert first in unplanned_of(book, nobody)[Lacking.MOVES]
    assert first in unplanned_of(book, without(costless=("aid",), monthly={}))[Lacking.MOVES]
    assert unplanned_of(book, without(effect=None))[Lacking.EFFECT] == (first,)
    assert first not in unplanned_of(book, given).get(Lacking.MOVES, ())


def test_the_demos_plan_is_for_the_year_and_every_insats_that_somebody_has_moved_in() -> None:
    book, _books = demo()
    plans = {plan.measure.id: plan for plan in planned_of(book, half())}
    assert set(plans) <= {measure.id for measure in book.measures if measure.planned}
    assert plans["i01"].persons == 58
    assert plans["i01"].cost == 2_600_000 * KR
    told = {measure.id for measures in unplanned_of(book, half()).values() for measure in measures}
    assert told | set(plans) == {measure.id for measure in book.measures if measure.planned.get(2026)}
    assert not told & set(plans)
