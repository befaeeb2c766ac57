"""Source documents: each one a voucher names is kept, and is the file that was received."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error, of_book
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.([0-9a-f]{12})\..+")


def kept(workspace: Workspace, books: Books) -> Iterator[Finding]:
    """Documents that are missing, altered, or not the one the voucher's ``source`` names."""
    named = _named(books)
    for name, postings in named.items():
        path = workspace.documents / name
        if not path.is_file():
            yield error(
                "document-missing",
                _("{voucher} rests on the document {name}, which is not kept.").format(
                    voucher=postings[0].voucher, name=name
                ),
                postings[0],
                _("Restore it from git or from the archive: it is kept for seven years (BFL 7:2)."),
            )
            continue
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        for posting in postings:
            if posting.source and posting.source != f"sha256:{digest}":
                yield error(
                    "document-differs",
                    _("{voucher} was made from another file than the one kept as {name}.").format(
                        voucher=posting.voucher, name=name
                    ),
                    posting,
                    _restore(),
                )
    yield from _altered(workspace)


def _named(books: Books) -> dict[str, list[Posting]]:
    """The first posting of each voucher by the document it names."""
    named: dict[str, dict[str, Posting]] = {}
    for book in Book:
        for posting in of_book(books, book):
            if posting.document and not posting.pending:
                named.setdefault(posting.document, {}).setdefault(posting.key, posting)
    return {name: list(first.values()) for name, first in sorted(named.items())}


def _altered(workspace: Workspace) -> Iterator[Finding]:
    """Kept files whose content is not what their name says."""
    for path in sorted(workspace.documents.glob("*")):
        found = _NAME.fullmatch(path.name)
        if found is not None and not hashlib.sha256(path.read_bytes()).hexdigest().startswith(found[1]):
            yield error(
                "document-altered",
                _("The kept document is not the file that was received."),
                Place(workspace.relative(path)),
                _restore(),
            )


def _restore() -> str:
    return _("A source document never changes: restore it from git.")
