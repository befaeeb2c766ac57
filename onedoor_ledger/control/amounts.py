"""Amounts: exactly two decimals of SEK, whole persons, and every voucher balances to the öre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from onedoor_ledger.control.violation import BookError, named
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    from beancount.core.data import Posting, Transaction


def wrong_amounts(transactions: Iterable[Transaction], book: Book) -> Iterator[BookError]:
    """Vouchers without postings, amounts in another unit, with other decimals, or at a cost or price."""
    unit, exponent = book.unit, 0 if book is Book.PEOPLE else -2
    for transaction in transactions:
        if not transaction.postings:
            yield _empty(transaction)
        for posting in transaction.postings:
            units = posting.units
            if units is None or not isinstance(units.number, Decimal):
                continue  # beancount could not fill it in, and has said so
            if units.currency != unit:
                yield _wrong_unit(transaction, posting, unit)
            elif units.number.as_tuple().exponent != exponent:
                yield _wrong_decimals(transaction, posting, book)
            if posting.cost is not None or posting.price is not None:
                yield _priced(transaction, posting)


def unbalanced(transactions: Iterable[Transaction]) -> Iterator[BookError]:
    """Vouchers that do not balance exactly; beancount says so itself as long as its tolerance is zero."""
    for transaction in transactions:
        rest = sum(p.units.number for p in transaction.postings if p.units is not None and p.units.number is not None)
        if rest:
            yield BookError(
                transaction.meta,
                _("{voucher} does not balance: debit minus credit is {rest}.").format(
                    voucher=named(transaction), rest=rest
                ),
                transaction,
                "voucher-unbalanced",
                _("A booked voucher is never edited: restore it from git."),
            )


def _empty(transaction: Transaction) -> BookError:
    return BookError(
        transaction.meta,
        _("{voucher} has no postings.").format(voucher=named(transaction)),
        transaction,
        "voucher-empty",
        _("A voucher has at least one debit and one credit."),
    )


def _wrong_unit(transaction: Transaction, posting: Posting, unit: str) -> BookError:
    found = posting.units.currency if posting.units is not None else ""
    return BookError(
        posting.meta or transaction.meta,
        _("{voucher}: {account} is in {found}; this book counts in {unit}.").format(
            voucher=named(transaction), account=posting.account, found=found, unit=unit
        ),
        transaction,
        "unit-wrong",
        _("Book the amount in {unit}.").format(unit=unit),
    )


def _wrong_decimals(transaction: Transaction, posting: Posting, book: Book) -> BookError:
    said = posting.units.number if posting.units is not None else ""
    message = (
        _("{voucher}: {account} counts {said} persons; only whole persons are counted.")
        if book is Book.PEOPLE
        else _("{voucher}: {account} has the amount {said}; an amount has exactly two decimals.")
    )
    return BookError(
        posting.meta or transaction.meta,
        message.format(voucher=named(transaction), account=posting.account, said=said),
        transaction,
        "decimals-wrong",
        _("Write it as 7.") if book is Book.PEOPLE else _("Write it as 100.00."),
    )


def _priced(transaction: Transaction, posting: Posting) -> BookError:
    return BookError(
        posting.meta or transaction.meta,
        _("{voucher}: {account} has a price or a cost in braces.").format(
            voucher=named(transaction), account=posting.account
        ),
        transaction,
        "price-forbidden",
        _("The books hold one unit each: remove what stands after the amount."),
    )
