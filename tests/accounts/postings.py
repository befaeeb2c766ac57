"""Books made of a handful of postings, for tests of what figures must hold whatever is booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from onedoor_ledger.books.model import COLUMNS, Books
from onedoor_ledger.voucher import Book

ROOTS = {"1": "Tillgångar", "20": "EgetKapital", "2": "Skulder", "3": "Intäkter", "84": "Intäkter"}


@dataclass(frozen=True)
class V:
    """A voucher: its day, its lines by konto in öre, and what its postings say."""

    day: str
    lines: dict[str, int]
    said: dict[str, str] = field(default_factory=dict)


def account(konto: str) -> str:
    """An account of the right kind for ``konto``."""
    digits = max((d for d in ROOTS if konto.startswith(d)), key=len, default="")
    return f"{ROOTS.get(digits, 'Kostnader')}:{konto}"


def books(vouchers: Iterable[V], *, bank: str = "1941") -> Books:
    """The vouchers numbered in their order within each year, each balanced on the bank."""
    rows = []
    numbers: dict[int, int] = {}
    for voucher in vouchers:
        year = int(voucher.day[:4])
        numbers[year] = number = numbers.get(year, 0) + 1
        lines = dict(voucher.lines)
        lines[bank] = lines.get(bank, 0) - sum(lines.values())
        for index, (konto, amount) in enumerate(lines.items()):
            row: dict[str, object] = dict.fromkeys(COLUMNS, "")
            row |= {"date": pd.Timestamp(voucher.day), "book": "association", "account": account(konto)}
            row |= {"konto": konto, "amount": amount, "year": year, "number": number, "voucher": f"V{number}"}
            row |= {"key": f"{year}-V{number}", "posting": index, "lineno": 0, "estimate": False}
            rows.append(row | voucher.said)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return Books(frame.astype({"date": "datetime64[s]"}), {}, {Book.ASSOCIATION: []}, ())


def day(text: str) -> dt.date:
    """A date."""
    return dt.date.fromisoformat(text)
