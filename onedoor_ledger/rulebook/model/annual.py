"""What the annual report says beside the books: principles, notes, how balances are specified, what is due when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onedoor_ledger.rulebook.model.dated import Dated
from onedoor_ledger.rulebook.model.statements import KontoRange, holds


@dataclass(frozen=True, slots=True)
class Principle:
    """An accounting principle, in the förbund's own words (LKBR 9 kap.)."""

    title: str
    text: str
    dated: Dated


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of a note and the konto it sums."""

    title: str
    konto: tuple[KontoRange, ...]

    def holds(self, konto: str) -> bool:
        """Whether postings on ``konto`` are summed in the line."""
        return holds(self.konto, konto)


@dataclass(frozen=True, slots=True)
class Note:
    """A note: what a row of a statement consists of, or an amount the law asks for (LKBR 9:13)."""

    id: str
    title: str
    row: str
    """``rr.intakter``, the row whose whole amount the lines explain; '' when the note explains no row."""
    text: str
    lines: tuple[NoteLine, ...]
    dated: Dated


@dataclass(frozen=True, slots=True)
class Specification:
    """How the balance of some konto is specified (LKBR 4:6), and what evidence lies beside it.

    ``by`` is ``items`` (what is open, each cleared by its own reference), ``oldest`` (payments clear the oldest first)
    or ``movement`` (opening balance, in, out, closing balance).
    """

    konto: tuple[KontoRange, ...]
    by: str
    evidence: str
    dated: Dated

    def holds(self, konto: str) -> bool:
        """Whether the row is about ``konto``."""
        return holds(self.konto, konto)


@dataclass(frozen=True, slots=True)
class Pledge:
    """Panter och därmed jämförliga säkerheter (``pledge``) or ansvarsförbindelser (``liability``), in öre."""

    kind: str
    title: str
    amount: int
    dated: Dated


@dataclass(frozen=True, slots=True)
class PaymentDay:
    """When debts on the accounts of ``role`` are paid: the first ``day`` of a month at least ``days`` after receipt."""

    role: str
    day: int
    days: int
    dated: Dated

    def after(self, received: dt.date) -> dt.date:
        """The payment day of what was received on ``received``; the next weekday when it is a weekend."""
        earliest = received + dt.timedelta(days=self.days)
        year, month = earliest.year, earliest.month
        if earliest.day > self.day:
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        paid = dt.date(year, month, self.day)
        return paid + dt.timedelta(days=max(0, 7 - paid.weekday()) if paid.weekday() >= 5 else 0)


@dataclass(frozen=True, slots=True)
class KontoGroup:
    """A group of Kommun-Bas by the first digits of its konto: the longest that fits counts."""

    digits: str
    title: str
    dated: Dated


@dataclass(frozen=True, slots=True)
class AnnualRules:
    """``rules/annual.toml``; a workspace without it has none of this."""

    principles: tuple[Principle, ...] = ()
    notes: tuple[Note, ...] = ()
    specifications: tuple[Specification, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    payment_days: tuple[PaymentDay, ...] = ()
    groups: tuple[KontoGroup, ...] = ()
