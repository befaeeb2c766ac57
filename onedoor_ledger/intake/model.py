"""The batch: what one run over the inbox found and would book (contracts.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass

from onedoor_ledger.errors import Finding, UserError
from onedoor_ledger.voucher import Archived, Book, Voucher


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file."""

    file: str
    kind: str
    """Recognised as, in the user's language: "Kontoutdrag camt.053"."""
    digest: str
    """``sha256:…`` of the bytes."""
    rows: int
    """Rows with an event in them."""
    booked: int
    """Rows this batch books."""
    known: int
    """Rows already in the books."""
    document: str
    """Archive name, '' when nothing is archived."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Pending vouchers in the order they will be numbered, the documents to keep, and what to know about it."""

    vouchers: tuple[Voucher, ...]
    archive: tuple[Archived, ...]
    files: tuple[FileResult, ...]
    refused: tuple[UserError, ...]
    """One refused file stops the batch before anything is written."""
    findings: tuple[Finding, ...]

    def of(self, book: Book) -> tuple[Voucher, ...]:
        """The vouchers of one book."""
        return tuple(v for v in self.vouchers if v.book is book)
