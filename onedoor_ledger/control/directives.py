"""Metadata and directives: strings only, documents that Fava finds, and nothing that beancount would pass over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from onedoor_ledger.control.violation import BookError, named
from onedoor_ledger.texts import _
from onedoor_ledger.vouchers.seals import REOPEN, SEAL

if TYPE_CHECKING:
    from beancount.core.data import Open, Transaction

OURS = "onedoor"
"""What our own custom directives begin with."""
KNOWN_CUSTOM = frozenset({SEAL, REOPEN})
"""Our custom directives; beancount ignores the others, so a misspelt one would say nothing."""


def wrong_metadata(entries: Iterable[Any]) -> Iterator[BookError]:
    """Metadata values that are not quoted strings, on directives and on postings."""
    from beancount.core.data import Transaction

    for entry in entries:
        for key in _not_strings(entry.meta):
            yield _not_text(key, entry.meta, entry)
        if isinstance(entry, Transaction):
            for posting in entry.postings:
                for key in _not_strings(posting.meta or {}):
                    yield _not_text(key, posting.meta, entry)


def _not_strings(meta: Mapping[str, Any]) -> list[str]:
    return [
        key
        for key, value in meta.items()
        if type(value) is not str and key not in {"filename", "lineno"} and not key.startswith("__")
    ]


def _not_text(key: str, source: Any, entry: Any) -> BookError:  # noqa: ANN401 - any directive of beancount's
    return BookError(
        source,
        _("The value of “{key}” is not a quoted string.").format(key=key),
        entry,
        "metadata-not-text",
        _('Write it within quotes: {key}: "…".').format(key=key),
    )


def wrong_directives(entries: Iterable[Any]) -> Iterator[BookError]:
    """``pad`` directives, custom directives without values, and those of ours that nobody knows."""
    from beancount.core.data import Custom, Pad

    for entry in entries:
        if isinstance(entry, Pad):
            yield BookError(
                entry.meta,
                _("A pad directive makes up an amount."),
                entry,
                "pad-forbidden",
                _("Book the difference as a voucher that says what it is."),
            )
        elif isinstance(entry, Custom) and not entry.values:
            yield BookError(
                entry.meta,
                _("The custom directive “{type}” says nothing; Fava cannot open the book.").format(type=entry.type),
                entry,
                "custom-empty",
                _("Write its values after it, or remove the line."),
            )
        elif isinstance(entry, Custom) and entry.type.startswith(OURS) and entry.type not in KNOWN_CUSTOM:
            yield BookError(
                entry.meta,
                _("“{type}” is no directive of ours.").format(type=entry.type),
                entry,
                "custom-unknown",
                _("Known are: {known}.").format(known=", ".join(sorted(KNOWN_CUSTOM))),
            )


def missing_documents(entries: Iterable[Any], transactions: Iterable[Transaction]) -> Iterator[BookError]:
    """Vouchers whose ``document`` has no directive on one of their accounts: Fava could not show it."""
    from beancount.core.data import Document

    accounts: dict[str, set[str]] = {}
    for entry in entries:
        if isinstance(entry, Document):
            accounts.setdefault(entry.filename.replace("\\", "/").rpartition("/")[2], set()).add(entry.account)
    for transaction in transactions:
        name = transaction.meta.get("document")
        if name and accounts.get(str(name), frozenset()).isdisjoint(p.account for p in transaction.postings):
            yield BookError(
                transaction.meta,
                _("{voucher} names the document {name}, but no document directive is beside it.").format(
                    voucher=named(transaction), name=name
                ),
                transaction,
                "document-directive",
                _("The program writes one with each archived file: restore the line from git."),
            )


def without_konto(opens: Iterable[Open]) -> Iterator[BookError]:
    """Accounts of förbundets own book without a konto: neither SIE nor the statements could hold them."""
    for entry in opens:
        konto = entry.meta.get("konto")
        if not isinstance(konto, str) or not konto.isdecimal():
            yield BookError(
                entry.meta,
                _("The account {account} has no konto.").format(account=entry.account),
                entry,
                "konto-missing",
                _('Add its Kommun-Bas number below the line that opens it: konto: "4533".'),
            )
