"""What makes an account's balance: the items still open on it, each with its vouchers, and what nothing explains.

An item is what postings share: a voucher and what mirrors it, a reference of the same counterparty, an accrual, a
party and the period it is about. Postings that share nothing clear an item of exactly their amount, else what opened
the books, which had no detail. What then stands on the wrong side is the unexplained rest: items and rest together are
the balance.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.opening import opening_key
from onedoor_ledger.accounts.selection import ASSETS, DEBTS, EQUITY, between
from onedoor_ledger.books.model import Books
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("date", "key", "account", "party", "counterparty", "payee", "narration", "amount", "reference", "service",
           "accrual", "corrects", "reverses", "asked", "measure", "registered")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting as an item needs it; ``amount`` is öre, positive on the account's normal side."""

    date: dt.date
    key: str
    party: str
    counterparty: str
    text: str
    amount: int
    reference: str
    service: str
    accrual: str
    mirrors: str
    """The voucher it corrects or reverses, ''."""
    asked: str
    measure: str
    registered: str


@dataclass(frozen=True)
class Item:
    """Postings that belong together on one account."""

    postings: tuple[Posting, ...]
    cleared: int = 0
    """Öre taken off by postings that share nothing with it but the amount or the age."""
    clearing: tuple[str, ...] = field(default=())
    """The vouchers of those."""
    cleared_on: dt.date | None = None

    @property
    def first(self) -> Posting:
        """What it began with: the first posting on its normal side, else the first."""
        return next((p for p in self.postings if p.amount > 0), self.postings[0])

    @property
    def charged(self) -> int:
        """Öre on the normal side, less what a mirror took back; an accrual's reversal settles it."""
        return sum(p.amount for p in self.postings if (p.amount > 0) != bool(p.mirrors and not p.accrual))

    @property
    def settled(self) -> int:
        """Öre that cleared it."""
        return self.charged - self.open

    @property
    def open(self) -> int:
        """What is left, positive on the account's normal side."""
        return sum(p.amount for p in self.postings) - self.cleared

    @property
    def last(self) -> dt.date:
        """The day of its latest event."""
        days = [p.date for p in self.postings] + ([self.cleared_on] if self.cleared_on else [])
        return max(days)

    @property
    def vouchers(self) -> tuple[str, ...]:
        """Every voucher of it, in order, each once."""
        return tuple(dict.fromkeys((*(p.key for p in self.postings), *self.clearing)))


def items_of(books: Books, account: str, day: dt.date, *, side: int, oldest: bool = False) -> tuple[Item, ...]:
    """The items of ``account`` up to ``day``, open ones and cleared ones, in the order they began.

    :param side: 1 for an account that normally has a debit balance, -1 for a credit one.
    :param oldest: whether payments clear the oldest items, whatever they refer to.
    """
    frame = between(books.postings[books.postings["account"] == account], None, day)
    postings = [_posting(row, side) for row in frame[list(COLUMNS)].itertuples(index=False, name=None)]
    items = _grouped(postings) if not oldest else [Item((p,)) for p in postings]
    opened = opening_key(books)
    items = _cleared(items, _any) if oldest else _cleared(items, _same_amount)
    items = _cleared(items, lambda item, _other: item.first.key == opened)
    return tuple(sorted(items, key=lambda item: (item.first.date, item.first.key)))


def open_of(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items that are open on the account's normal side."""
    return tuple(item for item in items if item.open > 0)


def unexplained(items: Iterable[Item]) -> tuple[Item, ...]:
    """What stands on the wrong side: cleared more than was charged, or nothing that anything shares."""
    return tuple(item for item in items if item.open < 0)


def side_of(account: str) -> int:
    """The normal side of a balance account: 1 debit for what is owned, -1 credit for debts and equity."""
    return 1 if account.startswith(ASSETS) else -1


def balance_accounts(books: Books, day: dt.date) -> tuple[tuple[str, str, int], ...]:
    """(konto, account, balance in öre on its normal side) of every balance account with a posting by ``day``."""
    frame = between(books.postings[books.postings["book"] == Book.ASSOCIATION.value], None, day)
    frame = frame[frame["account"].str.startswith((ASSETS, DEBTS, EQUITY))]
    sums = frame.groupby(["konto", "account"], sort=True, as_index=False)["amount"].sum()
    rows = zip(sums["konto"], sums["account"], sums["amount"], strict=True)
    return tuple((str(konto), str(name), side_of(str(name)) * int(amount)) for konto, name, amount in rows)


def _posting(row: tuple[object, ...], side: int) -> Posting:
    values = dict(zip(COLUMNS, row, strict=True))
    text = {name: str(values[name]) for name in COLUMNS}
    date: pd.Timestamp = values["date"]  # type: ignore[assignment]
    return Posting(
        date=date.date(),
        key=text["key"],
        party=text["party"],
        counterparty=text["counterparty"] or text["payee"],
        text=text["narration"],
        amount=side * int(text["amount"]),
        reference=text["reference"],
        service=text["service"],
        accrual=text["accrual"],
        mirrors=text["corrects"] or text["reverses"],
        asked=text["asked"],
        measure=text["measure"],
        registered=text["registered"],
    )


def _grouped(postings: list[Posting]) -> list[Item]:
    """Items by what their postings share, the strongest tie first."""
    place: dict[tuple[str, ...], int] = {}
    groups: list[list[Posting]] = []
    for posting in postings:
        ties = list(_ties(posting))
        at = next((place[tie] for tie in ties if tie in place), None)
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].append(posting)
        for tie in ties:
            place.setdefault(tie, at)
    return [Item(tuple(group)) for group in groups]


def _ties(posting: Posting) -> Iterable[tuple[str, ...]]:
    who = posting.party or posting.counterparty
    if posting.mirrors:
        yield "voucher", posting.mirrors
    if posting.reference:
        yield "reference", who, posting.reference
    elif posting.accrual:
        yield "accrual", posting.accrual
    elif posting.service and posting.party:
        yield "service", posting.party, posting.service, posting.measure
    yield "voucher", posting.key


def _same_amount(item: Item, other: Item) -> bool:
    return item.open == -other.open


def _any(_item: Item, _other: Item) -> bool:
    return True


def _cleared(items: list[Item], may: Callable[[Item, Item], bool]) -> list[Item]:
    """Take what stands on the wrong side off the oldest items that ``may`` be cleared by it."""
    kept = sorted(items, key=lambda item: item.first.date)
    for n, other in enumerate(kept):
        for k, item in enumerate(kept):
            if kept[n].open >= 0:
                break
            if k != n and item.open > 0 and item.first.date <= other.last and may(kept[k], kept[n]):
                taken = min(item.open, -kept[n].open)
                kept[k] = _less(item, taken, kept[n])
                kept[n] = replace(kept[n], cleared=kept[n].cleared - taken)
    return kept


def _less(item: Item, taken: int, by: Item) -> Item:
    day = max(filter(None, (item.cleared_on, by.last)))
    return replace(
        item, cleared=item.cleared + taken, clearing=(*item.clearing, *(p.key for p in by.postings)), cleared_on=day
    )
