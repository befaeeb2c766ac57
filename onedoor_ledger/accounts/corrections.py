"""Corrections of earlier periods: an error in a closed month is put right by a voucher of its own (BFL 5:5, LKBR).

The old report is not re-made; the next one has the row *rättelse av tidigare period* (bookkeeping.md 3, event 12).
"""

from __future__ import annotations

from dataclasses import dataclass

from onedoor_ledger.accounts.lines import placed_postings
from onedoor_ledger.accounts.selection import Sum, between, debit
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Correction:
    """What correcting vouchers of the period moved on one line that belongs to an earlier period."""

    line: str
    corrects: str
    """Key of the corrected voucher."""
    narration: str
    amount: Sum
    """Effect on cost; income is negative."""


def corrections_of(rules: Rulebook, books: Books, period: Period) -> tuple[Correction, ...]:
    """Corrections booked in ``period`` of vouchers dated before it, per line, in voucher order."""
    import pandas as pd

    placed = placed_postings(rules, books)
    rows = between(placed, period.start, period.end)
    rows = rows[rows["corrects"] != ""]
    if rows.empty:
        return ()
    dates = books.postings.drop_duplicates("key").set_index("key")["date"]
    corrected_on = rows["corrects"].map(dates)
    rows = rows[corrected_on < pd.Timestamp(period.start)]
    return tuple(
        Correction(str(line), str(corrects), str(part["narration"].iloc[0]), debit(part))
        for (_key, corrects, line), part in rows.groupby(["key", "corrects", "line"], sort=False)
    )
