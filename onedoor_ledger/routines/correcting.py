"""``onedoor correct``: a voucher that mirrors another and says why; nothing booked is edited (BFL 5:5, 5:9)."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.both_sides import corrections
from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.routines.job import Progress, book, open_books, silent
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Voucher, clean
from onedoor_ledger.vouchers import lock
from onedoor_ledger.vouchers.mirror import mirror
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from beancount.core.data import Transaction

    from onedoor_ledger.vouchers.write import Written

_NAME = re.compile(r"(?:(\d{4})-)?([VPD])([1-9]\d{0,8})", re.ASCII | re.IGNORECASE)


class VoucherNameError(UserError):
    """A word that is no voucher's number."""

    code = "voucher-name"
    exit_code = EXIT_USAGE

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is no voucher's number.").format(text=text),
            remedy=_("Write V412, or 2025-V412 for an earlier year's."),
        )


class NoSuchVoucherError(UserError):
    """A number that no voucher has."""

    code = "voucher-missing"

    def __init__(self, key: str, other_years: tuple[str, ...]) -> None:
        remedy = (
            _("There is {keys}: write the year before the number.").format(keys=", ".join(other_years))
            if other_years
            else _("See the number in the grundbok: onedoor report grundbok.")
        )
        super().__init__(_("There is no voucher {key}.").format(key=key), remedy=remedy)


class CorrectedAlreadyError(UserError):
    """A voucher that another one corrects."""

    code = "voucher-corrected"

    def __init__(self, key: str, by: str) -> None:
        super().__init__(
            _("{key} is corrected already, by {by}.").format(key=key, by=by),
            remedy=_("If the correction itself is wrong, correct it instead: onedoor correct {by}").format(by=by),
        )


class CorrectionReasonError(UserError):
    """A correction without a reason."""

    code = "correct-reason"
    exit_code = EXIT_USAGE

    def __init__(self) -> None:
        super().__init__(
            _("A correction says why it is made."),
            remedy=_("Add --reason “…”: it stands in the voucher, with your name and the day."),
        )


@dataclass(frozen=True)
class Corrected:
    """The correction; ``written`` is None for a preview."""

    corrects: str
    vouchers: tuple[Voucher, ...]
    written: Written | None


def run(
    workspace: Workspace,
    name: str,
    *,
    reason: str,
    date: dt.date | None,
    today: dt.date,
    by: str,
    write: bool,
    progress: Progress = silent,
) -> Corrected:
    """Mirror the voucher ``name`` (``V412`` of today's year, ``2025-V412``) in an open month.

    :param date: the mirror's accounting date; today's when None.
    :raises NoSuchVoucherError, CorrectedAlreadyError, CorrectionReasonError: nothing is booked then.
    :raises LockedMonthError: when ``date`` lies in a locked month (in UserErrors).
    """
    if not clean(reason):
        raise CorrectionReasonError
    with lock.hold(workspace) if write else nullcontext():
        opened = open_books(workspace, progress)
        key, which, entry = find(opened.books, name, today)
        require_uncorrected(opened.books, which, key)
        text = _("Correction of {voucher}: {text}").format(voucher=key, text=entry.narration or "")
        pending = mirror(entry, which, date=date or today, narration=text, reason=clean(reason))
        after, vouchers = opened.plus((pending,), today=today, by=by)
        written = book(after, vouchers, job=f"correct {key}") if write else None
        return Corrected(key, vouchers, written)


def find(books: Books, name: str, today: dt.date) -> tuple[str, Book, Transaction]:
    """The voucher called ``name``, with its key and book.

    :raises VoucherNameError: when it is no number.
    :raises NoSuchVoucherError: when no voucher has it.
    """
    found = _NAME.fullmatch(name.strip())
    if found is None:
        raise VoucherNameError(name)
    year, id_ = int(found[1] or today.year), f"{found[2].upper()}{found[3]}"
    which = next(book for book in Book if book.series == id_[0])
    same = {
        entry.date.year: entry
        for entry in books.entries[which]
        if type(entry).__name__ == "Transaction" and entry.meta.get("voucher") == id_
    }
    if year not in same:
        raise NoSuchVoucherError(f"{year}-{id_}", tuple(f"{other}-{id_}" for other in sorted(same)))
    return f"{year}-{id_}", which, same[year]


def require_uncorrected(books: Books, which: Book, key: str) -> None:
    """See that no voucher corrects ``key``, or that the one that does has itself been corrected.

    :raises CorrectedAlreadyError: when one does.
    """
    pairs = corrections(books.entries[which])
    standing = [by for by in pairs.get(key, ()) if by not in pairs]
    if standing:
        raise CorrectedAlreadyError(key, standing[-1])
