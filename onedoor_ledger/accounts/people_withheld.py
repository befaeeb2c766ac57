"""Which counts of persons no report may show: decided once for all of them, editions included (domain.md section 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onedoor_ledger.accounts.counted_cells import counted_key, stands
from onedoor_ledger.accounts.people_editions import editions_of
from onedoor_ledger.accounts.people_keys import (
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
)
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, quarters_of
from onedoor_ledger.rulebook.model import Count, Counted, Rulebook, Statistic

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Withheld:
    """The counts of one edition that may not be shown, whichever report would."""

    keys: frozenset[Key]
    last_year: frozenset[Key] = frozenset()
    """The same of the edition a year before: what it did not show, last year's column does not either."""
    person_years: bool = False
    """Whether the person-years, which are made of the stock at each quarter's end, may not be shown."""

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

    def measure_last_year(self, measure: str = EVERY) -> bool:
        """The same for a measure's participations at the same time last year, or for all measures'."""
        return (MEASURE, measure, SO_FAR) in self.last_year

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
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The withheld moves without their sums."""
        return frozenset((key[1], key[2]) for key in self.keys if key[0] == MOVED and TOTAL not in key)

    @property
    def any_moves(self) -> bool:
        """Whether some move may not be shown."""
        return bool(self.pairs)


def withheld_people(rules: Rulebook, books: Books, period: Period) -> Withheld:
    """What may not be shown of 1 January to the end of ``period``, after every earlier edition."""
    editions = editions_of(rules, books)
    keys = editions.withheld(period.end)
    unseen = [(STOCK, TOTAL) in editions.withheld(day) for day in _quarter_ends(period)]
    return Withheld(
        keys,
        last_year=editions.withheld(period.year_before().end),
        person_years=(OPENING, TOTAL) in keys or any(unseen),
    )


def counted_withheld(rules: Rulebook, books: Books, statistic: Statistic, start: dt.date, end: dt.date) -> bool:
    """Whether some participant's count by which a key would share ``start`` to ``end`` may not be told.

    A key is told whole or not at all. Months are looked at one by one: who can ask for any span can ask for each.
    """
    if statistic.counted is None:
        return False
    editions = editions_of(rules, books)
    keys = {counted_key(statistic.id, statistic.counted, who) for who in statistic.counted.to.values() if who}
    return any(keys & editions.withheld(day) for day in _days(statistic.counted, start, end))


def _days(counted: Counted, start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """The days whose counts the count of a span is made of."""
    if counted.what is Count.STOCK:
        yield end
    elif stands(counted):
        yield from (min(month.end, end) for month in Period(start, end, "").months())
    else:
        if (start.month, start.day) != (1, 1):
            yield start - _DAY
        yield from (dt.date(year, 12, 31) for year in range(start.year, end.year))
        yield end


def _quarter_ends(period: Period) -> Iterator[dt.date]:
    yield from (quarter.end for quarter in quarters_of(period.year) if quarter.end < period.end)
    yield period.end
