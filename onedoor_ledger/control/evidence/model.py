"""What every comparison with a source document needs: the rows it says, and the words for a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error, unchanged
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


def differs(
    posting: Posting, document: Document, row: str, booked: int, said: int, *, persons: bool = False
) -> Finding:
    """A voucher that books another amount than its row, in öre or in ``persons``."""
    told = _("{voucher} books {booked} kr, but row {row} of {document} says {said} kr.")
    if persons:
        told = _("{voucher} counts {booked} persons, but row {row} of {document} says {said}.")
    show = str if persons else ledger_text
    return error(
        "evidence-differs",
        told.format(voucher=posting.voucher, booked=show(booked), row=row, document=document.name, said=show(said)),
        posting,
        unchanged(),
    )


def row_numbers(posting: Posting) -> Iterator[int]:
    """The rows of the document a voucher was made from: ``7`` or ``5, 6``."""
    return (int(part) for part in posting.row.replace(" ", "").split(",") if part.isdecimal())
