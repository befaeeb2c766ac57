"""Which months are locked: what a book's ``seals.beancount`` says.

Each month that is locked, and each time months are opened again, is a link of a chain::

    2026-08-31 custom "onedoor-seal" "2026-08" "sha256:…"
      link: "20"
      …
    2026-10-14 custom "onedoor-reopen" "2026-08" "sha256:…"
      link: "21"
      …

The digest of a seal is that of the file ``seals/0020-2026-08.seal`` beside it, whose first line holds the digest of
the link before: whoever has the last digest can tell whether anything before it was changed. A reopening opens its
month and every later one; it stays in the chain.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onedoor_ledger.period import month_of, parse_period
from onedoor_ledger.voucher import Book

SEAL = "onedoor-seal"
"""The type of the custom directive that locks a month."""
REOPEN = "onedoor-reopen"
"""The type of the custom directive that opens months again."""
FOLDER = "seals"
"""Where a book keeps what its seals are the digests of."""


@dataclass(frozen=True, slots=True)
class Link:
    """A seal or a reopening, as its directive says it."""

    number: int
    month: str
    head: str
    """``sha256:…``; '' in a directive that proves nothing."""
    reopens: bool
    meta: Mapping[str, Any] = field(default_factory=dict, compare=False)
    entry: Any = field(default=None, compare=False, repr=False)

    def said(self, key: str) -> str:
        """A metadata value as text, '' when it is not there."""
        return str(self.meta.get(key) or "")

    @property
    def file(self) -> str:
        """The file a seal is the digest of, from the book's folder."""
        return file_name(self.number, self.month)


def file_name(link: int, month: str) -> str:
    """``seals/0020-2026-08.seal``."""
    return f"{FOLDER}/{link:04d}-{month}.seal"


def first_previous(book: Book) -> str:
    """What the first link names as the one before it."""
    return f"onedoor-ledger {book.value}"


def links(entries: Iterable[Any]) -> tuple[Link, ...]:
    """The chain of a book's directives, in its order."""
    from beancount.core.data import Custom

    found = [
        _link(entry) for entry in entries if isinstance(entry, Custom) and entry.type in {SEAL, REOPEN} and entry.values
    ]
    return tuple(sorted(found, key=lambda link: link.number))


def locked(entries: Iterable[Any]) -> Mapping[str, Link]:
    """The seal that holds for each locked month, in the order they were locked."""
    return held_in(links(entries))


def held_in(chain: Iterable[Link]) -> Mapping[str, Link]:
    """The seals of ``chain`` that hold, by month, in the order they were locked."""
    state: dict[str, Link] = {}
    for link in chain:
        if link.reopens:
            state = {month: seal for month, seal in state.items() if month < link.month}
        else:
            state[link.month] = link
    return state


def locked_months(entries: Iterable[Any]) -> frozenset[str]:
    """The locked months (``2026-08``) among a book's directives."""
    return frozenset(locked(entries))


def first_open(entries: Iterable[Any]) -> dt.date:
    """The first day that is not locked; the first day there is when no month is."""
    last = max(locked_months(entries), default=None)
    return dt.date.min if last is None else parse_period(last).end + dt.timedelta(days=1)


def month_after(month: str) -> str:
    """The calendar month after ``month``."""
    return month_of(parse_period(month).end + dt.timedelta(days=1)).name


@dataclass(frozen=True, slots=True)
class Joint:
    """A link of all three books: they are locked together or not at all. ``head`` is the digest to keep elsewhere."""

    number: int
    month: str
    head: str
    reopens: bool


def joints(entries: Mapping[Book, Iterable[Any]]) -> tuple[Joint, ...]:
    """The links that the books have in common, in order; what one book has alone is left out."""
    chains = [{link.number: link for link in links(entries[book])} for book in Book if book in entries]
    if len(chains) < len(Book):
        return ()
    found = []
    for number, first in sorted(chains[0].items()):
        same = [chain.get(number) for chain in chains]
        heads = [link.head for link in same if link is not None and link == _like(first, link)]
        if len(heads) == len(chains):
            found.append(Joint(number, first.month, joint_head(dict(zip(Book, heads, strict=True))), first.reopens))
    return tuple(found)


def joint_head(heads: Mapping[Book, str]) -> str:
    """One digest for the three books' own."""
    text = "".join(f"{book.value}\t{heads[book]}\n" for book in Book)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def last_joint(entries: Mapping[Book, Iterable[Any]]) -> Joint | None:
    """The seal of the last month that is locked in all books; None when none is."""
    held: list[Joint] = []
    for joint in joints(entries):
        held = [old for old in held if old.month < joint.month]
        if not joint.reopens:
            held.append(joint)
    return held[-1] if held else None


def _like(first: Link, link: Link) -> Link:
    return Link(first.number, first.month, link.head, first.reopens)


def _link(entry: Any) -> Link:  # noqa: ANN401 - beancount's Custom
    values = [str(value.value) for value in entry.values]
    number = str(entry.meta.get("link") or "")
    return Link(
        number=int(number) if number.isdecimal() and number.isascii() else 0,
        month=values[0],
        head=values[1] if len(values) > 1 else "",
        reopens=entry.type == REOPEN,
        meta=entry.meta,
        entry=entry,
    )
