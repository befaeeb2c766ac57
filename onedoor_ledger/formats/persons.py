"""Whether a table that was read has persons in it: its header, what stands above it, and every cell."""

from __future__ import annotations

from onedoor_ledger.formats.records import SieFile, Table
from onedoor_ledger.privacy import PersonReason, PersonTrace, holds_person_number, table_holds_persons


def trace(table: Table) -> PersonTrace | None:
    """The first sign of persons in ``table``, without the data; None when there is none."""
    if any(holds_person_number(text) for text in table.preamble):
        return PersonTrace(PersonReason.NUMBER_CELL, "", None)
    return table_holds_persons(table.header, ((row.row, row.cells) for row in table.rows))


def in_sie(file: SieFile) -> bool:
    """Whether a text of the file holds a person number: wages and small firms' invoices do."""
    texts = [voucher.text for voucher in file.vouchers] + [row.text for v in file.vouchers for row in v.rows]
    codes = [one.object for voucher in file.vouchers for row in voucher.rows for one in row.objects]
    names = (*file.accounts.values(), *file.objects.values(), *(code for _dimension, code in file.objects))
    return any(map(holds_person_number, dict.fromkeys((*texts, *codes, *names))))
