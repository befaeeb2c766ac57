"""A bank's CSV or XLSX again, through the profile it was booked by: each row's amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from onedoor_ledger.control.evidence.bank import amounts_of
from onedoor_ledger.control.evidence.model import Document, differs
from onedoor_ledger.control.evidence.tables import read
from onedoor_ledger.errors import Finding, Place, UserError
from onedoor_ledger.formats.records import BankSource, Table
from onedoor_ledger.rulebook.model import Profile
from onedoor_ledger.rulebook.profile_cells import moved

BANK = "bank"


def is_bank(document: Document) -> bool:
    """Whether the vouchers of ``document`` were made from a bank's rows."""
    first = next(iter(document.vouchers.values()))[0]
    return first.identity.startswith(f"{BankSource.TABLE.value}:")


def compare(document: Document) -> Iterator[Finding]:
    """Vouchers of ``document`` against the amounts in their rows.

    :raises UserError: when no profile there is for banks' tables reads it any longer.
    """
    said = _amounts(document)
    for posting, rows in amounts_of(document):
        for row in rows:
            if said.get(row, posting.amount) != posting.amount:
                yield differs(posting, document, str(row), posting.amount, said[row])


def _amounts(document: Document) -> Mapping[int, int]:
    read_by = _read(document)
    if read_by is None:
        return {}
    profile, table = read_by
    found = ((row.row, moved(profile, row.cells, Place(document.name, row.row))) for row in table.rows
             if not _pending(profile, row.cells))  # fmt: skip
    return {row: amount for row, amount in found if amount is not None}


def _read(document: Document) -> tuple[Profile, Table] | None:
    """By the workspace's own profiles first, as when it came, and by the whole of a header before a part of it.

    :raises UserError: the last one's reason when none of them fits.
    """
    fitting = [each for each in document.rules.profiles
               if each.kind == BANK and document.name.endswith(each.format)]  # fmt: skip
    unread: UserError | None = None
    for profile in sorted(fitting, key=lambda each: (each.shipped, not _named(document, each), -len(each.header))):
        try:
            return profile, read(document, profile)
        except UserError as reason:
            unread = reason
    if unread is not None:
        raise unread
    return None


def _named(document: Document, profile: Profile) -> bool:
    """Whether the name fits: a kept document has a day and a digest before its own."""
    return fnmatchcase(document.name.casefold(), f"*{profile.filename.casefold()}")


def _pending(profile: Profile, cells: Mapping[str, str]) -> bool:
    return any(
        cells.get(header, "").casefold().startswith(start.casefold()) if start else not cells.get(header, "")
        for words in (profile.pending, profile.skip)
        for header, starts in words.items()
        for start in starts
    )
