"""Which counts of persons no report may show: decided once for all of them, editions included (domain.md section 6).

Reports of earlier ends of the year may be out: of each quarter, and of each month the people book was written in. What
they showed counts too. Each is decided anew as it was then, with what had been booked by its end, so that the same book
always withholds the same.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.accounts.people_cells import (
    ALL,
    CHANGES,
    ENDS,
    EVERY,
    MEASURE,
    MOVED,
    OPENING,
    PASSAGE,
    SEX,
    SO_FAR,
    STOCK,
    TOTAL,
    Key,
    Told,
    cells_of,
    grows,
    so_far,
)
from onedoor_ledger.accounts.small_cells import Cells, withheld
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, month_of, parse_period, quarters_of
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book

PERSON_YEARS = "person_years"
_SINCE = "since"
_Edition = tuple[int, Key]
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Withheld:
    """The counts of one edition that may not be shown, whichever report would."""

    keys: frozenset[Key]

    def moved(self, origin: str, target: str) -> bool:
        """Whether moves from one support to another (or :data:`TOTAL`) may not be shown."""
        return (MOVED, origin, target) in self.keys

    def passage(self, start: str, end: str) -> bool:
        """The same for payers."""
        return (PASSAGE, start, end) in self.keys

    def stock(self, part: str, state: str) -> bool:
        """The same for a part of the stock's table."""
        return (part, state) in self.keys

    def measure(self, measure: str = EVERY) -> bool:
        """The same for a measure's row of participations, or the total of participations so far."""
        return (MEASURE, measure, SO_FAR) in self.keys

    @property
    def sums(self) -> bool:
        """The same for the sums of the measures' other columns."""
        return any(key[:2] == (MEASURE, EVERY) for key in self.keys)

    def sex(self, measure: str, sex: str) -> bool:
        """The same for participations by sex; :data:`ALL` for both and those not told."""
        key = (MEASURE, measure, SO_FAR) if sex == ALL and measure != EVERY else (SEX, measure, sex)
        return key in self.keys

    @property
    def ends(self) -> bool:
        """Whether it may not be shown where those who left went."""
        return any(key[0] == ENDS for key in self.keys)

    @property
    def changes(self) -> bool:
        """The same for changes of payer."""
        return (CHANGES,) in self.keys

    @property
    def person_years(self) -> bool:
        """The same for the person-years, which are made of the stock at each quarter's end."""
        return (PERSON_YEARS,) in self.keys

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The withheld moves without their sums."""
        return frozenset((key[1], key[2]) for key in self.keys if key[0] == MOVED and TOTAL not in key)

    @property
    def any_moves(self) -> bool:
        """Whether some move may not be shown."""
        return bool(self.pairs)


def withheld_people(rules: Rulebook, books: Books, period: Period) -> Withheld:
    """What may not be shown of 1 January to the end of ``period``, after this year's earlier editions."""
    ends = _earlier(books, period)
    cells: Cells[_Edition] = Cells()
    shown: set[_Edition] = set()
    hidden: set[_Edition] = set()
    days = [period.year_start - _DAY]
    for n, told in enumerate(_tellings(rules, books, (*ends, period.end))):
        days.append((*ends, period.end)[n])
        own = _add(cells, n, cells_of(rules, told), days)
        hidden = set(withheld(cells, rules.association.small_cell, shown_before=shown, withheld_before=hidden))
        hidden |= _whole(own, hidden)
        shown |= own - hidden
    return Withheld(frozenset(key for edition, key in hidden if edition == len(ends)))


def _earlier(books: Books, period: Period) -> list[dt.date]:
    """The ends before the period's of which a report can tell something else than the one before it.

    January's first of all: before anything is written it tells how the year began, which later ones may withhold.
    """
    frame = books.postings
    days = frame.loc[frame["book"] == Book.PEOPLE.value, "date"]
    written = {month_of(day.date()).end for day in days[days.dt.year == period.year].unique()}
    quarters = {quarter.end for quarter in quarters_of(period.year)}
    january = month_of(period.year_start).end
    return sorted(end for end in {january} | written | quarters if end < period.end)


def _tellings(rules: Rulebook, books: Books, ends: Iterable[dt.date]) -> Iterator[Told]:
    """What the book told at each of the days, all of one year."""
    before: tuple[Move, ...] = ()
    within: tuple[Move, ...] = ()
    start = dt.date.min
    for end in ends:
        span = parse_period(f"{end.replace(month=1, day=1)}..{end}")
        if start == dt.date.min:
            start = span.start
            before = moves_of(rules, books, dt.date.min, start - _DAY)
        within += moves_of(rules, books, start, end)
        start = end + _DAY
        old = span.year_before()
        last_year = so_far(
            moves_of(rules, books, dt.date.min, old.start - _DAY), moves_of(rules, books, old.start, old.end)
        )
        yield Told(before, within, last_year)


def _add(all_: Cells[_Edition], n: int, cells: Cells[Key], days: list[dt.date]) -> set[_Edition]:
    """Put an edition in with those before it; its counts that are to be shown."""
    for key, count in cells.values.items():
        all_.add((n, key), count, seen=key not in cells.unseen)
    all_.needed |= {(n, key) for key in cells.needed}
    all_.relations += [{(n, key): sign for key, sign in relation.items()} for relation in cells.relations]
    before = {key: count for (edition, key), count in all_.values.items() if edition == n - 1}
    for key, count in cells.values.items():
        if grows(key) and n:
            since: _Edition = n, (_SINCE, *key)
            all_.add(since, count - before.get(key, 0), seen=False)
            all_.total((n, key), {since: 1} | ({(n - 1, key): 1} if key in before else {}))
        elif OPENING in (key[0], key[-1]) and key in before:
            all_.total((n, key), {(n - 1, key): 1})
    _person_years(all_, n, days)
    return {(n, key) for key in (*cells.values, (PERSON_YEARS,)) if key not in cells.unseen}


def _person_years(all_: Cells[_Edition], n: int, days: list[dt.date]) -> None:
    """24 times the mean of the stock at the quarters' ends times the years between them: a sum of stocks."""
    quarters = {quarter.end for quarter in quarters_of(days[-1].year)}
    told = [edition for edition in range(n + 1) if edition == n or days[edition + 1] in quarters]
    stocks: list[_Edition] = [(0, (OPENING, TOTAL)), *((edition, (STOCK, TOTAL)) for edition in told)]
    ends = [days[0], *(days[edition + 1] for edition in told)]
    parts: Counter[_Edition] = Counter()
    for (one, other), (start, end) in zip(pairwise(stocks), pairwise(ends), strict=True):
        months = (end.year - start.year) * 12 + end.month - start.month
        parts.update({one: months, other: months})
    key: _Edition = n, (PERSON_YEARS,)
    all_.add(key, sum(weight * all_.values[part] for part, weight in parts.items()))
    all_.total(key, parts)


def _whole(own: set[_Edition], hidden: set[_Edition]) -> set[_Edition]:
    """What is shown whole or not at all: a measure's row, and where those who left went."""
    gone = {_row(key) for key in own & hidden} - {None}
    return {key for key in own if _row(key) in gone}


def _row(key: _Edition) -> Key | None:
    kind = key[1][0]
    if kind == MEASURE and key[1][1] != EVERY:
        return key[1][:2]
    return (ENDS,) if kind == ENDS else None
