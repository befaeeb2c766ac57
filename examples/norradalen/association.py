"""The association's book, January 2025 to September 2026, in the order things depend on each other."""

from __future__ import annotations

from dataclasses import dataclass

from examples.norradalen import (
    accruals,
    contributions,
    invoices,
    payroll,
    repayments,
    requisitions,
    treasury,
    yearend,
)
from examples.norradalen.invoices import Invoice
from examples.norradalen.journal import Journal
from examples.norradalen.payroll import TaxRow
from examples.norradalen.requisitions import Requisition
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book

SEED = 20261014


@dataclass(frozen=True, slots=True)
class Association:
    """The journal and the facts that September's files are made of."""

    journal: Journal
    invoices: list[Invoice]
    requisitions: list[Requisition]
    tax_rows: list[TaxRow]


def build(rules: Rulebook) -> Association:
    """Book everything, by the demo's rules."""
    journal = Journal(Book.ASSOCIATION)
    contributions.book(journal, rules)
    known = requisitions.book(journal, rules)
    accruals.book(journal, rules, known)
    repayments.book(journal)
    rows = payroll.book(journal)
    ledger = invoices.book(journal, SEED)
    treasury.book(journal, rows, SEED + 1)
    yearend.book(journal)
    invoices.close_september(ledger)
    return Association(journal, ledger.invoices, known, rows)
