"""What every job does: open the books, register what waits, book it in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.routines.errors import NoBooksError
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Archived, Book, Voucher
from onedoor_ledger.vouchers.runs import runs_of
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.vouchers.write import Written

Progress = Callable[[str], None]
"""Takes one sentence per step of long work."""


def silent(step: str) -> None:
    """The progress callback of those who do not want any."""


@dataclass(frozen=True)
class Opened:
    """A workspace with its rules and its books, read once, and the books as the job so far would leave them."""

    workspace: Workspace
    rules: Rulebook
    books: Books

    def plus(self, vouchers: Iterable[Voucher], *, today: dt.date, by: str) -> tuple[Opened, tuple[Voucher, ...]]:
        """The vouchers with their numbers, and everything as if they were booked."""
        from onedoor_ledger.books import preview
        from onedoor_ledger.vouchers.register import register

        numbered = register(tuple(vouchers), self.books, today, by)
        books = preview.plus(self.books, numbered) if numbered else self.books
        return Opened(self.workspace, self.rules, books), numbered


def alone(workspace: Workspace, *, write: bool) -> AbstractContextManager[None]:
    """Keep other writers out from before the books are read until the job is done; a preview lets them be.

    :raises BusyError: when another writer has the workspace.
    """
    from onedoor_ledger.vouchers import lock

    return lock.hold(workspace) if write else nullcontext()


def open_books(workspace: Workspace, progress: Progress = silent) -> Opened:
    """Read rules and books, when who writes in them is done.

    :raises UserErrors: when the rules cannot be read.
    """
    from onedoor_ledger.books.load import load as load_books
    from onedoor_ledger.rulebook.load import load as load_rules
    from onedoor_ledger.vouchers import lock

    lock.settle(workspace)
    progress(_("Reading the rules"))
    rules = load_rules(workspace)
    progress(_("Reading the books"))
    return Opened(workspace, rules, load_books(workspace))


def require_period(books: Books, period: Period) -> None:
    """See that something is booked in ``period``.

    :raises NoBooksError: when nothing is.
    """
    days = books.postings["date"]
    if not ((days >= str(period.start)) & (days <= str(period.end))).any():
        first, last = (str(days.min().date()), str(days.max().date())) if len(days) else ("", "")
        raise NoBooksError(period, first, last)


def book(
    opened: Opened,
    vouchers: Sequence[Voucher],
    *,
    job: str,
    archive: Sequence[Archived] = (),
    reports: Mapping[str, bytes] | None = None,
    remove: Sequence[Path] = (),
) -> Written:
    """Write it all in one transaction and, unless the rules say ``commit = false``, one commit."""
    from onedoor_ledger.vouchers import write

    return write.book(
        opened.workspace,
        tuple(vouchers),
        tuple(archive),
        message=f"{job}: {numbers(vouchers)}" if vouchers else job,
        commit=opened.rules.association.commit,
        reports=reports or {},
        remove=tuple(remove),
    )


def numbers(vouchers: Iterable[Voucher]) -> str:
    """The numbers as an auditor reads them: ``V401–V463, P12, D7–D9``."""
    return ", ".join(text for which in Book for text in runs_of(sorted(_ids(vouchers, which)), which.series))


def _ids(vouchers: Iterable[Voucher], which: Book) -> set[tuple[int, int]]:
    return {(v.date.year, v.number) for v in vouchers if v.book is which and v.number is not None}
