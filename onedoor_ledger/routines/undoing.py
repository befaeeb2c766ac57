"""``onedoor undo``: a batch is undone by its mirrors, never by a deletion (contracts.md section 2).

Each voucher of the batch gets a mirror that ``reverses`` it, in the same book, on its own day while that month is
open and else on the first open day. Its rows count as not in the books afterwards: the same file can come again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onedoor_ledger.books.model import Books
from onedoor_ledger.books.undone import taken_back
from onedoor_ledger.control.both_sides import corrections
from onedoor_ledger.intake.narration import in_swedish
from onedoor_ledger.intake.postings import imported
from onedoor_ledger.routines.job import Opened, Progress, alone, book, open_books, silent
from onedoor_ledger.routines.undoing_errors import (
    BookedAgainError,
    CommitUnknownError,
    NothingToUndoError,
    UndoneAlreadyError,
    VoucherGoneError,
    VoucherRangeError,
)
from onedoor_ledger.texts import N_
from onedoor_ledger.voucher import Book, Voucher, clean
from onedoor_ledger.vouchers.errors import GitError
from onedoor_ledger.vouchers.git import Repository
from onedoor_ledger.vouchers.mirror import mirror
from onedoor_ledger.vouchers.seals import first_open
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from beancount.core.data import Transaction

    from onedoor_ledger.vouchers.write import Written

_RANGE = re.compile(r"(?:(\d{4})-)?([VPD])([1-9]\d{0,8})(?:[–-](?:(\d{4})-)?([VPD])?([1-9]\d{0,8}))?", re.ASCII)
_FILE = re.compile(r"\+\+\+ b/ledger/(association|parties|people)/(\d{4})/\d\d\.beancount\t?")
_ADDED = re.compile(r'\+  voucher: "([VPD][1-9]\d*)"')
_DIFF = ("--format=", "--unified=0", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "--first-parent")
_TEXT = N_("Taken back: {text}")


@dataclass(frozen=True)
class Undone:
    """The batch by the keys of its vouchers, and their mirrors; ``written`` is None for a preview."""

    undoes: tuple[str, ...]
    vouchers: tuple[Voucher, ...]
    written: Written | None


def run(
    workspace: Workspace,
    what: Sequence[str],
    *,
    reason: str,
    today: dt.date,
    by: str,
    write: bool,
    progress: Progress = silent,
) -> Undone:
    """Mirror every voucher that ``what`` names: commits, numbers, or runs of numbers (``V401–V463``).

    :raises CommitUnknownError, VoucherRangeError, VoucherGoneError, NothingToUndoError: when it names no batch.
    :raises UndoneAlreadyError: when a voucher of it is taken back or corrected already. Nothing is written then.
    :raises BookedAgainError: when it is itself an undo, and what it took back has been imported again.
    """
    with alone(workspace, write=write):
        opened = open_books(workspace, progress)
        keys = tuple(dict.fromkeys(key for word in what for key in _keys(workspace, word, today)))
        if not keys:
            raise NothingToUndoError(" ".join(what))
        found = _entries(opened.books, keys)
        _require_standing(opened.books, keys)
        pending = tuple(_mirror(opened, key, *found[key], clean(reason)) for key in keys)
        after, vouchers = opened.plus(pending, today=today, by=by)
        written = book(after, vouchers, job="undo") if write else None
        return Undone(keys, vouchers, written)


def _keys(workspace: Workspace, word: str, today: dt.date) -> Iterator[str]:
    for part in filter(None, re.split(r"[,\s]+", word)):
        found = _RANGE.fullmatch(part)
        if found is None:
            yield from _of_commit(workspace, part)
            continue
        year, series, first, other_year, other_series, last = found.groups()
        low, high = int(first), int(last or first)
        if high < low or (other_series or series) != series or (other_year or year) != year:
            raise VoucherRangeError(part)
        for number in range(low, high + 1):
            yield f"{year or today.year}-{series}{number}"


def _of_commit(workspace: Workspace, name: str) -> Iterator[str]:
    """The vouchers a commit added, in the order of its files."""
    repository = Repository.around(workspace.root)
    if repository is None or name.startswith("-"):
        raise CommitUnknownError(name)
    try:
        commit = repository.read("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
        diff = repository.read("show", *_DIFF, "-m", commit, "--", "ledger")
    except GitError:
        raise CommitUnknownError(name) from None
    year = ""
    for line in diff.decode("utf-8", "replace").splitlines():
        if (file := _FILE.fullmatch(line)) is not None:
            year = file[2]
        elif (added := _ADDED.fullmatch(line)) is not None:
            yield f"{year}-{added[1]}"


def _entries(books: Books, keys: Sequence[str]) -> Mapping[str, tuple[Book, Transaction]]:
    wanted = set(keys)
    found = {
        key: (which, entry)
        for which in Book
        for entry in books.entries[which]
        if type(entry).__name__ == "Transaction"
        and (key := f"{entry.date.year}-{entry.meta.get('voucher', '')}") in wanted
    }
    if gone := [key for key in keys if key not in found]:
        raise VoucherGoneError(gone)
    return found


def _require_standing(books: Books, keys: Sequence[str]) -> None:
    own, undone = set(keys), taken_back(books.postings)
    corrected = {
        key: standing[-1]
        for which in Book
        for key, by in corrections(books.entries[which]).items()
        if (standing := [other for other in by if other not in undone and other not in own])
    }
    for key in keys:
        if (other := undone.get(key) or corrected.get(key)) is not None:
            raise UndoneAlreadyError(key, other)
    _require_not_again(books, own, undone)


def _require_not_again(books: Books, own: Collection[str], undone: Mapping[str, str]) -> None:
    """An undo that is undone brings its vouchers back; not when their rows have been imported again since."""
    back = {key for key, by in undone.items() if by in own}
    if not back:
        return
    standing = {posting.identity: posting.key for posting in imported(books)}
    frame = books.postings
    rows = frame.loc[frame["key"].isin(back) & (frame["identity"] != ""), ["key", "identity"]]
    for key, identity in rows.itertuples(index=False, name=None):
        if identity in standing:
            raise BookedAgainError(key, standing[identity])


def _mirror(opened: Opened, key: str, which: Book, entry: Transaction, reason: str) -> Voucher:
    day = max(entry.date, first_open(opened.books.entries[which]))
    text = in_swedish(_TEXT).format(text=entry.narration or "")
    made = mirror(entry, which, date=day, narration=text, reason=reason)
    meta = {name: value for name, value in made.meta.items() if name != "corrects"} | {"reverses": key}
    if day != entry.date:
        meta["event"] = entry.date.isoformat()
    return replace(made, meta=meta)
