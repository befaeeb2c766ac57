"""The rows of the postings frame as typed values: what the controls ask of what is booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Finding, Place, Severity
from onedoor_ledger.period import Period, PeriodError, parse_period, quarter_of
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


class Posting(NamedTuple):
    """One posting; see :data:`onedoor_ledger.books.model.COLUMNS`."""

    key: str
    voucher: str
    year: int
    number: int
    posting: int
    date: dt.date
    event: str
    registered: str
    account: str
    konto: str
    party: str
    measure: str
    service: str
    amount: int
    flag: str
    narration: str
    source: str
    row: str
    document: str
    reference: str
    identity: str
    asked: str
    accrual: str
    reverses: str
    corrects: str
    rule: str
    version: str
    allocates: str
    exact: str
    file: str
    lineno: int

    @property
    def pending(self) -> bool:
        """Whether it is previewed and not booked yet: it has no line, and its document is not kept yet."""
        return self.lineno == 0

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.lineno or None)


def of_book(books: Books, book: Book) -> Iterator[Posting]:
    """The postings of ``book`` in voucher order."""
    frame = books.postings
    rows = frame.loc[frame["book"] == book.value, list(Posting._fields)]
    if rows.empty:
        return iter(())
    columns = [rows[name].dt.date.tolist() if name == "date" else rows[name].tolist() for name in Posting._fields]
    return map(Posting._make, zip(*columns, strict=True))


def last_day(books: Books) -> dt.date | None:
    """The last accounting date of förbundets book: how far the controls of what should have come can see."""
    frame = books.postings
    own = frame.loc[frame["book"] == Book.ASSOCIATION.value, "date"]
    return None if own.empty else own.max().date()


def span_of(posting: Posting) -> Period:
    """The period a posting concerns: what it says, else the quarter it is dated in."""
    try:
        return parse_period(posting.service) if posting.service else quarter_of(posting.date)
    except PeriodError:
        return quarter_of(posting.date)


def by_voucher(postings: Iterable[Posting]) -> dict[str, list[Posting]]:
    """Postings by their voucher's key, in order."""
    found: dict[str, list[Posting]] = {}
    for posting in postings:
        found.setdefault(posting.key, []).append(posting)
    return found


def error(rule: str, message: str, at: Posting | Place | None, remedy: str) -> Finding:
    """An error at a posting or a place."""
    return _finding(rule, Severity.ERROR, message, at, remedy)


def warning(rule: str, message: str, at: Posting | Place | None, remedy: str) -> Finding:
    """A warning at a posting or a place."""
    return _finding(rule, Severity.WARNING, message, at, remedy)


def unchanged() -> str:
    """What to do about a booked voucher that is not as it was."""
    return _("Booked vouchers never change: restore the line from git, and correct with a voucher of its own.")


def _finding(rule: str, severity: Severity, message: str, at: Posting | Place | None, remedy: str) -> Finding:
    if isinstance(at, Posting):
        return Finding(rule, severity, message, at.place, remedy, at.key or None)
    return Finding(rule, severity, message, at, remedy)
