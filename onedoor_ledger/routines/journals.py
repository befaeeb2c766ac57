"""``onedoor report grundbok`` and ``onedoor report huvudbok``: what is booked, in two orders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Progress, open_books, require_period, silent
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
    from onedoor_ledger.reporting.journals import build

    opened = open_books(workspace, progress)
    require_period(opened.books, period)
    return build(kind, opened.rules, opened.books, period, book=book, today=today)


def file_name(kind: str, period: Period, book: Book) -> str:
    """The workbook's name in ``reports/PERIOD/``."""
    part = "" if book is Book.ASSOCIATION else f"-{book.value}"
    return f"{kind}{part}-{period}.xlsx"
