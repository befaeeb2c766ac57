"""Bokslutsbilagor (LKBR 4:6): each balance item specified, account by account, with what nothing explains shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onedoor_ledger.accounts.open_items import Item, balance_accounts, items_of, open_of, side_of, unexplained
from onedoor_ledger.accounts.opening import opening_key
from onedoor_ledger.accounts.selection import COST, INCOME, Sum, between, credit, debit, in_book, on
from onedoor_ledger.accounts.statement_rows import EQUITY, statements_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, StatementRow
from onedoor_ledger.voucher import Book

ITEMS, OLDEST, MOVEMENT = "items", "oldest", "movement"


@dataclass(frozen=True, slots=True)
class Movement:
    """An account's year in öre on its normal side: opening + increased - decreased is the balance."""

    opening: int
    increased: Sum
    decreased: Sum


@dataclass(frozen=True, slots=True)
class Specified:
    """One account with a balance. Amounts are positive on the account's normal side."""

    konto: str
    account: str
    balance: int
    by: str
    evidence: str
    items: tuple[Item, ...]
    """What the balance is made of; empty when the account is specified by its movement."""
    rest: tuple[Item, ...]
    """What stands on the other side and nothing explains."""
    movement: Movement | None
    vouchers: tuple[str, ...]

    @property
    def explained(self) -> int:
        """The sum of what the balance is made of."""
        if self.movement is not None:
            return self.movement.opening + self.movement.increased.amount - self.movement.decreased.amount
        return sum(item.open for item in self.items)

    @property
    def unexplained(self) -> int:
        """The balance less what explains it; zero when nothing is wrong."""
        return self.balance - self.explained


@dataclass(frozen=True, slots=True)
class RowSpecified:
    """A row of the balance sheet: its accounts, and its amount in the statement."""

    row: StatementRow
    accounts: tuple[Specified, ...]
    earlier_results: int
    """Results of earlier years, which no account holds; equity alone has them."""
    stated: int

    @property
    def difference(self) -> int:
        """The statement's amount less the accounts'; zero when nothing is wrong."""
        own = sum(self.sign(account) * account.balance for account in self.accounts)
        return self.stated - self.earlier_results - own

    def sign(self, account: Specified) -> int:
        """1 when the account's normal side is the row's, else -1."""
        return 1 if (side_of(account.account) > 0) == (self.row.part == "assets") else -1


def specifications_of(rules: Rulebook, books: Books, period: Period) -> tuple[RowSpecified, ...]:
    """Every row of the balance sheet at ``period``'s end that has an account with a balance."""
    found = [specified(rules, books, one, period) for one in balance_accounts(books, period.end) if one[2]]
    stated = statements_of(rules, books, period).balance
    first = next((row.row.id for row in stated if row.row.part == EQUITY), "")
    made = []
    for row in stated:
        own = tuple(account for account in found if row.row.holds(account.konto))
        earlier = _earlier(books, period).amount if row.row.id == first else 0
        if own or row.amount.amount:
            made.append(RowSpecified(row.row, own, earlier, row.amount.amount))
    return tuple(made)


def specified(rules: Rulebook, books: Books, account: tuple[str, str, int], period: Period) -> Specified:
    """One account (konto, name, balance) in the way the rules say, else by what is open on it."""
    konto, name, balance = account
    rule = next((r for r in rules.annual.specifications if r.holds(konto) and r.dated.covers(period.end)), None)
    by, side, evidence = rule.by if rule else ITEMS, side_of(name), rule.evidence if rule else ""
    if by == MOVEMENT:
        moved = _movement(books, name, period, side)
        vouchers = (*moved.increased.vouchers, *moved.decreased.vouchers)
        return Specified(konto, name, balance, by, evidence, (), (), moved, vouchers)
    found = items_of(books, name, period.end, side=side, oldest=by == OLDEST)
    items, rest = (open_of(found), unexplained(found)) if balance > 0 else (unexplained(found), open_of(found))
    keys = dict.fromkeys(key for item in (*items, *rest) for key in item.vouchers)
    return Specified(konto, name, balance, by, evidence, items, rest, None, tuple(keys))


def _movement(books: Books, account: str, period: Period, side: int) -> Movement:
    frame = on(between(in_book(books, Book.ASSOCIATION), None, period.end), account)
    before = (frame["date"] < str(period.year_start)) | (frame["key"] == opening_key(books))
    year = frame[~before]
    up, down = year[side * year["amount"] > 0], year[side * year["amount"] < 0]
    opening = side * int(frame.loc[before, "amount"].sum())
    if side > 0:
        return Movement(opening, debit(up), credit(down))
    return Movement(opening, credit(up), debit(down))


def _earlier(books: Books, period: Period) -> Sum:
    """What the years before this one earned, which is equity though no account says so."""
    frame = in_book(books, Book.ASSOCIATION)
    before = between(frame, None, period.year_start - dt.timedelta(days=1))
    return credit(before[before["account"].str.startswith((INCOME, COST))])
