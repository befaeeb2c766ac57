"""The demo's journal: what happened, in the order it was registered, and what the bank saw of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from examples.norradalen import days
from onedoor_ledger.voucher import NO_META, Book, Line, Voucher

BY = "Ekonom Norrådalen"
REFERS = ("corrects", "reverses")
"""Metadata that names another voucher: a handle (its place in the journal) until numbers are given."""


def kr(amount: float | str) -> int:
    """Öre of an amount written in kronor: ``kr("16966.80")``, ``kr(54_000)``."""
    kronor, _, ore = str(amount).replace("_", "").partition(".")
    value = abs(int(kronor)) * 100 + int(f"{ore:0<2}"[:2] or 0)
    return -value if kronor.startswith("-") else value


@dataclass(frozen=True, slots=True)
class BankRow:
    """What the bank's statement says of a payment. ``batch``: rows with the same one are one entry there."""

    counterparty: str
    account: str
    """The other side's bankgiro or account; '' for the bank itself."""
    reference: str = ""
    text: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A voucher, the day it was registered, and the bank's row when money moved."""

    handle: int
    registered: dt.date
    voucher: Voucher
    bank: BankRow | None = None

    @property
    def waits(self) -> bool:
        """Whether it lies in the inbox instead of in the books."""
        return self.voucher.date > days.LAST_BOOKED


@dataclass
class Journal:
    """Everything that happened in one book, January 2025 to September 2026."""

    book: Book
    events: list[Event] = field(default_factory=list)

    def add(
        self,
        date: dt.date,
        narration: str,
        lines: Iterable[tuple[str, int] | Line],
        *,
        registered: dt.date | None = None,
        payee: str | None = None,
        bank: BankRow | None = None,
        **meta: str,
    ) -> int:
        """Book an event; returns its handle, which ``corrects`` and ``reverses`` may name.

        :param lines: (account, öre) or whole lines; debit positive.
        :param registered: the next bank day when not given.
        """
        booked = tuple(line if isinstance(line, Line) else Line(*line) for line in lines)
        if payee is not None:
            meta.setdefault("counterparty", payee)
        voucher = Voucher(self.book, date, narration, booked, payee=payee, meta=meta)
        if voucher.balance:
            raise ValueError(f"{date} {narration}: {voucher.balance}")
        handle = len(self.events)
        self.events.append(Event(handle, registered or days.next_bank_day(date), voucher, bank))
        return handle

    def balance(self, account: str, until: dt.date = dt.date.max, since: dt.date = dt.date.min) -> int:
        """Sum of an account, or of all accounts under a prefix ending in ``:``; debit positive öre."""
        return sum(
            line.amount
            for event in self.events
            if since <= event.voucher.date <= until
            for line in event.voucher.lines
            if line.account == account or (account.endswith(":") and line.account.startswith(account))
        )

    def registered(self) -> tuple[Voucher, ...]:
        """The vouchers in the books: numbered per accounting year in the order they were registered."""
        booked = sorted((e for e in self.events if not e.waits), key=lambda e: (e.registered, e.handle))
        numbers: dict[int, int] = {}
        keys: dict[str, tuple[int, str]] = {}
        vouchers = []
        for event in booked:
            year = event.voucher.date.year
            numbers[year] = numbers.get(year, 0) + 1
            voucher = replace(event.voucher, number=numbers[year], registered=event.registered, by=BY)
            keys[str(event.handle)] = (year, voucher.id)
            vouchers.append(replace(voucher, meta=_referring(voucher.meta, keys, year)))
        return tuple(vouchers)

    def waiting(self) -> tuple[Event, ...]:
        """What lies in the inbox, in the order it happened."""
        return tuple(sorted((e for e in self.events if e.waits), key=lambda e: (e.voucher.date, e.handle)))


def _referring(meta: Mapping[str, str], keys: Mapping[str, tuple[int, str]], year: int) -> Mapping[str, str]:
    """``meta`` with handles as voucher numbers: ``V388`` in the same year, ``2025-V388`` of another."""
    if not any(key in meta for key in REFERS):
        return meta or NO_META
    named = {}
    for key in REFERS:
        if key in meta:
            other, id = keys[meta[key]]
            named[key] = id if other == year else f"{other}-{id}"
    text = {k: v.replace("{" + r + "}", named[r]) for k, v in meta.items() for r in named if "{" in v}
    return {**meta, **text, **named}
