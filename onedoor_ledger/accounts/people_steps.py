"""How the people book came to be: in which order its vouchers were registered, and what could be read after each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from onedoor_ledger.books.model import Books
from onedoor_ledger.books.undone import in_order
from onedoor_ledger.voucher import Book

_NOT_YET = "9999"


class _Written(NamedTuple):
    registered: str
    """The day; after every day what is not registered yet."""
    order: tuple[str, int]
    key: str
    day: dt.date
    mirrors: bool
    """Whether it takes another one back."""


@dataclass(frozen=True, slots=True)
class Step:
    """Vouchers registered together: on one day, those that take back apart from the others."""

    days: tuple[dt.date, ...]
    """The accounting days it wrote, in order."""
    books: Books
    """The books after it."""
    none: Books
    """The books before anybody was counted."""

    def changed(self, out: Collection[dt.date], first: dt.date, last: dt.date) -> Sequence[dt.date]:
        """The days of a year whose editions it changes: those it wrote, and those out that come after one of them."""
        own = {day for day in self.days if first <= day <= last}
        return sorted(own | {day for day in out if day >= self.days[0]})


def steps_of(books: Books) -> tuple[Step, ...]:
    """Every step, in order."""
    frame = books.postings
    people = frame[frame["book"] == Book.PEOPLE.value]
    columns = people[["key", "registered", "date", "corrects", "reverses"]].drop_duplicates("key")
    written = sorted(
        _Written(registered or _NOT_YET, in_order(key), key, date.date(), bool(corrects or reverses))
        for key, registered, date, corrects, reverses in columns.itertuples(index=False, name=None)
    )
    steps, read = [], people.index[:0]
    for _together, vouchers in groupby(written, key=lambda each: (each.registered, each.mirrors)):
        own = list(vouchers)
        read = read.union(people.index[people["key"].isin({each.key for each in own})])
        steps.append((tuple(sorted({each.day for each in own})), people.loc[read]))
    none = replace(books, postings=people.iloc[:0])
    return tuple(Step(days, replace(books, postings=postings), none) for days, postings in steps)
