"""Which calculated amounts may not be shown: persons times a published cost tell how many the persons were.

An amount is made of few kinds of moves, each with a cost known to the öre: whoever tries whole numbers of persons finds
the only ones that fit. So an amount is shown only when every cell of moves behind it may be known, and the whole's with
it: it is the sum of all.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.accounts.people_withheld import withheld_people
from onedoor_ledger.accounts.small_cells import is_small
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.model import Relief
from onedoor_ledger.incentive.payers import Pair
from onedoor_ledger.incentive.purses import SOCIETY
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook


def secret_pairs(rules: Rulebook, books: Books, period: Period) -> frozenset[Pair]:
    """Moves (from, to) whose kronor may not be shown: some count of them is withheld, or booked of too few.

    The people book's own cells are by insats, kommun and period: what an import books is large enough or told coarsely.
    """
    moves = moves_of(rules, books, period.year_start, period.end)
    return withheld_people(rules, books, period).pairs | too_fine(moves, rules.association.small_cell)


def too_fine(moves: Iterable[Move], threshold: int) -> frozenset[Pair]:
    """The moves that some insats, kommun and period has fewer than ``threshold`` of."""
    cells: Counter[tuple[str, str, dt.date, Pair]] = Counter()
    for move in moves:
        if move.origin and move.origin != move.target:
            cells[move.measure, move.municipality, move.period.end, (move.origin, move.target)] += move.persons
    return frozenset(cell[-1] for cell, persons in cells.items() if is_small(persons, threshold))


def withheld(relief: Relief, secret: Collection[Pair]) -> frozenset[str]:
    """The purses whose relief rests on a secret move, and society when there is any."""
    moved = [row for row in relief.moves if (row.move.origin, row.move.target) in secret]
    purses = {purse for row in moved for purse, amount in row.monthly.items() if amount}
    return frozenset(purses | {SOCIETY}) if purses else frozenset()
