"""Persons per support: how many there were, who came, changed and left, and how many there are; each row balances."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.accounts.moves import Move, moves_of, stock_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class StateFlow:
    """One support from 1 January to the period's end: opening + entered + came − went − left = closing."""

    state: str
    """A support's id, or a group's: those told so coarsely."""
    opening: int
    entered: int
    """Came into an insats, on this support."""
    came: int
    """Changed to it from another support."""
    went: int
    """Changed from it to another support."""
    left: int
    """Left the insats from it, to whatever they live on then."""
    closing: int
    """As the book has it."""
    vouchers: tuple[str, ...]

    @property
    def cells(self) -> tuple[int, ...]:
        """Every count shown of it."""
        return self.opening, self.entered, self.came, self.went, self.left, self.closing

    @property
    def balances(self) -> bool:
        """Whether nobody fell between two chairs."""
        return self.opening + self.entered + self.came - self.went - self.left == self.closing


def state_flows(rules: Rulebook, books: Books, period: Period) -> tuple[StateFlow, ...]:
    """Every support somebody stood in or moved to or from, in the rules' order, then the groups'."""
    opening = stock_of(rules, books, period.year_start - dt.timedelta(days=1))
    closing = stock_of(rules, books, period.end)
    moves = moves_of(rules, books, period.year_start, period.end)
    known = [state.id for state in rules.states] + [group.id for group in rules.state_groups]
    order = dict.fromkeys((*known, *sorted({*opening, *closing})))
    rows = (_row(state, opening, closing, moves) for state in order)
    return tuple(row for row in rows if any(row.cells))


def _row(state: str, opening: Mapping[str, int], closing: Mapping[str, int], moves: Sequence[Move]) -> StateFlow:
    sums: Counter[str] = Counter()
    keys: dict[str, None] = {}
    for move in moves:
        parts = list(_parts(state, move))
        for part in parts:
            sums[part] += move.persons
            keys[move.voucher] = None
    return StateFlow(
        state=state,
        opening=opening.get(state, 0),
        entered=sums["entered"],
        came=sums["came"],
        went=sums["went"],
        left=sums["left"],
        closing=closing.get(state, 0),
        vouchers=tuple(keys),
    )


def _parts(state: str, move: Move) -> tuple[str, ...]:
    """What the move is to ``state``: both a coming and a going when it stays there."""
    found = []
    if move.target == state and not move.left:
        found.append("came" if move.origin else "entered")
    if move.origin == state:
        found.append("left" if move.left else "went")
    return tuple(found)
