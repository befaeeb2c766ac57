"""What proves the books: locked months and who locked them, reopenings, corrections, and what git says of late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.routines.job import Opened
from onedoor_ledger.voucher import Book, voucher_key
from onedoor_ledger.vouchers.errors import GitError
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.vouchers.seals import Joint, last_joint, links, locked

COMMITS = 20
"""The latest commits told."""


@dataclass(frozen=True, slots=True)
class LockedMonth:
    """A month of a book whose seal holds."""

    book: Book
    month: str
    head: str
    on: str
    by: str
    vouchers: str


@dataclass(frozen=True, slots=True)
class Reopening:
    """A time when months were opened again: who, the second person, and why. All books at once."""

    month: str
    on: str
    by: str
    second: str
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correcting voucher and what it corrects, each with its place ('' and None when it is not in the books)."""

    book: Book
    voucher: str
    place: Place
    on: str
    corrects: str
    corrected: Place | None
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the books or what they rest on."""

    id: str
    on: str
    by: str
    subject: str


@dataclass(frozen=True, slots=True)
class Locks:
    """Everything on the page; months and commits the latest first."""

    joint: Joint | None
    """The last seal of all three books: the digest to keep elsewhere."""
    months: tuple[LockedMonth, ...]
    reopenings: tuple[Reopening, ...]
    corrections: tuple[Correction, ...]
    commits: tuple[Commit, ...]


def locks_of(opened: Opened) -> Locks:
    """Read from the books' own directives and from git; nothing is recomputed here, ``onedoor check`` does that."""
    books = opened.books
    return Locks(
        joint=last_joint(books.entries),
        months=tuple(_months(books)),
        reopenings=tuple(_reopenings(books)),
        corrections=tuple(sorted(_corrections(opened), key=lambda one: (one.on, one.voucher), reverse=True)),
        commits=_commits(opened),
    )


def _months(books: Books) -> Iterator[LockedMonth]:
    for book in Book:
        for month, link in sorted(locked(books.entries.get(book, ())).items(), reverse=True):
            yield LockedMonth(book, month, link.head, link.said("locked"), link.said("by"), link.said("vouchers"))


def _reopenings(books: Books) -> Iterator[Reopening]:
    chain = links(books.entries.get(Book.ASSOCIATION, ()))
    for link in reversed(chain):
        if link.reopens:
            yield Reopening(
                link.month, link.entry.date.isoformat(), link.said("by"), link.said("second"), link.said("reason")
            )


def _corrections(opened: Opened) -> Iterator[Correction]:
    for book in Book:
        own = {
            f"{entry.date.year}-{entry.meta.get('voucher', '')}": entry
            for entry in opened.books.entries.get(book, ())
            if type(entry).__name__ == "Transaction"
        }
        for key, entry in own.items():
            if said := entry.meta.get("corrects"):
                corrected = voucher_key(str(said), entry.date.year)
                yield Correction(
                    book=book,
                    voucher=key,
                    place=_place(book, entry),
                    on=str(entry.meta.get("registered") or entry.date),
                    corrects=corrected,
                    corrected=_place(book, own[corrected]) if corrected in own else None,
                    text=str(entry.narration or ""),
                    by=str(entry.meta.get("by") or ""),
                )


def _place(book: Book, entry: Any) -> Place:  # noqa: ANN401 - beancount's Transaction
    return Place(f"ledger/{book.value}/{entry.date:%Y/%m}.beancount", int(entry.meta.get("lineno") or 0) or None)


def _commits(opened: Opened) -> tuple[Commit, ...]:
    """The latest commits of ledger/ and rules/, none where there is no repository or no commit yet."""
    repository = Repository.around(opened.workspace.root)
    if repository is None:
        return ()
    try:
        said = repository.read("log", "-z", f"-{COMMITS}", "--format=%h%x1f%as%x1f%an%x1f%s", "--", "ledger", "rules")
    except GitError:
        return ()
    rows = (row.split("\x1f") for row in said.decode(errors="replace").split("\0") if row)
    return tuple(Commit(*row) for row in rows)
