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
from onedoor_ledger.accounts.people_withheld import Withheld, withheld_people
from onedoor_ledger.accounts.small_cells import is_small
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.model import Relief
from onedoor_ledger.incentive.payers import Pair
from onedoor_ledger.incentive.purses import SOCIETY
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import Convention


def secret_pairs(rules: Rulebook, books: Books, period: Period) -> frozenset[Pair]:
    """Moves (from, to) whose kronor may not be shown: some count of them is withheld, or booked of too few.

    The people book's own cells are by insats, kommun and period: what an import books is large enough or told coarsely.
    """
    moves = moves_of(rules, books, period.year_start, period.end)
    hidden = withheld_people(rules, books, period)
    fine = too_fine(moves, rules.association.small_cell)
    return hidden.pairs | fine | by_participations(rules, period, moves, hidden)


def too_fine(moves: Iterable[Move], threshold: int) -> frozenset[Pair]:
    """The moves that some insats, kommun and period has fewer than ``threshold`` of, within the insats or out of it.

    An insats' kronor tell its moves; what all who left it are more than those has left on the same support as before.
    So where those are few, every move out of the insats is one that would tell.
    """
    cells: Counter[tuple[str, str, dt.date, dt.date, bool, Pair]] = Counter()
    for move in moves:
        if move.origin and (move.left or move.origin != move.target):
            when = move.period.start, move.period.end
            cells[move.measure, move.municipality, *when, move.left, (move.origin, move.target)] += move.persons
    few = {cell for cell, persons in cells.items() if is_small(persons, threshold)}
    stayed_on = {cell[0] for cell in few if cell[-1][0] == cell[-1][1]}
    told = {cell[-1] for cell in few} | {cell[-1] for cell in cells if cell[4] and cell[0] in stayed_on}
    return frozenset(pair for pair in told if pair[0] != pair[1])


def by_participations(rules: Rulebook, period: Period, moves: Iterable[Move], hidden: Withheld) -> frozenset[Pair]:
    """The moves of insatser whose participations may not be shown, where the rules in force count by those.

    With the additive convention what is kept of a move is made of the insats' participations
    (:mod:`onedoor_ledger.incentive.kept`).
    """
    in_force = [method for method in rules.incentive.methods if method.dated.covers(period.end)]
    if not any(method.convention is Convention.ADDITIVE for method in in_force):
        return frozenset()
    told = [move for move in moves if move.origin and move.origin != move.target and hidden.measure(move.measure)]
    return frozenset((move.origin, move.target) for move in told)


def withheld(relief: Relief, secret: Collection[Pair]) -> frozenset[str]:
    """The purses whose relief rests on a secret move, and society when there is any."""
    moved = [row for row in relief.moves if (row.move.origin, row.move.target) in secret]
    purses = {purse for row in moved for purse, amount in row.monthly.items() if amount}
    return frozenset(purses | {SOCIETY}) if purses else frozenset()
