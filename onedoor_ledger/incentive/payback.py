"""When what was put in has come back, month by month after the moves; and how many persons it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from onedoor_ledger.incentive.chain import MONTHS, NOTHING, worth
from onedoor_ledger.incentive.model import MoveRelief, Relief
from onedoor_ledger.rulebook.model.incentive import Effect

Lasting = tuple[tuple[Fraction, ...], int]
"""How a relief lasts: its profile over the years and its lag."""
Monthly = Mapping[Lasting, tuple[Effect, Fraction]]


def after(moves: Iterable[MoveRelief], purses: Collection[str], months: int, discount: Fraction) -> Fraction:
    """What the moves are worth to ``purses`` together when ``months`` have passed after each, present value; öre.

    Nothing where nothing is assumed of the insats.
    """
    return _worth(_monthly(moves, purses), months, discount)


def payback_months(relief: Relief, purses: Collection[str], put_in: int) -> int | None:
    """The first whole month in which the cumulated relief covers ``put_in``; 0 when there is nothing to cover.

    Months are counted from each move. None: not within the horizon.
    """
    if put_in <= 0:
        return 0
    monthly, method = _monthly(relief.moves, purses), relief.method
    months = range(1, method.horizon * MONTHS + 1)
    return next((month for month in months if _worth(monthly, month, method.discount) >= put_in), None)


@dataclass(frozen=True, slots=True)
class Gone:
    """Who has moved so far, for the words where a payback or a break-even has no number."""

    moves: int
    """Moves booked from one support to another."""
    went: int
    """Persons who went to work or studies."""
    known: int
    """Those of them that a break-even is counted by: with a cost, and with something assumed of the insats."""


def gone_of(relief: Relief, good: frozenset[str]) -> Gone:
    """Who has moved in the period ``relief`` is of; ``good`` states are work and studies."""
    went = [row for row in relief.moves if row.move.target in good]
    return Gone(
        moves=len(relief.moves),
        went=sum(row.move.persons for row in went),
        known=sum(row.move.persons for row in went if _known(row)),
    )


def break_even(relief: Relief, good: frozenset[str], purses: Collection[str], put_in: int) -> int | None:
    """Fewest persons to one of the ``good`` states, each worth to ``purses`` what those who went there are.

    None when nobody went, or when it gives them nothing.
    """
    went = [row for row in relief.moves if row.move.target in good and _known(row)]
    persons = sum(row.move.persons for row in went)
    if persons <= 0:
        return None
    each = after(went, purses, relief.method.horizon * MONTHS, relief.method.discount) / persons
    return ceil(max(put_in, 0) / each) if each > 0 else None


def _known(row: MoveRelief) -> bool:
    return row.effect is not None and row.priced


def _monthly(moves: Iterable[MoveRelief], purses: Collection[str]) -> Monthly:
    """A month's relief by how it lasts: moves that last alike are one."""
    found: defaultdict[Lasting, Fraction] = defaultdict(Fraction)
    effects: dict[Lasting, Effect] = {}
    for row in moves:
        monthly = sum((row.monthly.get(purse, NOTHING) for purse in purses), NOTHING)
        if row.effect is not None and monthly:
            lasts = row.effect.profile, row.effect.lag_months
            found[lasts] += monthly * row.kept
            effects[lasts] = row.effect
    return {lasts: (effects[lasts], amount) for lasts, amount in found.items()}


def _worth(monthly: Monthly, months: int, discount: Fraction) -> Fraction:
    return sum((amount * worth(effect, Fraction(months), discount) for effect, amount in monthly.values()), NOTHING)
