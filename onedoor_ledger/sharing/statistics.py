"""What keys share by: the rules' rows, or persons counted in the people book, over the days that are shared."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.people_withheld import counted_withheld
from onedoor_ledger.accounts.selection import ENTERED, LEFT, STOCK, between, in_book, under
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Count, Counted, CountedBy, Measured, Rulebook, SharingRule, Statistic
from onedoor_ledger.rulebook.spans import Unknown, over
from onedoor_ledger.sharing.errors import CountUnmappedError, CountWithheldError, StatisticMissingError
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd


class Statistics:
    """The statistics of a rulebook and its books."""

    def __init__(self, rules: Rulebook, books: Books) -> None:
        self._rules = rules
        self._books = books
        self._by_id = {statistic.id: statistic for statistic in rules.statistics}
        self._people = in_book(books, Book.PEOPLE)

    def values(self, rule: SharingRule, measured: Measured, start: dt.date, end: dt.date) -> dict[str, Fraction]:
        """Every participant's value from ``start`` to ``end``, or over the days the key names; several are added.

        :raises StatisticMissingError: when a statistic is silent on a day or a participant.
        :raises CountUnmappedError: when persons are counted that are nobody's.
        :raises CountWithheldError: when a count may not be told: the amounts shared would tell it.
        """
        first, last = measured.span or (start, end)
        total = dict.fromkeys(measured.participants, Fraction(0))
        for name in measured.statistics:
            statistic = self._by_id[name]
            found = self._over(rule, statistic, first, last)
            for who in total:
                if who not in found:
                    raise StatisticMissingError(statistic.place, statistic.id, rule.version, who)
                total[who] += found[who]
        return total

    def by_duration(
        self, rule: SharingRule, measured: Measured, start: dt.date, end: dt.date
    ) -> list[tuple[int | None, Mapping[str, Fraction]]]:
        """Values by the longest duration each row counts, shortest first, None (all that is longer) last."""
        statistic = self._by_id[measured.statistics[0]]
        first, last = measured.span or (start, end)
        limits = sorted({row.up_to for row in statistic.rows if row.up_to is not None})
        open_ended = [None] if any(row.up_to is None for row in statistic.rows) else []
        return [(limit, self._rows(rule, statistic, first, last, limit)) for limit in [*limits, *open_ended]]

    def _over(self, rule: SharingRule, statistic: Statistic, start: dt.date, end: dt.date) -> Mapping[str, Fraction]:
        if statistic.counted is None:
            return self._rows(rule, statistic, start, end, None)
        if counted_withheld(self._rules, self._books, statistic, start, end):
            raise CountWithheldError(statistic.place, statistic.id, start, end, self._rules.association.small_cell)
        found: defaultdict[str, Fraction] = defaultdict(Fraction)
        for name, persons in self._counts(statistic.counted, start, end).items():
            if persons and name not in statistic.counted.to:
                raise CountUnmappedError(statistic.place, statistic.id, name)
            if persons:
                found[statistic.counted.to[name]] += persons
        return {who: found[who] for who in rule.participants}

    def _rows(
        self, rule: SharingRule, statistic: Statistic, start: dt.date, end: dt.date, up_to: int | None
    ) -> Mapping[str, Fraction]:
        try:
            return over(statistic, start, end, up_to)
        except Unknown as fault:
            raise StatisticMissingError(statistic.place, statistic.id, rule.version, str(fault.day)) from None

    def _counts(self, counted: Counted, start: dt.date, end: dt.date) -> Mapping[str, int]:
        """Persons by measure, support state or payer."""
        frame, sign = self._people, 1
        if counted.measures:
            frame = frame[frame["measure"].isin(counted.measures)]
        if counted.what is Count.ENTERED:
            frame, sign = between(under(frame, ENTERED), start, end), -1
        elif counted.what is Count.LEFT:
            frame = between(under(frame, LEFT), start, end)
        else:
            frame = under(frame, STOCK)
        names = self._names(frame, counted)
        if counted.what is Count.MONTHS:
            return _sums([between(frame, None, min(month.end, end)) for month in _months(start, end)], names, sign)
        return _sums([between(frame, None, end)], names, sign)

    def _names(self, frame: pd.DataFrame, counted: Counted) -> pd.Series:
        """What each posting counts under; '' for those that are not counted."""
        if counted.by is CountedBy.MEASURE and not counted.states:
            return frame["measure"]
        states = {state.component: state for state in self._rules.states}
        found = frame["account"].str.rsplit(":", n=1).str[-1].map(states.get)

        def name(measure: str, state: object) -> str:
            told = getattr(state, "id", "")
            if counted.states and told not in counted.states:
                return ""
            if counted.by is CountedBy.MEASURE:
                return measure
            return told if counted.by is CountedBy.STATE else getattr(state, "payer", None) or ""

        import pandas as pd

        named = [name(measure, state) for measure, state in zip(frame["measure"], found, strict=True)]
        return pd.Series(named, index=frame.index, dtype="str")


def _sums(frames: Sequence[pd.DataFrame], names: pd.Series, sign: int) -> Mapping[str, int]:
    total: defaultdict[str, int] = defaultdict(int)
    for frame in frames:
        for name, persons in frame["amount"].groupby(names.loc[frame.index], sort=True).sum().items():
            if name:
                total[str(name)] += sign * int(persons)
    return total


def _months(start: dt.date, end: dt.date) -> list[Period]:
    return list(Period(start, end, "").months())
