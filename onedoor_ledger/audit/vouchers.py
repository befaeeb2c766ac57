"""Two revisions' vouchers: what was added, what corrects what, and what is not as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onedoor_ledger.audit.revision import Revision
from onedoor_ledger.control.seal_differences import differences
from onedoor_ledger.errors import Place
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.seal_text import voucher_line
from onedoor_ledger.vouchers.seals import links, locked_months


class Kind(StrEnum):
    """What became of a voucher."""

    ADDED = "added"
    CORRECTION = "correction"
    CHANGED = "changed"
    REMOVED = "removed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class Change:
    """A voucher that differs between the revisions; ``alarm`` says why it should not, '' when it may."""

    kind: Kind
    book: Book
    key: str
    date: dt.date
    registered: str
    by: str
    text: str
    amount: int
    """Debit in öre, or persons."""
    place: Place
    detail: str = ""
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    """A voucher of a revision with its canonical line."""

    entry: Any
    line: str


def changes(before: Revision, after: Revision) -> Iterator[Change]:
    """Every voucher that differs, book by book: alarms first, then what was added in order."""
    for book in Book:
        yield from _of_book(book, before, after)


def _of_book(book: Book, before: Revision, after: Revision) -> Iterator[Change]:
    was, now = _held(before, book), _held(after, book)
    gone = {key: held for key, held in was.items() if key not in now}
    came = {key: held for key, held in now.items() if key not in was}
    content = {held.line.partition("\t")[2]: key for key, held in came.items()}
    for key, held in gone.items():
        other = content.get(held.line.partition("\t")[2])
        if other is not None:
            new = came.pop(other)
            detail = _("it was {was}").format(was=key)
            yield _change(Kind.RENUMBERED, book, other, new, after, detail, _("A booked voucher has another number."))
        else:
            yield _change(Kind.REMOVED, book, key, held, before, "", _("A booked voucher is gone."))
    for key, held in was.items():
        if key in now and now[key].line != held.line:
            detail = "; ".join(differences(held.line, now[key].line))
            yield _change(Kind.CHANGED, book, key, now[key], after, detail, _("A booked voucher has been edited."))
    alarm = _Late(book, before, after)
    for key, held in came.items():
        kind = Kind.CORRECTION if held.entry.meta.get("corrects") else Kind.ADDED
        detail = "; ".join(filter(None, (str(held.entry.meta.get(k) or "") for k in ("corrects", "reason"))))
        yield _change(kind, book, key, held, after, detail, alarm.of(held.entry))


class _Late:
    """Why a voucher that came between the revisions should not have: into a locked month, or with an earlier day."""

    def __init__(self, book: Book, before: Revision, after: Revision) -> None:
        entries = before.books.entries[book]
        old = {link.number for link in links(entries)}
        opened = [link.month for link in links(after.books.entries[book]) if link.reopens and link.number not in old]
        first = min(opened, default="9999")
        self._locked = {month for month in locked_months(entries) if month < first}
        days = (str(entry.meta.get("registered") or "") for entry in entries if type(entry).__name__ == "Transaction")
        self._last = max(days, default="")

    def of(self, entry: Any) -> str:  # noqa: ANN401 - beancount's Transaction
        if f"{entry.date:%Y-%m}" in self._locked:
            return _("It is dated in a month that was locked.")
        if str(entry.meta.get("registered") or "") < self._last:
            return _("Its day of registration lies before what was already registered.")
        return ""


def _held(revision: Revision, book: Book) -> Mapping[str, _Held]:
    """Vouchers by key, in the order of their numbers; a second one with the same number, or one without, by place."""
    found: dict[str, _Held] = {}
    for entry in revision.books.entries[book]:
        if type(entry).__name__ != "Transaction":
            continue
        said = str(entry.meta.get("voucher") or "")
        key = f"{entry.date.year}-{said or '?'}"
        if key in found or not said:
            key = f"{key} ({_place(revision, entry)})"
        found[key] = _Held(entry, voucher_line(entry))
    return dict(sorted(found.items(), key=lambda item: (item[1].entry.date.year, _number(item[1].entry), item[0])))


def _number(entry: Any) -> int:  # noqa: ANN401 - beancount's Transaction
    digits = str(entry.meta.get("voucher") or "")[1:]
    return int(digits) if digits.isdecimal() and digits.isascii() else 0


def _change(kind: Kind, book: Book, key: str, held: _Held, revision: Revision, detail: str, alarm: str) -> Change:
    entry = held.entry
    numbers = [p.units.number for p in entry.postings if p.units is not None and p.units.number is not None]
    debit = sum(number for number in numbers if number > 0)
    return Change(
        kind=kind,
        book=book,
        key=key,
        date=entry.date,
        registered=str(entry.meta.get("registered") or ""),
        by=str(entry.meta.get("by") or ""),
        text=" · ".join(filter(None, (entry.payee, entry.narration))),
        amount=int(debit * (1 if book is Book.PEOPLE else 100)),
        place=_place(revision, entry),
        detail=detail,
        alarm=alarm,
    )


def _place(revision: Revision, entry: Any) -> Place:  # noqa: ANN401 - beancount's Transaction
    file = str(entry.meta["filename"]).removeprefix(f"{revision.workspace.root}/")
    return Place(file, int(entry.meta["lineno"]))
