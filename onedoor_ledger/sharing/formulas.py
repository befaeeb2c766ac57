"""The formulas of methods.md section 1, exact: nothing is rounded here, every result sums to the cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

Shares = dict[str, Fraction]
"""Exact shares by participant id, in the order of ties."""


class NoWeightError(ValueError):
    """Nobody has anything to share by."""


class BoundsError(ValueError):
    """No sharing keeps everybody within its bounds."""


class DemandError(ValueError):
    """A demand beyond the last point of a cost function."""


def proportional(cost: Fraction, weights: Mapping[str, Fraction | int]) -> Shares:
    """``c(N) · w_i / w(N)``.

    :raises NoWeightError: when the weights sum to nothing.
    """
    whole = Fraction(sum(weights.values()))
    if not whole:
        raise NoWeightError
    return {who: cost * weight / whole for who, weight in weights.items()}


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most of a cost; ``most`` None for no limit."""

    least: Fraction = Fraction(0)
    most: Fraction | None = None

    def clamp(self, share: Fraction) -> Fraction:
        """``share``, or the limit it breaks."""
        return self.most if self.most is not None and share > self.most else max(share, self.least)


NO_LIMITS = Limits()


def bounded(cost: Fraction, base: Mapping[str, Fraction], limits: Mapping[str, Limits]) -> Shares:
    """``base`` with everybody within its limits: who breaks one is fixed at it, the rest shared again, and again.

    When both ceilings and floors are broken at once, those that are broken by more are fixed first: fixing the
    others too could hold someone at a limit that the next round would not have broken. The result is the one
    sharing whose parts not at a limit keep the proportions of ``base``.

    :param base: shares of ``cost`` by the key that is bounded, none negative.
    :raises BoundsError: when the floors are more than the cost, the ceilings less, or nobody is left to bear the rest.
    """
    fixed: Shares = {}
    while True:
        free = {who: part for who, part in base.items() if who not in fixed}
        left = cost - sum(fixed.values())
        if not free:
            if left:
                raise BoundsError
            break
        try:
            tried = proportional(left, free)
        except NoWeightError:
            tried = dict.fromkeys(free, Fraction(0))
            if left and not any(limits.get(who, NO_LIMITS).least for who in free):
                raise BoundsError from None
        broken = {who: limits.get(who, NO_LIMITS).clamp(part) - part for who, part in tried.items()}
        excess = sum(broken.values())
        if not any(broken.values()):
            if sum(tried.values()) != left:
                raise BoundsError
            fixed |= tried
            break
        for who, by in broken.items():
            if by and (excess == 0 or (by > 0) == (excess > 0)):
                fixed[who] = tried[who] + by
    return {who: fixed[who] for who in base}


CostFunction = Callable[[Fraction], Fraction]


def polynomial(coefficients: Sequence[Fraction]) -> CostFunction:
    """``c0 + c1·q + c2·q²`` and so on, the lowest power first."""

    def cost(demand: Fraction) -> Fraction:
        total = Fraction(0)
        for coefficient in reversed(coefficients):
            total = total * demand + coefficient
        return total

    return cost


def straight_lines(points: Sequence[tuple[Fraction, Fraction]]) -> CostFunction:
    """Straight lines between (demand, cost) points.

    The function raises :class:`DemandError` beyond the last point.
    """

    def cost(demand: Fraction) -> Fraction:
        for (q0, c0), (q1, c1) in pairwise(points):
            if demand <= q1:
                return c0 + (c1 - c0) * (demand - q0) / (q1 - q0)
        raise DemandError

    return cost


def serial(demands: Mapping[str, Fraction], cost: CostFunction) -> Shares:
    """Moulin and Shenker (1992): ``x_i = Σ_{k≤i} (C(q^k) − C(q^{k−1})) / (n−k+1)`` over demands in rising order.

    ``q^k = q_1 + … + q_{k−1} + (n−k+1)·q_k``. The shares sum to the cost of all demands together; who demands nothing
    pays nothing when ``C(0) = 0``.
    """
    order = sorted(demands, key=lambda who: demands[who])
    shares: Shares = {}
    share, below, smaller = Fraction(0), cost(Fraction(0)), Fraction(0)
    for k, who in enumerate(order):
        rest = len(order) - k
        here = cost(smaller + rest * demands[who])
        share += (here - below) / rest
        shares[who] = share
        below, smaller = here, smaller + demands[who]
    return {who: shares[who] for who in demands}


def stopped(shares: Mapping[str, Fraction], last_year: Mapping[str, int], largest_decrease: Fraction) -> Shares:
    """``shares``, but nobody gets less than last year's less the largest decrease; the others bear it in proportion.

    :raises BoundsError: when the floors are more than there is.
    """
    floors = {who: Limits(least=last_year[who] * (1 - largest_decrease)) for who in shares if who in last_year}
    return bounded(sum(shares.values(), Fraction(0)), shares, floors)
