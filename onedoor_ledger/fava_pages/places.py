"""Where a place of the books is opened in Fava: its editor, in the book the file belongs to."""

from __future__ import annotations

from flask import url_for

from onedoor_ledger.errors import Place
from onedoor_ledger.fava_pages import ledgers
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.voucher import Book


def editor_link(session: Session, place: Place | None) -> str:
    """The address of ``place`` in Fava's editor; '' for files Fava does not show (rules, documents, reports)."""
    if place is None:
        return ""
    top, _slash, rest = place.file.partition("/")
    name = rest.partition("/")[0]
    if top != "ledger" or not place.file.endswith(".beancount") or name not in {book.value for book in Book}:
        return ""
    slug = ledgers.slug_of(Book(name))
    if slug is None:
        return ""
    path = str(session.door.workspace.root / place.file)
    line = str(place.row) if place.row else None
    return url_for("report", bfile=slug, report_name="editor", file_path=path, line=line)
