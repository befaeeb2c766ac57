"""The front door's books with a host that settles: allocate, settle, pay, as the treasurer and the parties do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Dated, OnAccount, Rhythm, Rulebook, SettlementRule, SharingRule
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.sharing.settling import settle_up
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.sharing.door_books import TODAY, Ledger, rule, rulebook

CLAIM, DEBT = "Tillgångar:{bearer}:Avräknat:{party}", "Skulder:{party}:Avräknat:{bearer}"
LATER = dt.date(2027, 3, 1)


def terms(every: Rhythm = Rhythm.QUARTER, *, on_account: Sequence[OnAccount] = ()) -> SettlementRule:
    dated = Dated(dt.date(2026, 1, 1), None, "Styrgruppen")
    return SettlementRule("granasa", "A", every, 30, "Lokalt avtal § 7", CLAIM, DEBT, tuple(on_account), dated)


def rules(*sharing: SharingRule, settled: SettlementRule | None = None) -> Rulebook:
    return replace(rulebook(*(sharing or (rule(),))), settlements=(settled or terms(),))


def share(ledger: Ledger, law: Rulebook, period: str = "2026-Q3", today: dt.date = TODAY) -> tuple[Voucher, ...]:
    """``onedoor share PERIOD --write``; the settlement vouchers."""
    span = parse_period(period)
    ledger.book(*allocate(law, ledger.books, span, today=today))
    settled = settle_up(law, ledger.books, span, today=today)
    ledger.book(*settled)
    return settled


def pay(ledger: Ledger, short: str, party: str, amount: int, day: str = "2026-10-20") -> None:
    """A participant pays what it has been invoiced, or a part of it."""
    own = {"party": party, "counterparty": "granasa"}
    host = {"party": "granasa", "counterparty": party}
    lines = (
        Line(f"Skulder:{short}:Avräknat:Granåsa", amount, own),
        Line(f"EgetKapital:{short}:EgnaMedel", -amount, own),
        Line("EgetKapital:Granåsa:EgnaMedel", amount, host),
        Line(f"Tillgångar:Granåsa:Avräknat:{short}", -amount, host),
    )
    ledger.book(Voucher(Book.PARTIES, dt.date.fromisoformat(day), "Betalning", lines))
