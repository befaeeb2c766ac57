"""The year's plan through the chain: what each insats is expected to give for its budget (methods.md section 3).

Beside what has been counted, never added to it. What one person who moves is worth is what those who have moved in the
insats so far are worth on average; how many are expected to, and would have anyway, the rules say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.incentive.chain import MONTHS, Chain, Plan, chain_of, moved
from onedoor_ledger.incentive.model import Incentives, MoveRelief
from onedoor_ledger.rulebook.model import Measure, Rulebook
from onedoor_ledger.rulebook.model.incentive import Effect, Method

NOTHING = Fraction(0)


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


def without_expected(rules: Rulebook, incentives: Incentives) -> tuple[Measure, ...]:
    """Insatser that have an effect in the rules but not what it is expected to be: asked for."""
    effects = {row.move.measure: row.effect for row in incentives.relief.moves}
    return tuple(m for m in rules.measures if (effect := effects.get(m.id)) is not None and effect.expected is None)


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
