"""How long the second opinions take on a table of coalition costs, by the number of parties.

    python benchmarks/games.py [--runs 5]

Two kinds of tables: costs that grow less than the parties do, with random odd öre (no two groups alike), and costs that
are as alike as can be (many groups equally well off at once, the nucleolus's hard case). Prints the median seconds of
each method; the promises are Shapley at 12 parties under one second and the nucleolus at 10 under two. Seeded.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from fractions import Fraction

from onedoor_ledger.sharing.games.game import CostGame, overcharged, subadditivity_breaches
from onedoor_ledger.sharing.games.nucleolus import nucleolus
from onedoor_ledger.sharing.games.shapley import sampled_shapley, shapley

SEED = 20261014
PROMISES = {("Shapley", 12): 1.0, ("nucleolus", 10): 2.0}
"""Seconds."""


def uneven(n: int) -> CostGame:
    """Costs by the 0.7th power of size, and up to five kronor of chance."""
    chance = random.Random(SEED)
    size = [chance.randint(100, 1000) for _ in range(n)]
    costs = {}
    for mask in range(1, 1 << n):
        whole = sum(size[i] for i in range(n) if mask >> i & 1)
        costs[mask] = Fraction(int(1000 * whole**0.7) + chance.randint(0, 500), 100)
    return CostGame(tuple(f"p{i}" for i in range(n)), costs)


def alike(n: int) -> CostGame:
    """An airport: each group pays for its longest runway; whoever needs less is part of many tight groups."""
    costs = {mask: Fraction(mask.bit_length() // 2 + 1) for mask in range(1, 1 << n)}
    return CostGame(tuple(f"p{i}" for i in range(n)), costs)


METHODS: dict[str, tuple[Callable[[CostGame], object], tuple[int, ...]]] = {
    "Shapley": (shapley, (8, 10, 12)),
    "nucleolus": (nucleolus, (8, 10, 12)),
    "Shapley, sampled": (lambda game: sampled_shapley(game, seed=SEED), (13, 16)),
    "core check": (lambda game: overcharged(game, shapley(game)), (10, 12)),
    "subadditivity": (subadditivity_breaches, (10, 12, 13)),
}


def median_seconds(method: Callable[[CostGame], object], game: CostGame, runs: int) -> float:
    """Processor time: a busy machine says nothing."""
    taken = []
    for _run in range(runs):
        start = time.process_time()
        method(game)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> int:
    """Time each method on each table; 1 when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    broken = 0
    print(f"{'method':<18}{'parties':>8}{'uneven, s':>12}{'alike, s':>12}  promise")
    for name, (method, sizes) in METHODS.items():
        for n in sizes:
            seconds = [median_seconds(method, make(n), runs) for make in (uneven, alike)]
            promise = PROMISES.get((name, n))
            kept = promise is None or max(seconds) < promise
            broken += not kept
            told = "" if promise is None else f"  under {promise:g} s: {'kept' if kept else 'BROKEN'}"
            print(f"{name:<18}{n:>8}{seconds[0]:>12.3f}{seconds[1]:>12.3f}{told}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
