"""Participations and how they ended, with small cells withheld (domain.md section 6).

The people book counts persons as they stand, enter and leave; a participation is one person in one measure, so a
person in two measures is counted twice: *deltaganden*, not persons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.accounts.people_withheld import Withheld
from onedoor_ledger.accounts.selection import ENTERED, LEFT, STOCK, Sum, between, credit, debit, in_book, plus, under
from onedoor_ledger.accounts.small_cells import is_small
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd


TOGETHER = ""
"""As a measure: those too few to be told per measure, told for all together."""


@dataclass(frozen=True, slots=True)
class Participations:
    """One measure's people from 1 January to the period's end."""

    measure: str
    """Measure id; :data:`TOGETHER` for those told for all measures together."""
    opening: Sum
    """In the measure when the year began."""
    entered: Sum
    left: Sum
    planned: int
    """Planned participations for the whole year."""
    last_year: Sum
    """Participations at the same time last year."""

    @property
    def ref(self) -> str:
        """What stands for the measure in a figure's id."""
        return self.measure or "together"

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
        """Every count of this year that is shown of it."""
        counts = (self.opening, self.entered, self.left, self.so_far, self.now)
        return tuple(count.amount for count in counts)


@dataclass(frozen=True, slots=True)
class Shown:
    """Participations per measure, and which of them may not be shown."""

    measures: tuple[Participations, ...]
    withheld: frozenset[str]
    """Measures whose counts are too small, or would give such a one away."""
    total_withheld: bool
    sums_withheld: bool
    """Whether the sums of the columns may not be shown."""
    withheld_last_year: frozenset[str]
    """Measures whose participations the report of the same time last year did not show."""
    total_last_year_withheld: bool

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
    """Neither: those who live on the same support as before too."""
    withheld: bool
    """True when any of the counts is too small to be shown."""


def participations_of(rules: Rulebook, books: Books, period: Period, unshown: Withheld) -> Shown:
    """Participations of every measure with a plan or with people, small cells marked.

    :param unshown: what no report of the period may show.
    """
    frame = in_book(books, Book.PEOPLE)
    planned = {measure.id: measure.planned.get(period.year, 0) for measure in rules.measures}
    told = set(frame["measure"].unique())
    wanted = [measure for measure in (*planned, TOGETHER) if measure in told or planned.get(measure)]
    rows = tuple(
        _participations(frame[frame["measure"] == measure], measure, planned.get(measure, 0), period)
        for measure in wanted
    )
    few = {row.measure for row in rows if _any_small(row.cells, rules.association.small_cell)}
    gone = few | {measure for measure in wanted if unshown.measure(measure)}
    return Shown(
        rows,
        frozenset(gone),
        total_withheld=unshown.measure(),
        sums_withheld=unshown.sums or bool(few),
        withheld_last_year=frozenset(each for each in wanted if unshown.measure_last_year(each)),
        total_last_year_withheld=unshown.measure_last_year(),
    )


def _participations(own: pd.DataFrame, measure: str, planned: int, period: Period) -> Participations:
    opening, entered = _opening_and_entered(own, period)
    left = debit(under(between(own, period.year_start, period.end), LEFT))
    last_year = plus(_opening_and_entered(own, period.year_before()))
    return Participations(measure, opening, entered, left, planned, last_year)


def endings_of(rules: Rulebook, books: Books, period: Period, unshown: Withheld) -> Endings:
    """Where those who left went, all measures together; ``unshown`` is what no report of the period may show.

    Who left and lives on the same support as before has changed to none: that is otherwise.
    """
    left = [move for move in moves_of(rules, books, period.year_start, period.end) if move.left and move.origin]
    good = {state.id for state in rules.states if state.good_end}
    paid = {state.id for state in rules.states if not state.good_end and state.payer is not None}
    work = _persons(move for move in left if move.target in good)
    support = _persons(move for move in left if move.target in paid and move.target != move.origin)
    everyone = _persons(left)
    otherwise = everyone - work - support
    cells = (everyone.amount, work.amount, support.amount, otherwise.amount)
    few = _any_small(cells, rules.association.small_cell)
    return Endings(everyone, work, support, otherwise, few or unshown.ends)


def _persons(moves: Iterable[Move]) -> Sum:
    counted = list(moves)
    return Sum(sum(move.persons for move in counted), tuple(dict.fromkeys(move.voucher for move in counted)))


def _any_small(cells: Sequence[int], threshold: int) -> bool:
    return any(is_small(cell, threshold) for cell in cells)


def _opening_and_entered(own: pd.DataFrame, period: Period) -> tuple[Sum, Sum]:
    day_before = period.year_start - dt.timedelta(days=1)
    return (
        debit(under(between(own, None, day_before), STOCK)),
        credit(under(between(own, period.year_start, period.end), ENTERED)),
    )
