"""September on the tax account, as Skatteverket's ``.skv``: ISO-8859-1, CRLF, whole kronor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from examples.norradalen import accounts as a
from examples.norradalen import days
from examples.norradalen.journal import Journal
from examples.norradalen.payroll import TaxRow

FIRST = dt.date(2026, 9, 1)


def statement(journal: Journal, rows: Iterable[TaxRow]) -> bytes:
    """Opening balance, September's rows by day, closing balance."""
    own = sorted((row for row in rows if FIRST <= row.date <= days.LAST), key=lambda row: row.date)
    opening = journal.balance(a.TAX_ACCOUNT, until=days.LAST_BOOKED)
    closing = opening + sum(row.amount for row in own)
    lines = [
        f";Ingående saldo {FIRST};{opening // 100};0;",
        *(f"{row.date};{row.text};{_kronor(row.amount)};;" for row in own),
        f";Utgående saldo {days.LAST};{closing // 100};0;",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("iso-8859-1")


def _kronor(amount: int) -> int:
    """Whole kronor, sign kept."""
    return amount // 100 if amount >= 0 else -(-amount // 100)
