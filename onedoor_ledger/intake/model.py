"""The batch: what one run over the inbox found and would book (contracts.md section 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from onedoor_ledger.errors import Finding, Place, UserError
from onedoor_ledger.voucher import Archived, Book, Voucher


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read, once: what is recognised, booked from and archived are these bytes."""

    file: str
    """As told to users: from the workspace's root where it lies there."""
    name: str
    """The name it arrived under."""
    content: bytes
    digest: str
    """``sha256:…`` of the content."""
    document: str
    """The name it will be kept under in ledger/documents/."""
    received: dt.date
    folded_by: str = ""
    """The decision by which persons were folded here; '' for a file taken as it is."""

    def place(self, row: int | None = None) -> Place:
        """Where ``row`` of this file stands."""
        return Place(self.file, row)

    def meta(self, row: int | str, identity: str) -> Mapping[str, str]:
        """What a voucher made from ``row`` says about its origin."""
        return {"source": self.digest, "row": str(row), "identity": identity, "document": self.document}


@dataclass(frozen=True, slots=True)
class Told:
    """One value of a statistic for one participant, as it is to stand in rules/."""

    statistic: str
    participant: str
    start: dt.date
    end: dt.date
    period: str
    value: Fraction
    title: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """What one file gives: pending vouchers, and how many of its rows are new and known."""

    vouchers: tuple[Voucher, ...]
    rows: int
    booked: int
    known: int
    findings: tuple[Finding, ...] = ()
    statistics: tuple[Told, ...] = ()
    """What becomes rows of rules/ and not vouchers."""
    kept: bool = True
    """Whether the file goes to the archive when something is booked; not when it holds persons."""


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
    """One refused file stops the batch before anything is written: ``vouchers`` and ``archive`` are then empty."""
    findings: tuple[Finding, ...]
    rules: Mapping[str, str] = field(default_factory=dict)
    """Files of rules/ that statistics add rows to, by path in the workspace, with their new content."""
    statistics: tuple[Told, ...] = ()
    """Those rows, one value each."""

    def of(self, book: Book) -> tuple[Voucher, ...]:
        """The vouchers of one book."""
        return tuple(v for v in self.vouchers if v.book is book)


@dataclass(frozen=True, slots=True)
class Called:
    """A call of contributions: the voucher to book (none when it is booked already) and a letter per paying member."""

    vouchers: tuple[Voucher, ...]
    letters: Mapping[str, str]
    """Plain Swedish text by member id, the same every time it is made; no entry for a member that pays nothing."""
    already: str = ""
    """The key of the voucher that holds the call when it was made before, '' otherwise."""
