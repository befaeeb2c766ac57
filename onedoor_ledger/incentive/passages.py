"""From payer to payer: how many moved between whom, how often a person's payer changes, and who came back.

Counts of moves come from the people book. That one and the same person went through three payers, or came back, only
a party can see in its own rows: it counts them at home and delivers two pairs of numbers (docs/fold.md), kept as
statistics under the ids below. What nobody has delivered is asked for, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from onedoor_ledger.accounts.moves import Move, moves_of, stock_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, StatisticRow
from onedoor_ledger.rulebook.model.statistics import CAME_BACK, ENDED, FOLLOWED, THREE_PAYERS
from onedoor_ledger.rulebook.payers import SELF, UNKNOWN, payer_of

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Told:
    """So many of so many persons, as one party counted them at home."""

    participant: str
    start: dt.date
    end: dt.date
    part: int
    of: int
    source: str

    @property
    def share(self) -> Fraction | None:
        """The part of them; None of nobody."""
        return Fraction(self.part, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages between payers from 1 January to the period's end."""

    payers: tuple[str, ...]
    """Those somebody moved from or to, in the rules' order, then :data:`SELF` and :data:`UNKNOWN`."""
    moved: Mapping[tuple[str, str], int]
    """Moves from a payer to a payer; the same payer twice when the support changed and the payer did not."""
    person_years: Fraction
    """On support in the insatser."""
    three_payers: tuple[Told, ...]
    """Per party that has counted: passed between three or more payers."""
    came_back: tuple[Told, ...]
    """Per party that has counted: revolving door."""
    vouchers: tuple[str, ...]

    @property
    def changes(self) -> int:
        """Moves from one purse to another purse."""
        away = (SELF, UNKNOWN)
        return sum(n for (i, j), n in self.moved.items() if i != j and i not in away and j not in away)

    @property
    def bounce(self) -> Fraction | None:
        """Changes of payer a person-year; None when nobody was there."""
        return self.changes / self.person_years if self.person_years else None


def passages_of(rules: Rulebook, books: Books, period: Period) -> Passages:
    """Passages between payers from 1 January to the end of ``period``."""
    moves = [m for m in moves_of(rules, books, period.year_start, period.end) if m.origin not in ("", m.target)]
    moved = between_payers(rules, moves)
    there = {payer for pair, n in moved.items() if n for payer in pair}
    order = dict.fromkeys((*(payer_of(rules)[state.id] for state in rules.states), SELF, UNKNOWN))
    purses = [payer for payer in order if payer not in (SELF, UNKNOWN)]
    return Passages(
        payers=tuple(payer for payer in (*purses, SELF, UNKNOWN) if payer in there),
        moved={pair: n for pair, n in moved.items() if n},
        person_years=person_years(rules, books, period),
        three_payers=told(rules, THREE_PAYERS, FOLLOWED, period),
        came_back=told(rules, CAME_BACK, ENDED, period),
        vouchers=tuple(dict.fromkeys(move.voucher for move in moves)),
    )


def between_payers(rules: Rulebook, moves: Iterable[Move]) -> Mapping[tuple[str, str], int]:
    """Persons by the payer before and the payer after."""
    payer = payer_of(rules)
    moved: Counter[tuple[str, str]] = Counter()
    for move in moves:
        moved[payer.get(move.origin, UNKNOWN), payer.get(move.target, UNKNOWN)] += move.persons
    return moved


def person_years(rules: Rulebook, books: Books, period: Period) -> Fraction:
    """Person-years in the insatser from 1 January to the period's end.

    Between two quarter ends the number is taken to have changed evenly, since entries and exits are booked by quarter.
    """
    days = tuple(_quarter_ends(period))
    stock = [sum(stock_of(rules, books, day).values()) for day in days]
    spans = [Fraction((b.year - a.year) * 12 + b.month - a.month, MONTHS_A_YEAR) for a, b in pairwise(days)]
    return sum((Fraction(a + b, 2) * span for (a, b), span in zip(pairwise(stock), spans, strict=True)), Fraction(0))


def told(rules: Rulebook, part: str, of: str, period: Period) -> tuple[Told, ...]:
    """Each party's latest pair of counts that ended within two years of the period's end.

    Who came back within twelve months is known a year later at the earliest.
    """
    pairs: dict[str, Told] = {}
    for row in _rows(rules, part, period):
        whole = next((w for w in _rows(rules, of, period) if (w.start, w.end) == (row.start, row.end)), None)
        for who, count in row.values.items():
            if whole is None or row.end is None or who not in whole.values or count > whole.values[who]:
                continue
            if who not in pairs or pairs[who].end < row.end:
                pairs[who] = Told(who, row.start, row.end, int(count), int(whole.values[who]), row.source)
    return tuple(pairs[p.id] for p in rules.participants if p.id in pairs)


def _rows(rules: Rulebook, statistic: str, period: Period) -> Iterator[StatisticRow]:
    earliest = period.end - dt.timedelta(days=2 * 365)
    for each in rules.statistics:
        if each.id == statistic:
            yield from (row for row in each.rows if row.end is not None and earliest < row.end <= period.end)


def _quarter_ends(period: Period) -> Iterator[dt.date]:
    """The day before the year, each quarter's last day up to the period's end, and the period's end."""
    yield period.year_start - dt.timedelta(days=1)
    first_after = [dt.date(period.year, month, 1) for month in (4, 7, 10)]
    yield from (day - dt.timedelta(days=1) for day in first_after if day <= period.end)
    yield period.end
