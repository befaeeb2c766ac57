"""Whether a table that was read has persons in it: its header, what stands above it, and every cell."""

from __future__ import annotations

from onedoor_ledger.formats.records import Table
from onedoor_ledger.privacy import PersonReason, PersonTrace, holds_person_number, table_holds_persons


def trace(table: Table) -> PersonTrace | None:
    """The first sign of persons in ``table``, without the data; None when there is none."""
    if any(holds_person_number(text) for text in table.preamble):
        return PersonTrace(PersonReason.NUMBER_CELL, "", None)
    return table_holds_persons(table.header, ((row.row, row.cells) for row in table.rows))
