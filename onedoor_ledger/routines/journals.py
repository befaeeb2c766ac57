"""``onedoor report grundbok`` and ``onedoor report huvudbok``: what is booked, in two orders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report


def journal(
    kind: str, workspace: Workspace, period: Period, *, book: Book, today: dt.date, progress: Progress = silent
) -> Report:
    """The ``grundbok`` or ``huvudbok`` of ``book``.

    :raises NoBooksError: when nothing is booked in the period.
    """
    return journal_of(open_books(workspace, progress), kind, period, book=book, today=today)


def journal_of(opened: Opened, kind: str, period: Period, *, book: Book, today: dt.date) -> Report:
    """The ``grundbok`` or ``huvudbok`` of books that are open.

    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting.journals import build
    from onedoor_ledger.routines.products import remade

    require_period(opened.books, period)
    report = build(kind, opened.rules, opened.books, period, book=book, today=today)
    return remade(opened.workspace, report, stem(kind, book))


def stem(kind: str, book: Book) -> str:
    """How the workbook's name begins."""
    return kind if book is Book.ASSOCIATION else f"{kind}-{book.value}"


def file_name(kind: str, period: Period, book: Book) -> str:
    """The workbook's name in ``reports/PERIOD/``."""
    return f"{stem(kind, book)}-{period}.xlsx"
