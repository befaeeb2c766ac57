"""The association's vouchers as SIE vouchers: own series and number, day of registration, who registered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from onedoor_ledger.accounts.sie_dimensions import Dimensions
from onedoor_ledger.books.model import Books
from onedoor_ledger.formats.records import SieObject, SieRow, SieVoucher
from onedoor_ledger.voucher import Book

_COLUMNS = ("date", "account", "konto", "measure", "party", "site", "amount", "year", "number", "key", "posting")
_TEXTS = ("registered", "payee", "narration")
_KEPT = "dim-"
"""How the metadata of a moved-in row names the old system's dimensions."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A row of the frame with its SIE objects; öre, debit positive."""

    date: dt.date
    account: str
    konto: str
    objects: tuple[SieObject, ...]
    amount: int
    year: int
    number: int
    key: str
    index: int
    registered: str
    payee: str
    narration: str


def postings_of(books: Books, dimensions: Dimensions) -> list[Posting]:
    """The association's postings of all years, by year and number."""
    whole = books.postings
    frame = whole[whole["book"] == Book.ASSOCIATION.value]
    columns = [frame["date"].dt.date, *(frame[name] for name in (*_COLUMNS[1:], *_TEXTS))]
    kept = _kept_objects(books)
    found = []
    for day, account, konto, measure, party, site, amount, year, number, key, index, *texts in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        objects = dimensions.of(account, konto, measure, party, site)
        if key in kept:
            named = {one.dimension for one in objects}
            objects += tuple(one for one in kept[key].get(index, ()) if one.dimension not in named)
        found.append(Posting(day, account, konto, objects, amount, year, number, key, index, *texts))
    return found


def _kept_objects(books: Books) -> Mapping[str, Mapping[int, tuple[SieObject, ...]]]:
    """The objects that moved-in rows had in the old system, by voucher key and posting index."""
    found: dict[str, dict[int, tuple[SieObject, ...]]] = {}
    for key, entry in _meta(books).items():
        for index, posting in enumerate(entry.postings):
            meta = posting.meta or {}
            told = [(name.removeprefix(_KEPT), str(meta[name])) for name in meta if name.startswith(_KEPT)]
            if told:
                found.setdefault(key, {})[index] = tuple(SieObject(*one) for one in sorted(told))
    return found


def vouchers_of(books: Books, postings: Iterable[Posting], opening: str) -> tuple[SieVoucher, ...]:
    """The vouchers in the order of their numbers; the one with key ``opening`` without rows."""
    meta = _meta(books)
    return tuple(
        _voucher(list(rows), meta.get(key), empty=key == opening)
        for key, rows in groupby(postings, lambda posting: posting.key)
    )


def _voucher(postings: Sequence[Posting], entry: Any, *, empty: bool) -> SieVoucher:  # noqa: ANN401 - beancount's
    head = postings[0]
    own: Mapping[str, Any] = entry.meta if entry is not None else {}
    text = head.narration if not head.payee or head.payee in head.narration else f"{head.narration}, {head.payee}"
    return SieVoucher(
        series=Book.ASSOCIATION.series,
        number=str(head.number) if head.number else "",
        date=head.date,
        text=text,
        registered=dt.date.fromisoformat(head.registered) if head.registered else None,
        sign=str(own.get("by", "")),
        rows=() if empty else tuple(_row(posting, entry) for posting in postings),
        history=0,
        line=0,
    )


def _row(posting: Posting, entry: Any) -> SieRow:  # noqa: ANN401 - beancount's
    meta = (entry.postings[posting.index].meta if entry is not None else None) or {}
    event = meta.get("event")
    return SieRow(
        konto=posting.konto,
        objects=posting.objects,
        amount=posting.amount,
        date=dt.date.fromisoformat(str(event)) if event else None,
        text=str(meta.get("text", "")),
        line=0,
    )


def _meta(books: Books) -> Mapping[str, Any]:
    """The association's transactions by voucher key."""
    found: dict[str, Any] = {}
    for entry in books.entries[Book.ASSOCIATION]:
        if (voucher := (getattr(entry, "meta", None) or {}).get("voucher")) and hasattr(entry, "postings"):
            found[f"{entry.date.year}-{voucher}"] = entry
    return found
