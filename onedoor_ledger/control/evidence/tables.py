"""A party's CSV or XLSX again: what was accepted of a requisition, what was spent on the target group.

The profile that reads it is the sender's own; a document no profile fits any longer is left to the digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from onedoor_ledger.control.evidence.model import Document, differs, row_numbers
from onedoor_ledger.control.postings import Posting
from onedoor_ledger.errors import Finding, Place, UserError
from onedoor_ledger.formats import table, values
from onedoor_ledger.formats.records import Table, TableRow
from onedoor_ledger.rulebook.model import Profile

_AMOUNTS = {"requisitions": ("accepted", "asked"), "spending": ("amount",)}
"""Per kind of profile: the columns that hold what is booked, the first that is filled in counts."""


def compare(document: Document) -> Iterator[Finding]:
    """Vouchers of ``document`` against the amounts in their rows."""
    first = next(iter(document.vouchers.values()))[0]
    for profile in document.rules.profiles:
        if profile.kind not in _AMOUNTS or not _by(profile, first) or not document.name.endswith(profile.format):
            continue
        try:
            rows = {row.row: row for row in _read(document, profile).rows}
            found = [
                difference
                for postings in document.vouchers.values()
                for difference in _voucher(postings, rows, profile, document)
            ]
        except UserError:  # another of the sender's layouts
            continue
        yield from found
        return


def _by(profile: Profile, posting: Posting) -> bool:
    return posting.party == profile.sender


def _voucher(
    postings: Sequence[Posting], rows: dict[int, TableRow], profile: Profile, document: Document
) -> Iterator[Finding]:
    numbers = [row for row in row_numbers(postings[0]) if row in rows]
    if not numbers:
        return
    said = sum(_amount(rows[number], profile, document) for number in numbers)
    booked = sum(posting.amount for posting in postings if posting.amount > 0) or sum(p.amount for p in postings)
    if abs(said) != abs(booked):
        yield differs(postings[0], document, postings[0].row, booked, said)


def _amount(row: TableRow, profile: Profile, document: Document) -> int:
    for meaning in _AMOUNTS[profile.kind]:
        header = profile.columns.get(meaning)
        text = row.cells.get(header, "") if header else ""
        if text:
            return values.amount(text, decimal=profile.decimal, place=Place(document.name, row.row))
    return 0


def _read(document: Document, profile: Profile) -> Table:
    headers = tuple(profile.columns.values())
    if PurePath(document.name).suffix == ".xlsx":
        return table.read_xlsx(document.content, document.name, header=headers, sheet=profile.sheet)
    return table.read_csv(
        document.content, document.name, header=headers, encoding=profile.encoding, delimiter=profile.delimiter
    )
