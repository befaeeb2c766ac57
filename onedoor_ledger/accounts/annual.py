"""The tables of the annual report for a year (LKBR 4:1): statements, notes, and what was planned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onedoor_ledger.accounts.cash_flow import cash_flow_of, uncovered
from onedoor_ledger.accounts.equity import BANK_GROUP, bank_on
from onedoor_ledger.accounts.layout import LaidRow, Layout, layout_of
from onedoor_ledger.accounts.lines import YearLines, lines_of
from onedoor_ledger.accounts.notes import NoteTable, notes_of
from onedoor_ledger.accounts.opening import opening_key
from onedoor_ledger.accounts.selection import between, debit, in_book
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, year_of
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.annual import Pledge
from onedoor_ledger.voucher import Book


@dataclass(frozen=True, slots=True)
class Annual:
    """Everything of one accounting year."""

    period: Period
    today: dt.date
    last: dt.date
    """The last day of the year that anything is booked on."""
    layout: Layout
    cash: tuple[LaidRow, ...]
    bank_change: int
    """What the bank's accounts changed by in öre, read from them alone."""
    lines: YearLines
    notes: tuple[NoteTable, ...]
    pledges: tuple[Pledge, ...]
    uncovered: tuple[str, ...]
    """Konto that the kassaflödesanalys does not hold exactly once."""
    opened: str
    """The voucher that opened the books in this year, '' when they are older or began empty."""

    @property
    def preliminary(self) -> bool:
        """Whether the year has not ended on the day the report is made."""
        return self.today <= self.period.end

    def note_of(self, row: str) -> int | None:
        """The number of the note that explains ``rr.intakter``, None when there is none."""
        return next((table.number for table in self.notes if table.note.row == row), None)

    def cash_row(self, id: str) -> LaidRow | None:
        """The row ``id`` of the kassaflödesanalys."""
        return next((row for row in self.cash if row.id == id), None)


def annual_of(rules: Rulebook, books: Books, year: int, *, today: dt.date) -> Annual:
    """Everything of the accounting year ``year``, in which something is booked."""
    period = year_of(year)
    frame = in_book(books, Book.ASSOCIATION)
    return Annual(
        period=period,
        today=today,
        last=between(frame, period.start, period.end)["date"].max().date(),
        layout=layout_of(rules, books, period),
        cash=cash_flow_of(rules, books, period),
        bank_change=_bank_change(books, period),
        lines=lines_of(rules, books, period, today=today),
        notes=tuple(notes_of(rules, books, period)),
        pledges=tuple(row for row in rules.annual.pledges if row.dated.covers(period.end)),
        uncovered=uncovered(rules, books, period.end),
        opened=_opened(books, period),
    )


def _opened(books: Books, period: Period) -> str:
    key = opening_key(books)
    return key if key.startswith(f"{period.year}-") else ""


def _bank_change(books: Books, period: Period) -> int:
    """Closing less opening on the bank's accounts; what opened the books stands among the year's own postings."""
    change = bank_on(books, period.end).amount - bank_on(books, period.start - dt.timedelta(days=1)).amount
    if not (key := _opened(books, period)):
        return change
    frame = in_book(books, Book.ASSOCIATION)
    return change - debit(frame[(frame["key"] == key) & frame["konto"].str.startswith(BANK_GROUP)]).amount
