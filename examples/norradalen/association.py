"""The association's book, January 2025 to September 2026, in the order things depend on each other."""

from __future__ import annotations

from dataclasses import dataclass

from examples.norradalen import contributions, invoices, payroll, requisitions, treasury, yearend
from examples.norradalen.invoices import Invoice
from examples.norradalen.journal import Journal
from examples.norradalen.payroll import TaxRow
from examples.norradalen.requisitions import Requisition
from onedoor_ledger.voucher import Book

SEED = 20261014


@dataclass(frozen=True, slots=True)
class Association:
    """The journal and the facts that September's files are made of."""

    journal: Journal
    invoices: list[Invoice]
    requisitions: list[Requisition]
    tax_rows: list[TaxRow]


def build() -> Association:
    """Book everything."""
    journal = Journal(Book.ASSOCIATION)
    contributions.book(journal)
    known = requisitions.book(journal)
    rows = payroll.book(journal)
    ledger = invoices.book(journal, SEED)
    treasury.book(journal, rows, SEED + 1)
    yearend.book(journal)
    invoices.close_september(ledger)
    return Association(journal, ledger.invoices, known, rows)
