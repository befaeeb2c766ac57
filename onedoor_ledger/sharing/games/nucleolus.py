"""The nucleolus: the allocation whose worst-treated coalition is treated as well as can be, then the next worst, ….

A sequence of linear programs (SciPy's HiGHS). In each round the coalitions with a positive dual price are tight in
*every* optimum and are fixed; coalitions in the span of the fixed ones are settled with them. The rounds' optima are
then made exact: the dual prices solve a small system of whole numbers, so they and the optimum are rationals.

Nobody is asked for more than it would pay alone, wherever that can be had (the nucleolus proper, over imputations);
where all together cost more than each alone no such allocation exists and the rule is left out (the prenucleolus).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.sharing.games.exact import Span, solve
from onedoor_ledger.sharing.games.game import CostGame, coalition_sums

_PRICE = 1e-7
"""A dual price above this is positive: prices of 0/1 programs of this size are far larger or zero."""


class NucleolusError(ArithmeticError):
    """The solver's answer could not be confirmed in exact arithmetic."""


@dataclass(frozen=True)
class _Fixed:
    mask: int
    excess: Fraction


def nucleolus(game: CostGame) -> tuple[Fraction, ...]:
    """The nucleolus of the cost game, exact; excess of S is ``c(S) − x(S)``, all excesses kept as large as can be.

    :raises NucleolusError: when the exact check of a round fails (a numerically hopeless table).
    """
    if game.n == 1:
        return (game.total,)
    alone = tuple(1 << i for i in range(game.n)) if sum(map(game.alone, range(game.n))) >= game.total else ()
    span = Span()
    span.add(_vector(game.everyone, game.n))
    fixed = [_Fixed(game.everyone, Fraction(0))]
    while len(span) < game.n:
        free = [mask for mask in game.coalitions() if not span.holds(_vector(mask, game.n))]
        kept = [mask for mask in alone if mask in free]
        tight, at_limit = _tight(game, free, kept, fixed)
        excess = _exact_optimum(game, tight, at_limit, fixed)
        found = [*(_Fixed(mask, excess) for mask in tight), *(_Fixed(mask, Fraction(0)) for mask in at_limit)]
        fixed += [new for new in found if span.add(_vector(new.mask, game.n))]
    shares = solve(
        [[Fraction(v) for v in _vector(f.mask, game.n)] for f in fixed], [game.of(f.mask) - f.excess for f in fixed]
    )
    if shares is None:
        raise NucleolusError
    _confirm(game, shares, fixed)
    return tuple(shares)


def _tight(
    game: CostGame, free: Sequence[int], kept: Sequence[int], fixed: Sequence[_Fixed]
) -> tuple[list[int], list[int]]:
    """What is tight in every optimum of ``max t: c(S) − x(S) ≥ t`` (``free``), ``x_i ≤ c(i)`` (``kept``)."""
    import numpy as np
    from scipy.optimize import linprog

    scale = float(max(abs(c) for c in game.cost.values()) or 1)
    bounds = [[*_vector(mask, game.n), 1] for mask in free] + [[*_vector(mask, game.n), 0] for mask in kept]
    limits = [float(game.of(mask)) / scale for mask in (*free, *kept)]
    equal = [[*_vector(f.mask, game.n), 0] for f in fixed]
    values = [float(game.of(f.mask) - f.excess) / scale for f in fixed]
    goal = [0] * game.n + [-1]
    answer = linprog(
        np.array(goal, dtype=float),
        A_ub=np.array(bounds, dtype=float),
        b_ub=np.array(limits),
        A_eq=np.array(equal, dtype=float),
        b_eq=np.array(values),
        bounds=(None, None),
        method="highs",
    )
    if answer.status != 0:
        raise NucleolusError
    priced = [price < -_PRICE for price in answer.ineqlin.marginals]
    tight = [mask for mask, has_price in zip(free, priced, strict=False) if has_price]
    return tight, [mask for mask, has_price in zip(kept, priced[len(free) :], strict=True) if has_price]


def _exact_optimum(game: CostGame, tight: Sequence[int], at_limit: Sequence[int], fixed: Sequence[_Fixed]) -> Fraction:
    """The round's optimum from its dual prices λ, ρ, μ of the tight, the limited and the fixed.

    ``Σ λ_S 1_S + Σ ρ_i 1_i + Σ μ_F 1_F = 0`` and ``Σ λ_S = 1``; then ``t = Σ λ_S c(S) + Σ ρ_i c(i) + Σ μ_F x(F)``.
    Every solution of the system gives the same ``t``, since each of those constraints holds with equality.
    """
    columns = [*tight, *at_limit, *(f.mask for f in fixed)]
    rows = [[Fraction(mask >> i & 1) for mask in columns] for i in range(game.n)]
    rows.append([Fraction(int(k < len(tight))) for k in range(len(columns))])
    prices = solve(rows, [Fraction(0)] * game.n + [Fraction(1)])
    if prices is None:
        raise NucleolusError
    costs = [game.of(mask) for mask in (*tight, *at_limit)] + [game.of(f.mask) - f.excess for f in fixed]
    return sum((p * c for p, c in zip(prices, costs, strict=True)), Fraction(0))


def _confirm(game: CostGame, shares: Sequence[Fraction], fixed: Sequence[_Fixed]) -> None:
    """No coalition is treated worse than the worst of the fixed."""
    worst = min(f.excess for f in fixed if f.mask != game.everyone)
    sums = coalition_sums(shares)
    if any(game.of(mask) - sums[mask] < worst for mask in game.coalitions()):
        raise NucleolusError


def _vector(mask: int, n: int) -> list[int]:
    return [mask >> i & 1 for i in range(n)]
