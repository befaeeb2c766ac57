"""A party's CSV or XLSX again: requisitions accepted, spending, the front door's cost, persons counted.

The profile that reads it is the sender's own; a document no profile fits any longer is left to the digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePath

from onedoor_ledger.control.evidence.model import Document, differs, row_numbers
from onedoor_ledger.control.postings import Posting
from onedoor_ledger.errors import Finding, Place, UserError
from onedoor_ledger.formats import table, values
from onedoor_ledger.formats.records import Table, TableRow
from onedoor_ledger.rulebook.model import Profile
from onedoor_ledger.rulebook.profile_cells import amount

_COUNTED = "transitions"
_AMOUNTS = {"requisitions": ("accepted", "asked"), "spending": ("amount",), "door": ("amount",), _COUNTED: ("persons",)}
"""Per kind of profile: the columns that hold what is booked, the first that is filled in counts."""


def compare(document: Document) -> Iterator[Finding]:
    """Vouchers of ``document`` against the amounts in their rows."""
    first = next(iter(document.vouchers.values()))[0]
    for profile in document.rules.profiles:
        if profile.kind not in _AMOUNTS or not _by(profile, first) or not document.name.endswith(profile.format):
            continue
        try:
            rows = {row.row: row for row in read(document, profile).rows}
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
    """Whether the sender is who the voucher is about; counts of persons are about a measure, not a party."""
    return profile.kind == _COUNTED or posting.party in {"", profile.sender}


def _voucher(
    postings: Sequence[Posting], rows: Mapping[int, TableRow], profile: Profile, document: Document
) -> Iterator[Finding]:
    """What was booked from the same rows, whether the voucher names them or each posting its own."""
    for told, group in groupby(postings, key=lambda posting: posting.row):
        own = list(group)
        numbers = [row for row in row_numbers(own[0]) if row in rows]
        if not numbers:
            continue
        said = abs(sum(_amount(rows[number], profile, document) for number in numbers))
        debit = sum(posting.amount for posting in own if posting.amount > 0)
        credit = -sum(posting.amount for posting in own if posting.amount < 0)
        # what settles an advance has more in it than the requisition itself
        if said not in {debit, credit, *(abs(posting.amount) for posting in own)}:
            yield differs(own[0], document, told, debit or credit, said, persons=profile.kind == _COUNTED)


def _amount(row: TableRow, profile: Profile, document: Document) -> int:
    for meaning in _AMOUNTS[profile.kind]:
        header = profile.columns.get(meaning)
        text = row.cells.get(header, "") if header else ""
        if text:
            place = Place(document.name, row.row)
            if profile.kind == _COUNTED:
                return values.count(text, place=place)
            return amount(profile, text, place)
    return 0


def read(document: Document, profile: Profile) -> Table:
    """The table, by the whole header row where the profile has it, else by the columns it means something by.

    :raises UserError: when it is no such table.
    """
    headers = profile.header or tuple(profile.columns.values())
    if PurePath(document.name).suffix == ".xlsx":
        return table.read_xlsx(document.content, document.name, header=headers, sheet=profile.sheet)
    return table.read_csv(
        document.content, document.name, header=headers, encoding=profile.encoding, delimiter=profile.delimiter
    )
