"""Registration: vouchers get their numbers, their day and their author, and are refused when they cannot be booked.

One gapless series per book and accounting year, in the order given: the number is the order, the date is the period
(contracts.md section 1).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onedoor_ledger.books.model import Account, Books
from onedoor_ledger.errors import UserError, UserErrors
from onedoor_ledger.voucher import Book, Voucher, clean
from onedoor_ledger.vouchers import errors
from onedoor_ledger.vouchers.seals import locked_months


def register(vouchers: Sequence[Voucher], books: Books, today: dt.date, by: str) -> tuple[Voucher, ...]:
    """The vouchers as they will stand in the books, in the order given.

    :raises UserErrors: everything that keeps them from being booked, all at once.
    """
    rules = {book: _rules(book, books, today) for book in {voucher.book for voucher in vouchers}}
    wrong: list[UserError] = []
    for book in sorted(rules):
        wrong += rules[book].clock(today)
    for voucher in vouchers:
        wrong += rules[voucher.book].wrong(voucher)
    if wrong:
        raise UserErrors(wrong)
    numbers: dict[tuple[Book, int], int] = {}
    registered = []
    for voucher in vouchers:
        series = (voucher.book, voucher.date.year)
        numbers[series] = numbers[series] + 1 if series in numbers else books.next_number(*series)
        registered.append(replace(voucher, number=numbers[series], registered=today, by=by))
    return tuple(registered)


@dataclass(frozen=True)
class _Rules:
    """What a book takes today."""

    book: Book
    chart: Mapping[str, Account]
    locked: frozenset[str]
    first: dt.date
    last: dt.date
    last_registered: str

    def clock(self, today: dt.date) -> list[UserError]:
        if today.isoformat() < self.last_registered:
            return [errors.ClockError(self.book, today, self.last_registered)]
        return []

    def wrong(self, voucher: Voucher) -> list[UserError]:
        found: list[UserError] = []
        if not voucher.lines:
            found.append(errors.EmptyVoucherError(voucher))
        if voucher.balance:
            found.append(errors.UnbalancedError(voucher))
        if f"{voucher.date:%Y-%m}" in self.locked:
            found.append(errors.LockedMonthError(voucher))
        if not self.first <= voucher.date <= self.last:
            found.append(errors.NoOpenMonthError(voucher, self.first, self.last))
        else:
            found += self._accounts(voucher)
        return found

    def _accounts(self, voucher: Voucher) -> list[UserError]:
        found: list[UserError] = []
        for name in dict.fromkeys(clean(line.account) for line in voucher.lines):
            account = self.chart.get(name)
            if account is None:
                found.append(errors.UnknownAccountError(voucher, name))
            elif voucher.date < account.opened or (account.closed is not None and voucher.date >= account.closed):
                found.append(errors.ClosedAccountError(voucher, name, account.opened, account.closed))
        return found


def _rules(book: Book, books: Books, today: dt.date) -> _Rules:
    chart = books.charts[book]
    registered = books.postings.loc[books.postings["book"] == book.value, "registered"]
    return _Rules(
        book=book,
        chart=chart,
        locked=locked_months(books.entries[book]),
        first=min((account.opened for account in chart.values()), default=dt.date(today.year, 1, 1)),
        last=dt.date(today.year + 1, 12, 31),
        last_registered=str(registered.max()) if len(registered) else "",
    )
