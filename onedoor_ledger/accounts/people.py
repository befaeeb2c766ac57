"""Participations and how they ended, with small cells withheld (domain.md section 6).

The people book counts persons as they stand, enter and leave; a participation is one person in one measure, so a
person in two measures is counted twice: *deltaganden*, not persons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.selection import ENTERED, LEFT, STOCK, Sum, between, credit, debit, in_book, plus, under
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, SupportState
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Participations:
    """One measure's people from 1 January to the period's end."""

    measure: str
    opening: Sum
    """In the measure when the year began."""
    entered: Sum
    left: Sum
    planned: int
    """Planned participations for the whole year."""
    last_year: Sum
    """Participations at the same time last year."""

    @property
    def so_far(self) -> Sum:
        """Participations: those there when the year began and those who entered since."""
        return self.opening + self.entered

    @property
    def now(self) -> Sum:
        """In the measure at the period's end."""
        return self.so_far - self.left

    @property
    def cells(self) -> tuple[int, ...]:
        """Every count that is shown of it."""
        return (
            self.opening.amount,
            self.entered.amount,
            self.left.amount,
            self.so_far.amount,
            self.now.amount,
            self.last_year.amount,
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """Participations per measure, and which of them may not be shown."""

    measures: tuple[Participations, ...]
    withheld: frozenset[str]
    """Measures whose counts are too small, or would give such a one away."""
    total_withheld: bool

    @property
    def total(self) -> Sum:
        """All participations so far."""
        return plus([row.so_far for row in self.measures])

    @property
    def planned(self) -> int:
        """All planned participations."""
        return sum(row.planned for row in self.measures)


@dataclass(frozen=True, slots=True)
class Endings:
    """Where those who left from 1 January to the period's end went."""

    left: Sum
    to_work: Sum
    """To work or studies."""
    to_support: Sum
    """To another support, paid by some purse."""
    otherwise: Sum
    withheld: bool
    """True when any of the counts is too small to be shown."""


def participations_of(rules: Rulebook, books: Books, period: Period) -> Shown:
    """Participations of every measure with a plan or with people, small cells marked."""
    frame = in_book(books, Book.PEOPLE)
    before = period.year_before()
    rows = []
    for measure in rules.measures:
        own = frame[frame["measure"] == measure.id]
        planned = measure.planned.get(period.year, 0)
        if own.empty and not planned:
            continue
        opening, entered = _opening_and_entered(own, period)
        left = debit(under(between(own, period.year_start, period.end), LEFT))
        rows.append(
            Participations(measure.id, opening, entered, left, planned, plus(_opening_and_entered(own, before)))
        )
    withheld, total_withheld = withhold([row.cells for row in rows], rules.association.small_cell)
    return Shown(tuple(rows), frozenset(rows[i].measure for i in withheld), total_withheld)


def endings_of(rules: Rulebook, books: Books, period: Period) -> Endings:
    """Where those who left went, all measures together."""
    states = {state.component: state for state in rules.states}
    left = under(between(in_book(books, Book.PEOPLE), period.year_start, period.end), LEFT)
    reached = left["account"].str.rsplit(":", n=1).str[-1].map(states.get)
    work = debit(left[reached.map(_is_work).astype(bool)])
    support = debit(left[reached.map(_is_support).astype(bool)])
    everyone = debit(left)
    otherwise = everyone - work - support
    cells = (everyone.amount, work.amount, support.amount, otherwise.amount)
    return Endings(everyone, work, support, otherwise, _any_small(cells, rules.association.small_cell))


def withhold(rows: Sequence[tuple[int, ...]], threshold: int) -> tuple[tuple[int, ...], bool]:
    """Which rows, and whether their total, must be withheld so that no count below ``threshold`` can be seen.

    A row is withheld whole when any of its cells counts 1 to ``threshold`` - 1 persons. What the total less the rows
    shown would give away is then covered by withholding the smallest of the others too, until at least two rows are
    gone and their sums are no small counts themselves; when no row is left to take, the total is withheld.

    :returns: indices of the withheld rows in order, and whether the total is withheld.
    """
    gone = [i for i, cells in enumerate(rows) if _any_small(cells, threshold)]
    if not gone:
        return (), False
    others = sorted((i for i in range(len(rows)) if i not in gone), key=lambda i: (max(rows[i]), i))
    while len(gone) < 2 or _any_small(
        [sum(column) for column in zip(*(rows[i] for i in gone), strict=True)], threshold
    ):
        if not others:
            return tuple(sorted(gone)), True
        gone.append(others.pop(0))
    return tuple(sorted(gone)), False


def _any_small(cells: Sequence[int], threshold: int) -> bool:
    return any(0 < abs(cell) < threshold for cell in cells)


def _opening_and_entered(own: pd.DataFrame, period: Period) -> tuple[Sum, Sum]:
    day_before = period.year_start - dt.timedelta(days=1)
    return (
        debit(under(between(own, None, day_before), STOCK)),
        credit(under(between(own, period.year_start, period.end), ENTERED)),
    )


def _is_work(state: object) -> bool:
    return isinstance(state, SupportState) and state.good_end


def _is_support(state: object) -> bool:
    return isinstance(state, SupportState) and not state.good_end and state.payer is not None
