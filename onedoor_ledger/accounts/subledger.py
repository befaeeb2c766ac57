"""Reskontra (BFL 5:4): what members owe and what suppliers and parties are owed, item by item, as the ledger has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from onedoor_ledger.accounts.contributions import instalments_of
from onedoor_ledger.accounts.open_items import Item, items_of, side_of
from onedoor_ledger.accounts.selection import between, in_book, on
from onedoor_ledger.books.model import Books
from onedoor_ledger.money import from_decimal
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import AccountRow, Rulebook
from onedoor_ledger.voucher import Book

MEMBERS, PREPAID, REQUISITIONS, ACCRUED, SUPPLIERS, CLAIMS = (
    "members", "prepaid", "requisitions", "accrued", "suppliers", "claims",
)  # fmt: skip
KINDS: Mapping[str, tuple[str, ...]] = {
    MEMBERS: ("receivable",),
    PREPAID: ("prepaid_contribution",),
    REQUISITIONS: ("requisition_debt",),
    ACCRUED: ("accrued_measure",),
    SUPPLIERS: ("suppliers",),
    CLAIMS: ("advance", "repayment_claim"),
}
"""The sub-ledgers and the roles of their accounts in rules/accounts.toml."""


@dataclass(frozen=True, slots=True)
class SubItem:
    """An item of a sub-ledger. Amounts in öre, positive on the account's normal side."""

    item: Item
    party: str
    """Participant id, '' for a supplier."""
    counterparty: str
    charged: int
    settled: int
    open: int
    due: dt.date | None
    """When it falls due; None when neither the voucher nor the rules say."""
    asked: int | None = None
    """What was asked for when less was accepted."""
    vouchers: tuple[str, ...] = field(default=())

    def late(self, day: dt.date) -> int:
        """Days since it fell due on ``day``; 0 when it has not, or nothing is left of it."""
        return max(0, (day - self.due).days) if self.due is not None and self.open > 0 else 0


@dataclass(frozen=True, slots=True)
class SubAccount:
    """One account of a sub-ledger: its items, and the ledger's own balance beside their sum."""

    konto: str
    account: str
    party: str
    items: tuple[SubItem, ...]
    """What was open when the period began, or has moved in it."""
    balance: int

    @property
    def open(self) -> int:
        """What is open of all items together."""
        return sum(item.open for item in self.items)

    @property
    def difference(self) -> int:
        """Balance less items; zero when they agree."""
        return self.balance - self.open


@dataclass(frozen=True, slots=True)
class SubLedger:
    """One sub-ledger at a period's end."""

    kind: str
    accounts: tuple[SubAccount, ...]

    @property
    def items(self) -> tuple[SubItem, ...]:
        """The items of all its accounts."""
        return tuple(item for account in self.accounts for item in account.items)


def subledgers_of(rules: Rulebook, books: Books, period: Period) -> tuple[SubLedger, ...]:
    """Every sub-ledger that the rules have accounts for, in the order of :data:`KINDS`."""
    said = dict(_due_days(books))
    made = []
    for kind, roles in KINDS.items():
        rows = [row for row in rules.accounts.rows if row.role in roles]
        if rows:
            accounts = tuple(_account(books, period, row, _due(rules, kind, row, said)) for row in rows)
            made.append(SubLedger(kind, accounts))
    return tuple(made)


Due = Callable[[Item], "dt.date | None"]


def _account(books: Books, period: Period, row: AccountRow, due: Due) -> SubAccount:
    side = side_of(row.account)
    frame = on(between(in_book(books, Book.ASSOCIATION), None, period.end), row.account)
    items = items_of(books, row.account, period.end, side=side)
    moved = [item for item in items if item.open or (item.charged and item.last >= period.start)]
    shown = tuple(_shown(item, row, due(item)) for item in moved)
    return SubAccount(row.konto, row.account, row.party or "", shown, side * int(frame["amount"].sum()))


def _shown(item: Item, row: AccountRow, due: dt.date | None) -> SubItem:
    first = item.first
    asked = from_decimal(Decimal(first.asked)) if first.asked else None
    return SubItem(
        item, row.party or first.party, first.counterparty, item.charged, item.settled, item.open, due, asked,
        item.vouchers,
    )  # fmt: skip


def _due(rules: Rulebook, kind: str, row: AccountRow, said: Mapping[str, dt.date]) -> Due:
    """How to tell when an item of the account falls due."""
    if kind == MEMBERS:
        return lambda item: _instalment(rules, row.party or "", item)
    days = next((day for day in rules.annual.payment_days if day.role == row.role), None)

    def by_voucher(item: Item) -> dt.date | None:
        if (day := said.get(item.first.key)) is not None:
            return day
        return days.after(item.first.date) if days and days.dated.covers(item.first.date) else None

    return by_voucher


def _instalment(rules: Rulebook, member: str, item: Item) -> dt.date | None:
    year = item.first.service[:4]
    if not year.isdecimal():
        return None
    return next((r.due for r in instalments_of(rules, member, int(year)) if r.period.name == item.first.service), None)


def _due_days(books: Books) -> Iterator[tuple[str, dt.date]]:
    """The due day each voucher says, after its key."""
    for entry in books.entries[Book.ASSOCIATION]:
        text = str((entry.meta or {}).get("due") or "")
        if text:
            yield f"{entry.date.year}-{entry.meta.get('voucher', '')}", dt.date.fromisoformat(text)
