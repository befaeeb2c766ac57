"""The year's plan through the chain: what each insats is expected to give for its budget (methods.md section 3).

Beside what has been counted, never added to it. What one person who moves is worth is what those who have moved in the
insats so far are worth on average; how many are expected to, and would have anyway, the rules say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from onedoor_ledger.incentive.chain import MONTHS, Chain, Plan, chain_of, moved
from onedoor_ledger.incentive.model import Incentives, MoveRelief
from onedoor_ledger.rulebook.model import Measure, MeasureKind, Rulebook
from onedoor_ledger.rulebook.model.incentive import Effect, Method

NOTHING = Fraction(0)


class Lacking(StrEnum):
    """Why an insats is not in the plan's calculation."""

    EFFECT = "effect"
    """Nothing is assumed of it."""
    MOVES = "moves"
    """Nobody has moved in it with a known cost before and after: what a move is worth cannot be told."""
    EXPECTED = "expected"
    """The rules do not say what is expected of it."""
    PLAN = "plan"
    """No planned participations for the year."""
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Planned:
    """One insats' plan. Öre."""

    measure: Measure
    persons: int
    """Participations planned for the year."""
    effect: Effect
    because: Fraction
    """Persons expected to move because of it."""
    cost: int
    """The year's budget."""
    parties: Chain
    """Worth to the parties' own purses."""
    society: Chain
    """Worth to all purses."""


def planned_of(rules: Rulebook, incentives: Incentives) -> tuple[Planned, ...]:
    """Each insats with a plan, a budget, an expected effect and somebody who has moved, in the rules' order."""
    relief = incentives.relief
    year = relief.period.year
    own = {purse for player in incentives.players for purse in player.purses}
    return tuple(
        _planned(measure, effect, relief.method, moves, budget, own, year)
        for measure in rules.measures
        if (moves := _moves(relief.moves, measure.id))
        and (effect := moves[0].effect) is not None
        and effect.expected is not None
        and measure.planned.get(year)
        and (budget := _budget(rules, measure.id, year))
    )


def unplanned_of(rules: Rulebook, incentives: Incentives) -> Mapping[Lacking, tuple[Measure, ...]]:
    """The insatser with a plan, a budget or moves that :func:`planned_of` leaves out, by what they lack.

    Of a measure that lacks several things the first is told: what has to be written before the next is any use.
    """
    year = incentives.relief.period.year
    told = {plan.measure.id for plan in planned_of(rules, incentives)}
    found: defaultdict[Lacking, list[Measure]] = defaultdict(list)
    for measure in rules.measures:
        moved = any(row.move.measure == measure.id for row in incentives.relief.moves)
        planned = bool(measure.planned.get(year) or _budget(rules, measure.id, year))
        there = moved or (measure.kind is MeasureKind.INDIVIDUAL and planned)
        if there and measure.id not in told:
            found[_lacking(incentives, measure)].append(measure)
    return {why: tuple(found[why]) for why in Lacking if why in found}


def _lacking(incentives: Incentives, measure: Measure) -> Lacking:
    relief = incentives.relief
    effects = [row.effect for row in relief.moves if row.move.measure == measure.id]
    if effects and effects[0] is None:
        return Lacking.EFFECT
    if not _moves(relief.moves, measure.id):
        return Lacking.MOVES
    if effects[0] is not None and effects[0].expected is None:
        return Lacking.EXPECTED
    return Lacking.BUDGET if measure.planned.get(relief.period.year) else Lacking.PLAN


def _planned(
    measure: Measure,
    effect: Effect,
    method: Method,
    moves: Sequence[MoveRelief],
    budget: int,
    own: Collection[str],
    year: int,
) -> Planned:
    persons = Fraction(measure.planned[year]) * (1 - effect.overlap)
    expected = effect.expected if effect.expected is not None else NOTHING

    def chain(purses: Collection[str] | None) -> Chain:
        return chain_of(
            Plan(
                persons=persons,
                engaged=effect.engaged,
                effect=expected,
                deadweight=effect.deadweight,
                convention=method.convention,
                yearly=_yearly(moves, purses),
                correction=method.correction.get(effect.evidence.grade, NOTHING),
                profile=effect.profile[: method.horizon],
                costs=(Fraction(budget),),
                discount=method.discount,
            )
        )

    because = moved(persons, effect.engaged, expected, effect.deadweight, method.convention)
    return Planned(measure, measure.planned[year], effect, because, budget, chain(own), chain(None))


def _yearly(moves: Sequence[MoveRelief], purses: Collection[str] | None) -> Fraction:
    """What a person who moved is worth a full year, on average; to all purses where none are named."""
    worth = sum((_within(row, purses) for row in moves), NOTHING)
    return worth * MONTHS / sum(row.move.persons for row in moves)


def _within(row: MoveRelief, purses: Collection[str] | None) -> Fraction:
    amounts: Iterator[Fraction] = (a for purse, a in row.monthly.items() if purses is None or purse in purses)
    return sum(amounts, NOTHING)


def _moves(moves: Sequence[MoveRelief], measure: str) -> tuple[MoveRelief, ...]:
    own = tuple(row for row in moves if row.move.measure == measure and row.priced and row.effect is not None)
    return own if sum(row.move.persons for row in own) > 0 else ()


def _budget(rules: Rulebook, line: str, year: int) -> int:
    budget = rules.budgets.get(year)
    row = budget.line(line) if budget else None
    return row.year if row else 0
