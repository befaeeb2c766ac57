"""The books as data: every posting of the three ledgers in one pandas frame of whole numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onedoor_ledger.errors import Finding
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Mapping[str, str] = {
    "date": "datetime64[s]; the accounting date, which decides the period",
    "book": "association, parties or people",
    "account": "full account name",
    "konto": "Kommun-Bas number of the account, '' where it has none",
    "party": "participant id, looked up on posting, transaction, account; '' when none",
    "measure": "measure id, likewise",
    "site": "site id, likewise",
    "sex": "woman or man, likewise; '' when both or not told (people book)",
    "amount": "int64; öre, or persons in the people book; debit positive",
    "year": "int64; the accounting year: numbers start over each year (contracts.md 1: a series per book and year)",
    "number": "int64; the running number within book and year; 0 when the voucher has none (a finding)",
    "voucher": "V412 as written; '' when it has none",
    "key": "2026-V412, unique over all years; '' when it has no number",
    "posting": "int64; index of the posting in its voucher, from 0",
    "registered": "ISO date text, '' when missing",
    "event": "ISO date text: the day it happened when that is not the accounting date, '' else",
    "service": "the period it concerns, '' when it is the accounting date's own",
    "flag": "* or !",
    "payee": "'' when none",
    "narration": "text",
    "source": "sha256:… of the source document, '' when none",
    "row": "row in the source document, '' when none",
    "identity": "identity of the imported row, '' when not imported",
    "document": "archived file name, '' when none",
    "counterparty": "''",
    "corrects": "key of the corrected voucher (2026-V388), ''; metadata may write V388 for the own year",
    "reverses": "key of the reversed voucher, likewise",
    "estimate": "bool; shown as uppskattat",
    "accrual": "accrual key 'agreement|party|service|reporting date', ''",
    "asked": "what was asked when less was accepted, ''",
    "reference": "invoice or payment reference, ''",
    "financed_by": "purse id, ''",
    "cost_type": "kind of cost, for keys that tell costs apart by it, ''",
    "rule": "sharing rule id, ''",
    "version": "sharing rule version, ''",
    "allocates": "'2026-P17/2': key of the source voucher and posting index an allocation line shares, ''",
    "exact": "exact share as 'n/W' in öre, ''",
    "file": "ledger file, relative to the workspace",
    "lineno": "int64; line of the posting",
}
"""Columns of :attr:`Books.postings`; missing text is the empty string, never NaN."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a book's chart, from its ``open`` directive."""

    name: str
    book: Book
    konto: str
    party: str
    measure: str
    site: str
    opened: dt.date
    closed: dt.date | None
    meta: Mapping[str, str]


@dataclass(frozen=True)
class Books:
    """The three ledgers, read once. ``entries`` are beancount directives for controls that need them."""

    postings: pd.DataFrame
    """Ordered by book, year, number, posting index. Columns: :data:`COLUMNS`."""
    charts: Mapping[Book, Mapping[str, Account]]
    entries: Mapping[Book, Sequence[Any]]
    findings: tuple[Finding, ...]
    """What beancount and the plugin said when the books were read."""
    options: Mapping[Book, Mapping[str, Any]] = field(default_factory=dict)
    """beancount's options of each book: what ``control.book`` needs beside the entries."""

    def next_number(self, book: Book, year: int) -> int:
        """The number the next voucher of ``book`` gets in accounting year ``year``: one gapless series each."""
        frame = self.postings
        numbers = frame.loc[(frame["book"] == book.value) & (frame["year"] == year), "number"]
        return int(numbers.max()) + 1 if len(numbers) else 1
