"""Which moves are in no amount, or in no net, for want of a cost or of an assumption: said wherever relief or net is.

A move is left out of every purse or of none. Were only the payer whose cost is missing left out, the kommun would see
what a move costs it and nobody what it saves somebody else: the parts would no longer be those of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from onedoor_ledger.incentive.model import Relief
from onedoor_ledger.incentive.payers import Pair


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What an amount is without."""

    unpriced: Mapping[Pair, int]
    """Persons by move (from, to) that has no price, in the year so far: in no purse's amount."""
    moved: Mapping[Pair, int]
    """Of the same moves, all the persons: more than the unpriced where the cost is missing for a part of the year."""
    costless: tuple[str, ...]
    """The supports whose cost is not told, which is why."""
    unassumed: tuple[str, ...] = ()
    """Insatser nothing is assumed of: their moves are shown as counted, and are in no net."""

    @property
    def persons(self) -> int:
        """Persons whose moves have no price."""
        return sum(self.unpriced.values())

    @property
    def told_elsewhere(self) -> bool:
        """Whether :attr:`persons` is a sum of counts in the table of moves: else it is a count of its own."""
        return all(self.moved[pair] == persons for pair, persons in self.unpriced.items())


def left_out_of(relief: Relief) -> LeftOut:
    """What the relief is without."""
    moved: Counter[Pair] = Counter()
    unpriced: Counter[Pair] = Counter()
    costless: dict[str, None] = {}
    for row in relief.moves:
        pair = row.move.origin, row.move.target
        moved[pair] += row.move.persons
        if not row.priced:
            unpriced[pair] += row.move.persons
            costless |= dict.fromkeys(row.costless)
    there = {pair: persons for pair, persons in unpriced.items() if persons}
    unassumed = dict.fromkeys(row.move.measure for row in relief.moves if row.effect is None)
    return LeftOut(there, moved, tuple(costless), tuple(unassumed))
