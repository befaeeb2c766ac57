"""Stock, entered, left and moved, cut by support, insats, kommun, sex or site.

Every cut balances: opening + entered + came − went − left = closing, and its rows sum to everybody. A person told for
all kommuner stands in the row of all kommuner together, so a row of one kommun holds those told for it and no others.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.accounts.moves import Move, moves_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook

OPENING, ENTERED, CAME, WENT, LEFT, CLOSING = "opening", "entered", "came", "went", "left", "closing"
COLUMNS = (OPENING, ENTERED, CAME, WENT, LEFT, CLOSING)
SIGNS = {OPENING: 1, ENTERED: 1, CAME: 1, WENT: -1, LEFT: -1}


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


def flows_of(rules: Rulebook, books: Books, period: Period, cut: Cut) -> tuple[Flow, ...]:
    """The cut over ``period`` alone, in the rules' order; what may be shown of it another module decides."""
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
