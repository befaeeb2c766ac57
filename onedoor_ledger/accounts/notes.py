"""The notes of the annual report: what a row of a statement consists of, and what the law asks for beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.layout import has_year
from onedoor_ledger.accounts.opening import opening_key
from onedoor_ledger.accounts.selection import DEBTS, EQUITY, INCOME, Sum, between, credit, debit, in_book, plus
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, year_of
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.annual import Note
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

REST = ""
"""The title of the line for konto of the row that no line of the note holds."""
BALANCE = "br."
FIRST = 2
"""The number of the first note with amounts: the principles are note 1."""


@dataclass(frozen=True, slots=True)
class NoteAmount:
    """A line of a note, this year and the year before (None when nothing says it)."""

    title: str
    now: Sum
    previous: Sum | None


@dataclass(frozen=True, slots=True)
class NoteTable:
    """A note with its amounts, positive on their side; ``number`` is how the statements refer to it."""

    number: int
    note: Note
    lines: tuple[NoteAmount, ...]
    total: NoteAmount


def notes_of(rules: Rulebook, books: Books, period: Period) -> Iterator[NoteTable]:
    """The notes that hold at the year's end, numbered in the rules' order."""
    held = [note for note in rules.annual.notes if note.dated.covers(period.end)]
    for number, note in enumerate(held, start=FIRST):
        now = _amounts(rules, note, _frame(books, note, period))
        earlier_frame = _year_before(books, note, period)
        earlier = _amounts(rules, note, earlier_frame) if earlier_frame is not None else None
        titles = dict.fromkeys((*(line.title for line in note.lines), *now, *(earlier or ())))
        lines = tuple(
            NoteAmount(title, now.get(title, Sum()), None if earlier is None else earlier.get(title, Sum()))
            for title in titles
        )
        before = None if earlier is None else plus([*earlier.values()])
        yield NoteTable(number, note, lines, NoteAmount(note.title, plus([*now.values()]), before))


def _frame(books: Books, note: Note, period: Period) -> pd.DataFrame:
    """The year's postings for a note on the result, all up to its end for one on the balance."""
    start = None if note.row.startswith(BALANCE) else period.year_start
    return between(in_book(books, Book.ASSOCIATION), start, period.end)


def _year_before(books: Books, note: Note, period: Period) -> pd.DataFrame | None:
    """The same a year earlier; for a balance, what opened the books; None when nothing says it."""
    before = year_of(period.year - 1)
    if has_year(books, before):
        return _frame(books, note, before)
    key = opening_key(books)
    if not note.row.startswith(BALANCE) or not key.startswith(f"{period.year}-"):
        return None
    frame = in_book(books, Book.ASSOCIATION)
    return frame[frame["key"] == key]


def _amounts(rules: Rulebook, note: Note, frame: pd.DataFrame) -> Mapping[str, Sum]:
    """Amounts by the note's lines; konto of its row that no line holds under :data:`REST`."""
    statement, _dot, ref = note.row.partition(".")
    row = next((r for r in rules.statement_rows if r.statement.value == statement and r.id == ref), None)
    found: dict[str, Sum] = {}
    for konto in sorted(set(frame["konto"])):
        line = next((line.title for line in note.lines if line.holds(konto)), REST)
        if not line and (row is None or not row.holds(konto)):
            continue
        own = frame[frame["konto"] == konto]
        found[line] = found.get(line, Sum()) + (credit(own) if _on_credit(own) else debit(own))
    return {line: amount for line, amount in found.items() if line or amount.amount}


def _on_credit(own: pd.DataFrame) -> bool:
    """Whether the account's normal side is credit: income, debts and equity."""
    return str(own["account"].iloc[0]).startswith((INCOME, DEBTS, EQUITY))
