"""What is typed under “Add” in Fava: booked by the engine's own writer, as any other voucher.

Fava's request is answered here, before Fava acts on it: the voucher gets its number, day and author, lands in its
month's file (made and included when it is the month's first), and becomes one commit (contracts.md section 7).
"""

from __future__ import annotations

from typing import Any, cast

from beancount.core.data import Transaction
from fava.helpers import FavaAPIError
from fava.serialisation import deserialise
from flask import Response, request

from onedoor_ledger.fava_pages import ledgers
from onedoor_ledger.fava_pages.answers import success
from onedoor_ledger.fava_pages.convert import voucher_of
from onedoor_ledger.fava_pages.errors import EntryKindError, TypedVoucherError
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.routines.job import Opened, numbers
from onedoor_ledger.routines.job import book as write
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Voucher, voucher_key


def add_entries(session: Session) -> Response:
    """Book the request's entries and answer as Fava would, with the numbers they got.

    :raises UserError: when one of them cannot be booked; none is then.
    """
    body = request.get_json(silent=True)
    rows = body.get("entries") if isinstance(body, dict) else None
    if not isinstance(rows, list) or not rows:
        raise TypedVoucherError(_("the request holds no entries."))
    book = ledgers.current_book()
    typed = [_typed(row, book) for row in rows]
    opened = session.opened()
    _require_corrected(opened, typed)
    after, vouchers = opened.plus(typed, today=session.door.clock(), by=session.door.by)
    written = write(after, vouchers, job="fava")
    ledgers.notice(session.door.workspace.root / path for path in written.files)
    return success(_("Booked {numbers}.").format(numbers=numbers(vouchers)))


def _require_corrected(opened: Opened, typed: list[Voucher]) -> None:
    """See that what a correction says it corrects is booked: both are shown with each other from then on."""
    frame = opened.books.postings
    for voucher in typed:
        said = voucher.meta.get("corrects")
        key = voucher_key(said, voucher.date.year) if said else ""
        if said and not ((frame["book"] == voucher.book.value) & (frame["key"] == key)).any():
            raise TypedVoucherError(_("it corrects {voucher}, which is not in the book.").format(voucher=said))


def _typed(row: Any, book: Book) -> Voucher:  # noqa: ANN401 - whatever the request held
    if not isinstance(row, dict) or row.get("t") != "Transaction":
        raise EntryKindError(str(row.get("t", "?"))[:20] if isinstance(row, dict) else "?")
    try:
        entry = deserialise(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise TypedVoucherError(_("a field is missing or malformed.")) from error
    except FavaAPIError as error:
        raise TypedVoucherError(_("a date or an amount cannot be read.")) from error
    return voucher_of(cast("Transaction", entry), book)
