"""Stock, entered, left and moved, cut by support, insats, kommun, sex or site; what may be shown of it.

Every cut balances: opening + entered + came − went − left = closing, and its rows sum to everybody. A person told for
all kommuner stands in the row of all kommuner together, so a row of one kommun holds those told for it and no others.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.accounts.small_cells import Cells, withheld
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, month_of, quarters_of
from onedoor_ledger.rulebook.model import Rulebook

OPENING, ENTERED, CAME, WENT, LEFT, CLOSING = "opening", "entered", "came", "went", "left", "closing"
COLUMNS = (OPENING, ENTERED, CAME, WENT, LEFT, CLOSING)
SIGNS = {OPENING: 1, ENTERED: 1, CAME: 1, WENT: -1, LEFT: -1}
TOTAL = "*"
"""As a row: everybody."""
_Key = tuple[int, str, str]
"""Edition, row, column."""


class Cut(StrEnum):
    """What the rows are."""

    STATE = "state"
    MEASURE = "measure"
    MUNICIPALITY = "municipality"
    SEX = "sex"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Flow:
    """One row of a cut over a period; '' as ``row`` is those told for all together."""

    row: str
    opening: int
    entered: int
    came: int
    """Moved to the row from another: a support that was changed; 0 in the other cuts, where nobody changes row."""
    went: int
    """Moved from the row to another."""
    left: int
    closing: int

    def count(self, column: str) -> int:
        """The count of one of :data:`COLUMNS`."""
        value: int = getattr(self, column)
        return value


@dataclass(frozen=True, slots=True)
class Flows:
    """A cut over a period: every count, and which of them may not be shown."""

    cut: Cut
    period: Period
    rows: tuple[Flow, ...]
    withheld: frozenset[tuple[str, str]]
    """Row (:data:`TOTAL` for everybody) and column of what may not be shown, in this period and in those before it."""

    @property
    def total(self) -> Flow:
        """Everybody."""
        return _flow(TOTAL, lambda column: sum(row.count(column) for row in self.rows))

    def shown(self, row: Flow, column: str) -> int | None:
        """The count, None when it may not be shown."""
        return None if (row.row, column) in self.withheld else row.count(column)


def flows_of(rules: Rulebook, books: Books, period: Period, cut: Cut) -> Flows:
    """The cut over ``period`` alone, small cells marked.

    The earlier months or quarters of the same year, whichever are as long, are earlier editions: their counts and this
    period's add up to the year so far, and the closing of one is the opening of the next.
    """
    editions = [_flows(rules, books, one, cut) for one in (*_before(period), period)]
    return Flows(cut, period, editions[-1], _withheld(editions, rules.association.small_cell))


def moved_of(rules: Rulebook, books: Books, period: Period) -> Mapping[tuple[str, str], int]:
    """Persons per support left and support come to within the measures, in the period alone."""
    found: Counter[tuple[str, str]] = Counter()
    for move in moves_of(rules, books, period.start, period.end):
        if move.origin and not move.left and move.origin != move.target:
            found[move.origin, move.target] += move.persons
    return {pair: persons for pair, persons in found.items() if persons}


def _before(period: Period) -> tuple[Period, ...]:
    """The periods of the year that end earlier and are of the same kind: months beside a month, else quarters."""
    months = (month_of(dt.date(period.year, number, 1)) for number in range(1, 13))
    alike = months if month_of(period.start).end == period.end else iter(quarters_of(period.year))
    return tuple(one for one in alike if one.end < period.start)


def _order(rules: Rulebook, cut: Cut) -> tuple[str, ...]:
    match cut:
        case Cut.STATE:
            return (*(state.id for state in rules.states), *(group.id for group in rules.state_groups))
        case Cut.MEASURE:
            return tuple(measure.id for measure in rules.measures)
        case Cut.MUNICIPALITY:
            return tuple(one.id for one in rules.participants)
        case Cut.SEX:
            return ("woman", "man")
        case Cut.SITE:
            return tuple(site.id for site in rules.sites)


def _flows(rules: Rulebook, books: Books, period: Period, cut: Cut) -> tuple[Flow, ...]:
    counts: dict[str, Counter[str]] = {}
    for move in moves_of(rules, books, dt.date.min, period.start - dt.timedelta(days=1)):
        for row, column in _parts(move, cut):
            counts.setdefault(row, Counter())[OPENING] += SIGNS[column] * move.persons
    for move in moves_of(rules, books, period.start, period.end):
        for row, column in _parts(move, cut):
            counts.setdefault(row, Counter())[column] += move.persons
    order = _order(rules, cut)
    found = []
    for row in dict.fromkeys((*order, *sorted(set(counts).difference(order)))):
        own = counts.get(row)
        if own is not None and any(own.values()):
            own[CLOSING] = sum(sign * own[column] for column, sign in SIGNS.items())
            found.append(_flow(row, own.__getitem__))
    return tuple(found)


def _flow(row: str, count: Callable[[str], int]) -> Flow:
    return Flow(row, count(OPENING), count(ENTERED), count(CAME), count(WENT), count(LEFT), count(CLOSING))


def _parts(move: Move, cut: Cut) -> Iterator[tuple[str, str]]:
    """The rows a move is counted in, and as what."""
    if cut is Cut.STATE:
        if not move.left:
            yield move.target, CAME if move.origin else ENTERED
        if move.origin:
            yield move.origin, LEFT if move.left else WENT
        return
    row = {
        Cut.MEASURE: move.measure,
        Cut.MUNICIPALITY: move.municipality,
        Cut.SEX: move.sex,
        Cut.SITE: move.site,
    }[cut]
    if not move.origin:
        yield row, ENTERED
    if move.left:
        yield row, LEFT


def _withheld(editions: Sequence[Sequence[Flow]], threshold: int) -> frozenset[tuple[str, str]]:
    """What of the last edition may not be shown, each edition decided with those before it out."""
    cells: Cells[_Key] = Cells()
    shown: set[_Key] = set()
    hidden: frozenset[_Key] = frozenset()
    last = len(editions) - 1
    names = dict.fromkeys(row.row for rows in editions for row in rows)
    nobody = Flow("", 0, 0, 0, 0, 0, 0)
    for n, rows in enumerate(editions):
        own = {row.row: row for row in rows}
        for name in names:
            _add(cells, n, name, own.get(name, nobody).count)
        for column in COLUMNS:
            cells.add((n, TOTAL, column), sum(row.count(column) for row in rows))
            cells.total((n, TOTAL, column), {(n, name, column): 1 for name in names})
            cells.needed.add((n, TOTAL, column))
        hidden = withheld(cells, threshold, shown_before=shown, withheld_before=hidden)
        shown = {key for key in cells.values if key not in hidden}
    return frozenset((row, column) for n, row, column in hidden if n == last)


def _add(cells: Cells[_Key], n: int, name: str, count: Callable[[str], int]) -> None:
    for column in COLUMNS:
        cells.add((n, name, column), count(column))
    cells.total((n, name, CLOSING), {(n, name, column): sign for column, sign in SIGNS.items()})
    if (n - 1, name, CLOSING) in cells.values:
        cells.total((n, name, OPENING), {(n - 1, name, CLOSING): 1})
