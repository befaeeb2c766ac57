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
from onedoor_ledger.accounts.small_cells import Cells, is_small, withheld
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, parse_period, quarters_of
from onedoor_ledger.rulebook.model import Rulebook, SupportState
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd


TOGETHER = ""
"""As a measure: those too few to be told per measure, told for all together."""
_TOTAL = "*"
_COLUMNS = ("opening", "entered", "left", "so_far", "now", "last_year")
_Key = tuple[int, str, str]
"""Edition, measure or total, column."""


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
    """Participations of every measure with a plan or with people, small cells marked.

    The quarters of the year that have ended are earlier editions of the same figures: what they show counts too.
    """
    frame = in_book(books, Book.PEOPLE)
    planned = {measure.id: measure.planned.get(period.year, 0) for measure in rules.measures}
    told = set(frame["measure"].unique())
    wanted = [measure for measure in (*planned, TOGETHER) if measure in told or planned.get(measure)]
    ends = [quarter.end for quarter in quarters_of(period.year) if quarter.end < period.end]
    editions = [
        tuple(_participations(frame[frame["measure"] == measure], measure, planned.get(measure, 0), upto)
              for measure in wanted)
        for upto in (*(_until(end) for end in ends), period)
    ]  # fmt: skip
    withheld, total_withheld = withheld_rows(editions, rules.association.small_cell)
    return Shown(editions[-1], withheld, total_withheld)


def _until(end: dt.date) -> Period:
    start = end.replace(month=1, day=1)
    return parse_period(f"{start}..{end}")


def _participations(own: pd.DataFrame, measure: str, planned: int, period: Period) -> Participations:
    opening, entered = _opening_and_entered(own, period)
    left = debit(under(between(own, period.year_start, period.end), LEFT))
    last_year = plus(_opening_and_entered(own, period.year_before()))
    return Participations(measure, opening, entered, left, planned, last_year)


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


def withheld_rows(editions: Sequence[Sequence[Participations]], threshold: int) -> tuple[frozenset[str], bool]:
    """Measures of the last edition that must be withheld, and whether the totals must.

    No small count can then be worked out from that edition and those before it. A measure is withheld whole, and so are
    the totals: who sees one of its counts may know another.
    """
    cells: Cells[_Key] = Cells()
    shown: set[_Key] = set()
    hidden: set[_Key] = set()
    for n, rows in enumerate(editions):
        _add_edition(cells, n, rows)
        own = {key for key in cells.values if key[0] == n and key not in cells.unseen}
        few = {row.measure for row in rows if _any_small(row.cells, threshold)}
        hidden |= {key for key in own if key[1] in few}
        hidden = set(withheld(cells, threshold, shown_before=shown, withheld_before=hidden))
        gone = {key[1] for key in hidden if key[0] == n}
        hidden |= {key for key in own if key[1] in gone}
        shown |= own - hidden
    return frozenset(gone - {_TOTAL}) if editions else frozenset(), bool(editions) and _TOTAL in gone


def _add_edition(cells: Cells[_Key], n: int, rows: Sequence[Participations]) -> None:
    for row in rows:
        for column, count in zip(_COLUMNS, row.cells, strict=True):
            cells.add((n, row.measure, column), count)
        _adds_up(cells, n, row.measure)
    for i, column in enumerate(_COLUMNS):
        cells.add((n, _TOTAL, column), sum(row.cells[i] for row in rows))
        cells.total((n, _TOTAL, column), {(n, row.measure, column): 1 for row in rows})
        cells.needed.add((n, _TOTAL, column))


def _adds_up(cells: Cells[_Key], n: int, row: str) -> None:
    """A row's counts among themselves, and each beside the edition before."""
    cells.total((n, row, "so_far"), {(n, row, "opening"): 1, (n, row, "entered"): 1})
    cells.total((n, row, "now"), {(n, row, "so_far"): 1, (n, row, "left"): -1})
    if (n - 1, row, "opening") not in cells.values:
        return
    for column in ("opening", "entered", "left", "last_year"):
        since = cells.values[n, row, column] - cells.values[n - 1, row, column]
        cells.add((n, row, f"{column} since"), since, seen=False)
        cells.total((n, row, column), {(n - 1, row, column): 1, (n, row, f"{column} since"): 1})


def _any_small(cells: Sequence[int], threshold: int) -> bool:
    return any(is_small(cell, threshold) for cell in cells)


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
