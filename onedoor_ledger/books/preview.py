"""The books as if vouchers were booked: the preview is the write (contracts.md section 2).

Pending vouchers become the directives the writer's text is read back as, and go through the same function that
makes rows of the ledgers; a test compares a preview with re-reading after the write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from onedoor_ledger.books import frame
from onedoor_ledger.books.model import Books
from onedoor_ledger.money import to_decimal
from onedoor_ledger.voucher import Book, Voucher, clean, clean_meta
from onedoor_ledger.workspace import month_file

if TYPE_CHECKING:
    from beancount.core import data


def plus(books: Books, vouchers: Sequence[Voucher]) -> Books:
    """The books with ``vouchers`` in them: postings, entries; charts and findings stay as they were.

    A voucher that is not registered yet gets the number it would get, and no day of registration.
    """
    if not vouchers:
        return books
    entries: dict[Book, Sequence[Any]] = dict(books.entries)
    rows = frame.Rows()
    for book, own in numbered(books, vouchers).items():
        root = _root(books, book)
        transactions = [_transaction(voucher, root) for voucher in own]
        rows.add(book, transactions, books.charts[book], root)
        documents = [_document(transaction, root) for transaction in transactions if "document" in transaction.meta]
        entries[book] = sorted([*entries[book], *transactions, *documents], key=attrgetter("date"))
    postings = frame.joined((books.postings, rows.frame()))
    return replace(books, postings=postings, entries=entries)


def numbered(books: Books, vouchers: Sequence[Voucher]) -> Mapping[Book, list[Voucher]]:
    """The vouchers per book, each with a number: its own, or the one that comes next in its series."""
    found: dict[Book, list[Voucher]] = {}
    last: dict[tuple[Book, int], int] = {}
    for voucher in vouchers:
        series = (voucher.book, voucher.date.year)
        number = voucher.number or last.get(series, books.next_number(*series) - 1) + 1
        last[series] = number
        found.setdefault(voucher.book, []).append(replace(voucher, number=number))
    return found


def _root(books: Books, book: Book) -> str:
    """The workspace's folder with a final separator, as the files of ``book`` are named by beancount."""
    main = str(books.options.get(book, {}).get("filename", ""))
    return main[: -len(f"ledger/{book.value}/main.beancount")]


def _transaction(voucher: Voucher, root: str) -> data.Transaction:
    from beancount.core import data

    source = {"filename": f"{root}ledger/{voucher.book.value}/{month_file(voucher.date)}", "lineno": 0}
    meta = voucher.full_meta if voucher.registered else clean_meta({**voucher.meta, "voucher": voucher.id})
    lines = [(line.account, line.amount, {**source, **voucher.line_meta(line)}) for line in voucher.lines]
    return data.Transaction(
        meta={**source, **meta},
        date=voucher.date,
        flag=voucher.flag,
        payee=clean(voucher.payee or "") or None,
        narration=clean(voucher.narration),
        tags=data.EMPTY_SET,
        links=data.EMPTY_SET,
        postings=[_posting(voucher.book, account, amount, own) for account, amount, own in lines],
    )


def _posting(book: Book, account: str, amount: int, meta: Mapping[str, Any]) -> data.Posting:
    from beancount.core import data
    from beancount.core.amount import Amount

    number = Decimal(amount) if book is Book.PEOPLE else to_decimal(amount)
    return data.Posting(clean(account), Amount(number, book.unit), None, None, None, dict(meta))


def _document(transaction: data.Transaction, root: str) -> data.Document:
    from beancount.core import data

    source = {key: transaction.meta[key] for key in ("filename", "lineno")}
    account, name = transaction.postings[0].account, f"{root}ledger/documents/{transaction.meta['document']}"
    return data.Document(source, transaction.date, account, name, data.EMPTY_SET, data.EMPTY_SET)
