"""A beancount transaction as one of our vouchers: whole öre or persons, text metadata, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from beancount.core.amount import Amount
from beancount.core.data import Posting, Transaction

from onedoor_ledger.fava_pages.errors import GivenNumberError, TypedVoucherError
from onedoor_ledger.money import from_decimal
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher

SET_BY_WRITER = ("voucher", "registered", "by")
_PARSERS_OWN = frozenset({"filename", "lineno"})


def voucher_of(entry: Transaction, book: Book) -> Voucher:
    """``entry`` as an unregistered voucher of ``book``; one missing amount is the balance of the others.

    :raises GivenNumberError: when it brings a number of its own.
    :raises TypedVoucherError: when it holds what a voucher cannot.
    """
    meta = _texts(entry.meta)
    for key in SET_BY_WRITER:
        if key in meta:
            raise GivenNumberError(key)
    if entry.tags or entry.links:
        raise TypedVoucherError(_("tags and links are not used; write it in the text."))
    return Voucher(
        book=book,
        date=entry.date,
        flag=entry.flag or "*",
        payee=entry.payee or None,
        narration=entry.narration or "",
        lines=_lines(entry.postings, book),
        meta=meta,
    )


def unregistered(entry: Transaction) -> Transaction:
    """``entry`` without what the writer set: to be looked at as if it were new."""
    return entry._replace(meta={key: value for key, value in entry.meta.items() if key not in SET_BY_WRITER})


def _lines(postings: list[Posting], book: Book) -> tuple[Line, ...]:
    amounts = [_amount(posting, book) for posting in postings]
    missing = amounts.count(None)
    if missing > 1:
        raise TypedVoucherError(_("only one line may lack its amount."))
    rest = -sum(amount for amount in amounts if amount is not None)
    return tuple(
        Line(posting.account, rest if amount is None else amount, _texts(posting.meta or {}))
        for posting, amount in zip(postings, amounts, strict=True)
    )


def _amount(posting: Posting, book: Book) -> int | None:
    if posting.cost is not None or posting.price is not None:
        raise TypedVoucherError(_("costs and prices are not used; write the amount alone."))
    units = posting.units
    if not isinstance(units, Amount) or not isinstance(units.number, Decimal):
        return None
    if units.currency != book.unit:
        raise TypedVoucherError(_("amounts in this book are in {unit}.").format(unit=book.unit))
    try:
        return int(units.number) if book is Book.PEOPLE and units.number % 1 == 0 else _ore(units.number, book)
    except ValueError:
        what = (
            _("{amount} is not a whole number of persons.")
            if book is Book.PEOPLE
            else _("{amount} has parts of an öre.")
        )
        raise TypedVoucherError(what.format(amount=units.number)) from None


def _ore(number: Decimal, book: Book) -> int:
    if book is Book.PEOPLE:
        raise ValueError(number)
    return from_decimal(number)


def _texts(meta: Mapping[str, Any]) -> dict[str, str]:
    kept = {key: value for key, value in meta.items() if key not in _PARSERS_OWN and not key.startswith("__")}
    for key, value in kept.items():
        if not isinstance(value, str):
            raise TypedVoucherError(_("the value of “{key}” must stand in quotes.").format(key=key))
    return {key: value for key, value in kept.items() if value}
