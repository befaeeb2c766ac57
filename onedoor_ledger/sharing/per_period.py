"""Keys that are worked out per period, and the true-up of what was shared on account.

Within a version and a year: booked = target of the costs cumulated so far − what is booked so far, rounded once
(contracts.md section 4). So whatever comes late, changes or is reversed is made good in the next run.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger import money
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Basis, Key, Settle, SharingRule
from onedoor_ledger.sharing.errors import StatisticMissingError
from onedoor_ledger.sharing.keys import Share
from onedoor_ledger.sharing.per_line import settled
from onedoor_ledger.sharing.sources import Allocation, Cumulated, SourceLine, parse_cumulated
from onedoor_ledger.sharing.statistics import Statistics
from onedoor_ledger.sharing.targets import Span, months, target

VersionYear = tuple[str, int]
"""Costs are cumulated within a rule version and a calendar year."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What one run books for a version and a year, and the last day a cost in it is dated."""

    rule: SharingRule
    cumulated: Cumulated
    shares: tuple[Share, ...]
    last: dt.date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A true-up that is due and waits for a statistic."""

    rule: SharingRule
    year: int
    reason: StatisticMissingError


class PerPeriod:
    """The targets of one run against what is booked."""

    def __init__(
        self,
        versions: Sequence[SharingRule],
        lines: Iterable[tuple[SourceLine, SharingRule]],
        booked: Iterable[Allocation],
        done: Mapping[tuple[str, str], Allocation],
        statistics: Statistics,
        today: dt.date,
    ) -> None:
        worked_out = {rule.id for rule in versions if rule.terms is not None}
        self._versions = versions
        self._statistics, self._today = statistics, today
        self._lines: defaultdict[VersionYear, list[SourceLine]] = defaultdict(list)
        self._booked: defaultdict[VersionYear, dict[str, tuple[int, Fraction]]] = defaultdict(dict)
        self._reached: dict[VersionYear, Cumulated] = {}
        years: dict[str, int] = {}
        for line, rule in lines:
            if rule.id not in worked_out:
                continue
            key = line.key
            years[key] = line.bears_on.year
            shared = done.get((rule.id, key))
            if rule.terms is not None and (shared is None or shared.version == rule.version):
                self._lines[rule.version, line.bears_on.year].append(line)
        for allocation in booked:
            if allocation.rule in worked_out:
                self._take_in(allocation, years)
        self.waiting: list[Waiting] = []

    def adjustments(self, period: Period) -> Iterator[Adjustment]:
        """What each version has to book when ``period`` is shared, year by year.

        True-ups that wait for a statistic are listed in :attr:`waiting`.

        :raises StatisticMissingError: when a key by outcome cannot be worked out yet; or as its target raises.
        """
        for rule in self._versions:
            if rule.terms is None:
                continue
            for year in self._years(rule, period):
                end = self._end(rule, year, period)
                found = None if end is None else self._adjust(rule, rule.terms, year, end)
                if found is not None:
                    yield found

    def _take_in(self, allocation: Allocation, years: Mapping[str, int]) -> None:
        cumulated = parse_cumulated(allocation.source)
        year = cumulated.end.year if cumulated else years.get(allocation.source)
        if year is None:
            return
        at = (allocation.version, year)
        sums = self._booked[at]
        for share in allocation.shares:
            booked, exact = sums.get(share.participant, (0, Fraction(0)))
            sums[share.participant] = booked + share.booked, exact + share.exact
        if cumulated is not None:
            self._reached[at] = cumulated

    def _years(self, rule: SharingRule, period: Period) -> list[int]:
        """The period's own years, and those its late costs bear on."""
        late = {
            year
            for (version, year), lines in self._lines.items()
            if version == rule.version and any(line.date in period for line in lines)
        }
        return sorted(late | set(range(period.start.year, period.end.year + 1)))

    def _end(self, rule: SharingRule, year: int, period: Period) -> dt.date | None:
        """The day costs are cumulated to; None when nothing is to be settled yet."""
        first, last = _held(rule, year)
        until = min(period.end, self._today)
        if rule.basis is Basis.ON_ACCOUNT:
            return last if first <= last <= until else None
        whole = settled(rule.settle or Settle.QUARTER, until)
        end = min(last, until if whole.end == until else whole.start - _DAY)
        reached = self._reached.get((rule.version, year))
        end = end if reached is None else max(end, min(reached.end, last))
        late = any(line.date in period and line.bears_on <= end for line in self._lines[rule.version, year])
        return end if first <= end and (late or end >= min(period.start, last)) else None

    def _adjust(self, rule: SharingRule, key: Key, year: int, end: dt.date) -> Adjustment | None:
        at, (first, last) = (rule.version, year), _held(rule, year)
        lines = [line for line in self._lines[at] if line.bears_on <= end and line.date <= self._today]
        pool: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
        for line in lines:
            pool[line.account, line.cost_type] += line.amount
        final = rule.basis is Basis.ON_ACCOUNT
        cumulated = Cumulated(first, end, sum(line.amount for line in lines), final)
        before = self._reached.get(at)
        if not lines and not self._booked[at]:
            return None
        try:
            exact = target(rule, key, pool, Span(first, end, months(first, last)), self._statistics)
        except StatisticMissingError as reason:
            if not final:
                raise
            self.waiting.append(Waiting(rule, year, reason))
            return None
        shares = tuple(self._shares(rule, at, exact))
        grown = cumulated.cost != (before.cost if before else 0) and not final
        if not grown and not any(share.booked for share in shares):
            return None
        return Adjustment(rule, cumulated, shares, max([end, *(line.date for line in lines)]))

    def _shares(self, rule: SharingRule, at: VersionYear, exact: Mapping[str, Fraction]) -> Iterator[Share]:
        """Target less what is booked; somebody no longer in the key gets back what it was booked."""
        whole = dict(zip(exact, money.rounded(tuple(exact.values())), strict=True))
        for who in dict.fromkeys([*exact, *self._booked[at]]):
            if who != rule.bearer:
                booked, told = self._booked[at].get(who, (0, Fraction(0)))
                yield Share(who, whole.get(who, 0) - booked, exact.get(who, Fraction(0)) - told)


def _held(rule: SharingRule, year: int) -> tuple[dt.date, dt.date]:
    """The days of ``year`` that a version holds; the last before the first when there are none."""
    last = dt.date(year, 12, 31)
    return max(rule.dated.start, dt.date(year, 1, 1)), min(rule.dated.end or last, last)
