"""A voucher's mirror: the same lines with the opposite sign, naming what it corrects (BFL 5:5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from onedoor_ledger.books.frame import own_meta
from onedoor_ledger.money import from_decimal
from onedoor_ledger.voucher import REFERENCES, Book, Line, Voucher, voucher_key

if TYPE_CHECKING:
    from beancount.core.data import Transaction

NOT_MIRRORED = frozenset(
    {
        "voucher",
        "registered",
        "by",
        "event",
        "source",
        "row",
        "identity",
        "document",
        "evidence",
        "corrects",
        "reverses",
        "accrual",
        "reason",
    }
)
"""What belongs to the first registration, not to the event; ``corrects`` leads there."""


def mirror(entry: Transaction, book: Book, *, date: dt.date, narration: str, reason: str) -> Voucher:
    """The mirror of a booked transaction, dated ``date``, not registered yet.

    A split of shared costs is mirrored with its exact shares, so that carry is taken back with it.
    """
    key = voucher_key(str(entry.meta["voucher"]), entry.date.year)
    lines = tuple(_line(posting, book, key, entry.date.year) for posting in entry.postings)
    meta = _kept(entry.meta, entry.date.year) | {"corrects": key, "reason": reason}
    return Voucher(book, date, narration, lines, payee=entry.payee or None, meta=meta)


def _line(posting: Any, book: Book, key: str, year: int) -> Line:  # noqa: ANN401 - beancount's Posting
    number: Decimal = posting.units.number
    amount = int(number) if book is Book.PEOPLE else from_decimal(number)
    meta = _kept(posting.meta, year)
    if "exact" in meta:
        meta["exact"] = ";".join(_negated(part) for part in meta["exact"].split(";"))
    if "allocates" in meta:
        meta["reverses"] = key
    return Line(posting.account, -amount, meta)


def _kept(meta: Mapping[str, Any] | None, year: int) -> dict[str, str]:
    own = {key: value for key, value in own_meta(meta).items() if key not in NOT_MIRRORED}
    return {key: voucher_key(value, year) if key in REFERENCES and ":" not in value else value
            for key, value in own.items()}  # fmt: skip


def _negated(exact: str) -> str:
    value = -Fraction(exact)
    return f"{value.numerator}/{value.denominator}"
