"""An e-invoice again: what it says is owed, with and without VAT, against what was booked of it."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.control.evidence.model import Document, differs
from onedoor_ledger.errors import Finding
from onedoor_ledger.formats.ubl import reader


def compare(document: Document) -> Iterator[Finding]:
    """Vouchers of ``document`` against its total: the debt in full, or, to a party, without VAT."""
    found = reader.read(document.content, document.name)
    owed = found.totals.inclusive + found.totals.rounding
    booked = -sum(
        p.amount for postings in document.vouchers.values() for p in postings if p.account in _debts(document)
    )
    if document.vouchers and booked not in (owed, owed - found.tax):
        first = next(iter(document.vouchers.values()))[0]
        yield differs(first, document, first.row, booked, owed)


def _debts(document: Document) -> set[str]:
    roles = {"suppliers", "requisition_debt", "advance", "repayment_claim"}
    return {row.account for row in document.rules.accounts.rows if row.role in roles}
