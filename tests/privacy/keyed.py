"""What the amounts of keys tell of the persons they count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onedoor_ledger.errors import Place
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Count, Counted, CountedBy, Measured, Statistic, StatisticKind
from onedoor_ledger.sharing.errors import CountUnmappedError, CountWithheldError
from onedoor_ledger.sharing.statistics import Statistics
from tests.accounts import small

if TYPE_CHECKING:
    from tests.privacy.adversary import Reader, Sum

BY_PAYER = {"municipalities": "granasa", "state_appropriation": "fk"}
BY_MEASURE = {"i01": "granasa", "i02": "fk", "s01": ""}
KEYS = (
    Counted(Count.MONTHS, CountedBy.PAYER, BY_PAYER),
    Counted(Count.STOCK, CountedBy.STATE, {"aid": "granasa", "sickness": "fk"}, ("i01",)),
    Counted(Count.ENTERED, CountedBy.MEASURE, BY_MEASURE),
    Counted(Count.LEFT, CountedBy.STATE, {"work": "fk", "aid": "granasa", "sickness": "granasa"}),
)


def statistic(counted: Counted) -> Statistic:
    """The statistic that counts so."""
    name = f"by-{counted.what.value}"
    return Statistic(name, name, "x", StatisticKind.FLOW, False, "x", (), counted, Place("rules/statistics.toml", 1))


def told_by(reader: Reader, period: Period) -> Iterator[tuple[Sum, int]]:
    """What each key that may be used tells: by the year so far, and by the span since the edition before."""
    before = max((e.end for e in reader.editions if e.end < period.end), default=dt.date.min)
    starts = {period.year_start, max(before + dt.timedelta(days=1), period.year_start)}
    values = Statistics(reader.rules, reader.books).values
    for each in reader.rules.statistics:
        if each.counted is None:
            continue
        who = tuple(dict.fromkeys(name for name in each.counted.to.values() if name))
        for start in starts:
            try:
                found = values(small.rulebook().sharing[0], Measured((each.id,), who), start, period.end)
            except CountWithheldError:
                continue
            except CountUnmappedError:
                continue
            for name in who:
                yield _sum(reader, each.counted, name, start, period.end), int(found[name])


def _sum(reader: Reader, counted: Counted, who: str, start: dt.date, end: dt.date) -> Sum:
    names = [name for name, whose in counted.to.items() if whose == who]
    measures = counted.measures or tuple(m for m in (*(m.id for m in reader.rules.measures), ""))
    states = [state.id for state in reader.rules.states]
    if counted.by is CountedBy.MEASURE:
        measures = tuple(name for name in names if name in measures)
    elif counted.by is CountedBy.STATE:
        states = [state for state in states if state in names]
    else:
        states = [state.id for state in reader.rules.states if state.payer in names]
    match counted.what:
        case Count.STOCK:
            return reader.standing(end, measures, states)
        case Count.MONTHS:
            found: Sum = Counter()
            for month in Period(start, end, "").months():
                found.update(reader.standing(min(month.end, end), measures, states))
            return found
        case Count.LEFT:
            return reader.ended(start, end, measures, states)
        case Count.ENTERED:
            return reader.entered(start, end, measures)
