"""What every comparison with a source document needs: the rows it says, and the words for a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error
from onedoor_ledger.errors import Finding
from onedoor_ledger.money import ledger_text
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _

Vouchers = Mapping[str, Sequence[Posting]]
"""Postings by voucher key."""


@dataclass(frozen=True, slots=True)
class Document:
    """A kept document, and the vouchers made from it in the order they were booked."""

    name: str
    content: bytes
    vouchers: Vouchers
    rules: Rulebook
    books: Books


def differs(posting: Posting, document: Document, row: str, booked: int, said: int) -> Finding:
    """A voucher that books another amount than its row."""
    return error(
        "evidence-differs",
        _("{voucher} books {booked} kr, but row {row} of {document} says {said} kr.").format(
            voucher=posting.voucher, booked=ledger_text(booked), row=row, document=document.name, said=ledger_text(said)
        ),
        posting,
        _("Booked vouchers never change: restore the line from git, and correct with a voucher of its own."),
    )


def row_numbers(posting: Posting) -> Iterator[int]:
    """The rows of the document a voucher was made from: ``7`` or ``5, 6``."""
    return (int(part) for part in posting.row.replace(" ", "").split(",") if part.isdecimal())
