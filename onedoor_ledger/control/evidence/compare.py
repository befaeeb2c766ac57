"""Every kept document read again and laid beside the vouchers made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from types import MappingProxyType

from onedoor_ledger.books.model import Books
from onedoor_ledger.books.undone import taken_back
from onedoor_ledger.control.evidence import bank, bank_table, invoice, sie, tables, tax
from onedoor_ledger.control.evidence.model import Document
from onedoor_ledger.control.postings import Posting, of_book, warning
from onedoor_ledger.errors import Finding, Place, UserError
from onedoor_ledger.formats import sniff
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace


def _xml(document: Document) -> Iterator[Finding]:
    return (invoice.compare if sniff.kind(document.content, document.name) == "ubl" else bank.compare)(document)


def _table(document: Document) -> Iterator[Finding]:
    reader = bank_table.compare if bank_table.is_bank(document) else tables.compare
    return reader(document)


_READERS: Mapping[str, Callable[[Document], Iterator[Finding]]] = MappingProxyType(
    {
        ".xml": _xml,
        ".skv": tax.compare,
        ".si": sie.compare,
        ".se": sie.compare,
        ".csv": _table,
        ".xlsx": _table,
    }
)


def evidence(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """What the documents say otherwise than the vouchers. Only what was booked from a row is compared."""
    for name, vouchers in _vouchers(books).items():
        path = workspace.documents / name
        reader = _READERS.get(PurePath(name).suffix)
        if reader is None or not path.is_file():
            continue
        try:
            yield from list(reader(Document(name, path.read_bytes(), vouchers, rules, books)))
        except UserError as unreadable:
            yield warning(
                "evidence-unreadable",
                _("The document can no longer be read: {reason}").format(reason=unreadable.message),
                Place(workspace.relative(path)),
                _("It was readable when it was booked: see whether it, or what the rules say of it, has changed."),
            )


def _vouchers(books: Books) -> dict[str, dict[str, list[Posting]]]:
    """Postings by document and voucher; a voucher that an undo took back says nothing of its document any more."""
    undone = taken_back(books.postings)
    named: dict[str, dict[str, list[Posting]]] = {}
    for book in Book:
        for posting in of_book(books, book):
            if posting.document and posting.key not in undone:
                named.setdefault(posting.document, {}).setdefault(posting.key, []).append(posting)
    return dict(sorted(named.items()))
