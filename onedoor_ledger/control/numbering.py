"""Numbers: every voucher has one, and each book's series of a year is gapless in the order of registration."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from onedoor_ledger.control.violation import BookError, named
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    from beancount.core.data import Transaction

Numbered = tuple[int, "Transaction"]


def wrong_numbers(transactions: Iterable[Transaction], book: Book) -> Iterator[BookError]:
    """Vouchers without number or day of registration, and series that are not gapless and in order."""
    pattern = re.compile(rf"{book.series}([1-9][0-9]*)")
    series: dict[int, list[Numbered]] = {}
    for transaction in transactions:
        said = str(transaction.meta.get("voucher") or "")
        if (found := pattern.fullmatch(said)) is None:
            yield _unnumbered(transaction, said, book)
        else:
            series.setdefault(transaction.date.year, []).append((int(found[1]), transaction))
        if not _is_day(transaction.meta.get("registered")):
            yield _unregistered(transaction)
    for year, numbered in sorted(series.items()):
        numbered.sort(key=lambda pair: pair[0])
        yield from _gaps(numbered, book, year)
        yield from _disorder(numbered)


def _gaps(numbered: Sequence[Numbered], book: Book, year: int) -> Iterator[BookError]:
    last = 0
    for number, transaction in numbered:
        if number == last:
            yield BookError(
                transaction.meta,
                _("{voucher} of {year} is used twice.").format(voucher=f"{book.series}{number}", year=year),
                transaction,
                "number-twice",
                _("Compare the two with git's history: one of them was not booked by the program."),
            )
        elif number > last + 1:
            first, final = f"{book.series}{last + 1}", f"{book.series}{number - 1}"
            missing = first if first == final else f"{first}–{final}"
            yield BookError(
                transaction.meta,
                _("{missing} of {year} is missing before {voucher}.").format(
                    missing=missing, year=year, voucher=f"{book.series}{number}"
                ),
                transaction,
                "number-missing",
                _("A booked voucher is never removed: restore it from git."),
            )
        last = number


def _disorder(numbered: Sequence[Numbered]) -> Iterator[BookError]:
    latest = ""
    for _number, transaction in numbered:
        day = transaction.meta.get("registered")
        if not isinstance(day, str):
            continue
        if day < latest:
            yield BookError(
                transaction.meta,
                _("{voucher} was registered on {day}, before the voucher with the number below it ({latest}).").format(
                    voucher=named(transaction), day=day, latest=latest
                ),
                transaction,
                "number-order",
                _("Numbers follow the order of registration: restore the voucher from git."),
            )
        latest = max(latest, day)


def _unnumbered(transaction: Transaction, said: str, book: Book) -> BookError:
    message = (
        _("{voucher} has the number “{said}”; a number in this book is {series} and digits.").format(
            voucher=named(transaction), said=said, series=book.series
        )
        if said
        else _("{voucher} has no number.").format(voucher=named(transaction))
    )
    return BookError(
        transaction.meta,
        message,
        transaction,
        "number-none",
        _("Vouchers get their number when the program, or our Fava, saves them."),
    )


def _unregistered(transaction: Transaction) -> BookError:
    return BookError(
        transaction.meta,
        _("{voucher} does not say when it was registered.").format(voucher=named(transaction)),
        transaction,
        "registered-none",
        _("“registered” holds the day, as in 2026-10-14; the program writes it."),
    )


@cache
def _is_day(said: object) -> bool:
    if not isinstance(said, str):
        return False
    try:
        return dt.date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False
