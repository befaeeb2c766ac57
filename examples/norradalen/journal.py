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


def kr(amount: int | str) -> int:
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
        more: Mapping[str, str] = NO_META,
        **own: str,
    ) -> int:
        """Book an event; returns its handle, which ``corrects`` and ``reverses`` may name.

        :param lines: (account, öre) or whole lines; debit positive.
        :param registered: the next bank day when not given.
        :param more: metadata beside ``own``.
        """
        booked = tuple(line if isinstance(line, Line) else Line(*line) for line in lines)
        meta = {**more, **own}
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

    def registered(self, until: dt.date = days.LAST_BOOKED) -> tuple[Voucher, ...]:
        """The vouchers dated up to ``until``, numbered per accounting year in the order they were registered."""
        inside = (event for event in self.events if event.voucher.date <= until)
        booked = sorted(inside, key=lambda e: (e.registered, e.voucher.date, e.handle))
        numbers: dict[int, int] = {}
        keys: dict[str, tuple[int, str]] = {}
        vouchers = []
        for event in booked:
            year = event.voucher.date.year
            numbers[year] = numbers.get(year, 0) + 1
            voucher = replace(event.voucher, number=numbers[year], registered=event.registered, by=BY)
            keys[str(event.handle)] = (year, voucher.id)
            vouchers.append(_referring(voucher, keys))
        return tuple(vouchers)

    def waiting(self) -> tuple[Event, ...]:
        """What lies in the inbox, in the order it happened."""
        later = (event for event in self.events if event.voucher.date > days.LAST_BOOKED)
        return tuple(sorted(later, key=lambda e: (e.voucher.date, e.handle)))


def _referring(voucher: Voucher, keys: Mapping[str, tuple[int, str]]) -> Voucher:
    """Handles as voucher numbers, in metadata and for ``{corrects}`` in the text: ``V388``, ``2025-V388``."""
    meta, narration = dict(voucher.meta), voucher.narration
    for key in REFERS:
        if key in meta:
            year, number = keys[meta[key]]
            meta[key] = number if year == voucher.date.year else f"{year}-{number}"
            narration = narration.replace(f"{{{key}}}", meta[key])
    return replace(voucher, meta=meta, narration=narration)
