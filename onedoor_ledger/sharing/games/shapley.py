"""The Shapley value: each party's average marginal cost over all orders of joining.

Exact for as many parties as :data:`EXACT_PARTIES`; beyond, the mean over seeded random orders with its standard error.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, sqrt

from onedoor_ledger.sharing.games.game import CostGame

EXACT_PARTIES = 12
SAMPLED_ORDERS = 20_000


def shapley(game: CostGame) -> tuple[Fraction, ...]:
    """``φ_i = Σ_S |S|!(n−|S|−1)!/n! · (c(S∪i) − c(S))``, in whole numbers until the last division."""
    n = game.n
    scale, cost = game.whole()
    weight = [factorial(size) * factorial(n - size - 1) for size in range(n)]
    sums = [0] * n
    for mask in range(game.everyone):
        w, c = weight[mask.bit_count()], cost[mask]
        for i in range(n):
            bit = 1 << i
            if not mask & bit:
                sums[i] += w * (cost[mask | bit] - c)
    return tuple(Fraction(s, factorial(n) * scale) for s in sums)


@dataclass(frozen=True)
class Sampled:
    """An estimate over random orders; the shares still sum exactly to the total."""

    shares: tuple[Fraction, ...]
    standard_errors: tuple[float, ...]
    orders: int
    seed: int


def sampled_shapley(game: CostGame, *, seed: int, orders: int = SAMPLED_ORDERS) -> Sampled:
    """Mean marginal cost over ``orders`` random orders, for games too large for the exact sum."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible sample, not a secret
    scale, cost = game.whole()
    line = list(range(game.n))
    sums, squares = [0] * game.n, [0] * game.n
    for _order in range(orders):
        chance.shuffle(line)
        mask = before = 0
        for i in line:
            mask |= 1 << i
            added = cost[mask] - before
            sums[i] += added
            squares[i] += added * added
            before = cost[mask]
    means = tuple(Fraction(s, orders * scale) for s in sums)
    errors = tuple(
        sqrt(Fraction(orders * q - s * s, orders * orders * (orders - 1))) / scale
        for s, q in zip(sums, squares, strict=True)
    )
    return Sampled(means, errors, orders, seed)
