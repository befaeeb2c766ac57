"""A written statistic over a span of days, exactly.

A stock counts each day it holds (so that its weight is its average), a flow adds the periods that make up the span.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from onedoor_ledger.rulebook.model import Statistic, StatisticKind, StatisticRow

_DAY = dt.timedelta(days=1)


class Unknown(Exception):  # noqa: N818 - an answer to the caller, never shown
    """The statistic says nothing about ``day``."""

    def __init__(self, day: dt.date) -> None:
        self.day = day
        super().__init__(str(day))


def over(statistic: Statistic, start: dt.date, end: dt.date, up_to: int | None = None) -> Mapping[str, Fraction]:
    """Values by participant from ``start`` to ``end``, of the rows with the duration ``up_to``.

    :raises Unknown: with the first day no row tells.
    """
    rows = [row for row in statistic.rows if row.up_to == up_to]
    if statistic.kind is StatisticKind.STOCK:
        return _stock(rows, start, end)
    return _flow(rows, start, end)


def _stock(rows: Sequence[StatisticRow], start: dt.date, end: dt.date) -> Mapping[str, Fraction]:
    total: defaultdict[str, Fraction] = defaultdict(Fraction)
    day = start
    for row in rows:
        if row.end is not None and row.end < day:
            continue
        if row.start > day or day > end:
            break
        last = end if row.end is None else min(row.end, end)
        for who, value in row.values.items():
            total[who] += value * ((last - day).days + 1)
        day = last + _DAY
    return _whole(total, day, end)


def _flow(rows: Sequence[StatisticRow], start: dt.date, end: dt.date) -> Mapping[str, Fraction]:
    total: defaultdict[str, Fraction] = defaultdict(Fraction)
    day = start
    for row in rows:
        if row.start == day and row.end is not None and row.end <= end:
            for who, value in row.values.items():
                total[who] += value
            day = row.end + _DAY
    return _whole(total, day, end)


def _whole(total: Mapping[str, Fraction], day: dt.date, end: dt.date) -> Mapping[str, Fraction]:
    if day <= end:
        raise Unknown(day)
    return total
