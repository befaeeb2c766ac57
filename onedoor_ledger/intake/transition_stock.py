"""Nobody leaves who has not come, at the level a move is told (see :mod:`.coarsening`).

Persons told for all insatser, or for a group of states, are in no insats' own account. A move that takes more out of an
account than came into it must then be of such persons, and is booked where they came in; if too few came in there
either, the count is wrong. An account of a coarser level may itself be below zero, when persons came in under an insats
and left for all insatser together: what must hold there is the sum of the level and everything finer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onedoor_ledger.books.model import Books
from onedoor_ledger.intake.coarsening import ALL, ENTERED, Cell, Where
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book

_STOCK = "Deltagare:"


@dataclass(frozen=True, slots=True)
class Pending:
    """A cell to be booked under ``at``, which is coarser than the cell's own place when it is of such persons."""

    cell: Cell
    at: Where
    identity: str


class Stock:
    """Persons per insats and state, and how many ever came in at a coarser level."""

    def __init__(self, rules: Rulebook, books: Books) -> None:
        self._groups: Mapping[str, str] = {state.id: state.group for state in rules.states if state.group}
        self._held: Counter[tuple[str, str]] = Counter()
        self._came: Counter[str] = Counter()
        states = {one.component: one.id for one in rules.states}
        states |= {one.component: one.id for one in rules.state_groups}
        for posting in of_book(books, Book.PEOPLE):
            if posting.account.startswith(_STOCK):
                component = posting.account.rsplit(":", 1)[-1]
                self._move(posting.measure, states.get(component, component), posting.amount)

    def where_they_are(self, pending: Sequence[Pending]) -> tuple[tuple[Pending, ...], tuple[Pending, ...]]:
        """The moves, each where its persons came in, and those that would leave fewer than nobody.

        A file's moves count together, since they have no order.
        """
        found = sorted(pending, key=lambda move: (move.cell.persons, move.cell.where))
        for move in found:
            self._count(move, 1)
        booked = {}
        for move in found:
            placed = self._placed(move)
            booked[move.identity] = placed
        wrong = [move for move in booked.values() if self._is_wrong(move.at)]
        return tuple(booked[move.identity] for move in pending), tuple(wrong)

    def _placed(self, move: Pending) -> Pending:
        """The move where its persons came in, as far as so many came in there."""
        while (short := self._short(move.at)) > 0:
            wider = self._wider(move.at)
            if wider is None or short > self._came_coarser(move.at):
                break
            self._count(move, -1)
            move = replace(move, at=wider)
            self._count(move, 1)
        return move

    def _is_wrong(self, at: Where) -> bool:
        """Whether more than are there would have left, at the level of ``at`` or at one coarser."""
        if at.origin == ENTERED or self._short(at) > 0:
            return at.origin != ENTERED
        everywhere = self._short(replace(at, measure=ALL))
        group = self._groups.get(at.origin)
        if group is None:
            return everywhere > 0
        return everywhere > self._came[group] or self._short(replace(at, measure=ALL, origin=group)) > 0

    def _count(self, move: Pending, sign: int) -> None:
        at, persons = move.at, move.cell.persons * sign
        if not at.left:
            self._move(at.measure, at.target, persons, came=persons)
        if at.origin != ENTERED:
            self._move(at.measure, at.origin, -persons, came=0)

    def _move(self, measure: str, state: str, persons: int, *, came: int | None = None) -> None:
        self._held[measure, state] += persons
        if measure == ALL:
            self._came[state] += max(persons, 0) if came is None else came

    def _short(self, at: Where) -> int:
        """How many more than are there would have left the state at the level of ``at``."""
        if at.origin == ENTERED:
            return 0
        if at.measure != ALL:
            return -self._held[at.measure, at.origin]
        return -self._sum({at.origin} | {state for state, group in self._groups.items() if group == at.origin})

    def _sum(self, states: Iterable[str]) -> int:
        wanted = set(states)
        return sum(persons for (_measure, state), persons in self._held.items() if state in wanted)

    def _wider(self, at: Where) -> Where | None:
        if at.measure != ALL:
            return replace(at, measure=ALL)
        if at.origin not in self._groups:
            return None
        return replace(at, origin=self._groups[at.origin], target=self._groups.get(at.target, at.target))

    def _came_coarser(self, at: Where) -> int:
        """How many came into the state at a coarser level than ``at``: at most so many of its leavers were they."""
        group = self._came[self._groups.get(at.origin, at.origin)]
        return group + self._came[at.origin] if at.measure != ALL else group
