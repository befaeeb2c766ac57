"""What each participant is to bear of costs cumulated over some days, by any key, exactly.

A target is never rounded here, and always sums to the cost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.rulebook.model import (
    Bound,
    ByBenefit,
    ByStatistic,
    ByWeights,
    Capped,
    Key,
    Serial,
    Settle,
    SharingRule,
    Tiered,
    TwoPart,
)
from onedoor_ledger.sharing import formulas
from onedoor_ledger.sharing.errors import DemandError, KeyBoundsError, NothingToShareByError
from onedoor_ledger.sharing.formulas import Limits, Shares
from onedoor_ledger.sharing.ladder import by_tier
from onedoor_ledger.sharing.statistics import Statistics

Pool = Mapping[tuple[str, str], Fraction]
"""Costs in öre by account and kind of cost."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days costs are cumulated over: ``start`` to ``end``, of a year in which the version holds ``held`` months."""

    start: dt.date
    end: dt.date
    held: int

    @property
    def elapsed(self) -> int:
        """Months begun from ``start`` to ``end``."""
        return months(self.start, self.end)


def months(start: dt.date, end: dt.date) -> int:
    """Months begun from ``start`` to ``end``."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def target(rule: SharingRule, key: Key, pool: Pool, span: Span, statistics: Statistics) -> Shares:
    """What each participant of ``rule`` is to bear of ``pool``; exact, in öre, in the order of ties.

    :raises NothingToShareByError: when all weights are zero.
    :raises KeyBoundsError: when bounds cannot be met.
    :raises DemandError: when a serial key's cost function ends too early.
    :raises onedoor_ledger.sharing.errors.StatisticMissingError: when a statistic is silent.
    """
    found = _Evaluation(rule, span, statistics).shares(key, pool)
    return {who: found.get(who, Fraction(0)) for who in rule.participants}


@dataclass(frozen=True, slots=True)
class _Evaluation:
    rule: SharingRule
    span: Span
    statistics: Statistics

    def shares(self, key: Key, pool: Pool) -> Shares:
        cost = sum(pool.values(), Fraction(0))
        if isinstance(key, TwoPart):
            return self._two_part(key, pool)
        if not cost:
            return {}
        if isinstance(key, Capped):
            return self._capped(key, pool, cost)
        try:
            return formulas.proportional(cost, self._weights(key))
        except formulas.NoWeightError:
            raise NothingToShareByError(self.rule.place, self.rule.version, self.span.start, self.span.end) from None

    def _weights(self, key: ByWeights | ByStatistic | ByBenefit | Tiered | Serial) -> Mapping[str, Fraction | int]:
        if isinstance(key, ByWeights):
            return key.weights
        days = (self.span.start, self.span.end)
        if isinstance(key, Tiered):
            return by_tier(self.rule, key, self.statistics.by_duration(self.rule, key.measured, *days))
        values = self.statistics.values(self.rule, key.measured, *days)
        if not isinstance(key, Serial):
            return values
        cost = formulas.straight_lines(key.points) if key.points else formulas.polynomial(key.polynomial)
        try:
            return formulas.serial(values, cost)
        except formulas.DemandError:
            raise DemandError(self.rule.place, self.rule.version) from None

    def _two_part(self, key: TwoPart, pool: Pool) -> Shares:
        standing: dict[tuple[str, str], Fraction] = {}
        use: dict[tuple[str, str], Fraction] = {}
        for (account, kind), amount in pool.items():
            stands = key.part if key.part is not None else Fraction(_stands(key, account, kind))
            standing[account, kind] = amount * stands
            use[account, kind] = amount * (1 - stands)
        shares = self.shares(key.standing, standing)
        for who, amount in self.shares(key.use, use).items():
            shares[who] = shares.get(who, Fraction(0)) + amount
        return shares

    def _capped(self, key: Capped, pool: Pool, cost: Fraction) -> Shares:
        """Ceilings and floors hold for what is borne; a net credit is the mirror of a cost."""
        if cost < 0:
            mirrored = self._capped(key, {at: -amount for at, amount in pool.items()}, -cost)
            return {who: -amount for who, amount in mirrored.items()}
        base = self.shares(key.base, pool)
        named = {bound.participant: self._limits(bound, cost) for bound in key.bounds}
        everybody = {who: base.get(who, Fraction(0)) for who in dict.fromkeys([*base, *named])}
        try:
            return formulas.bounded(cost, everybody, named)
        except formulas.BoundsError:
            raise KeyBoundsError(self.rule.place, self.rule.version, round(cost)) from None

    def _limits(self, bound: Bound, cost: Fraction) -> Limits:
        least = [limit for limit in (self._floor(bound), _share(bound.least_share, cost)) if limit is not None]
        most = [limit for limit in (self._ceiling(bound), _share(bound.most_share, cost)) if limit is not None]
        return Limits(max(least, default=Fraction(0)), min(most, default=None))

    def _floor(self, bound: Bound) -> Fraction | None:
        return None if bound.least is None else Fraction(bound.least * self.span.elapsed, bound.per.months)

    def _ceiling(self, bound: Bound) -> Fraction | None:
        if bound.most is None:
            return None
        held = self.span.held if bound.per is Settle.YEAR else self.span.elapsed
        return Fraction(bound.most * held, bound.per.months)


def _share(share: Fraction | None, cost: Fraction) -> Fraction | None:
    return None if share is None else share * cost


def _stands(key: TwoPart, account: str, kind: str) -> bool:
    named = any(account == name or (name.endswith(":") and account.startswith(name)) for name in key.accounts)
    return named or (bool(kind) and kind in key.cost_types)
