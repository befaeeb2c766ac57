"""How long ten thousand draws of the demo's incentive calculation take, and what memory they need.

    python benchmarks/uncertainty.py [--runs 5]

The promise: the demo's nets drawn 10 000 times in under two seconds (the books and the exact calculation are made
before the clock starts, as the report makes them anyway), and a million draws in memory that does not grow with what
one draw needs. Held against what a user would write instead: the same draws one at a time in a Python loop.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np

from onedoor_ledger.books import load as load_books
from onedoor_ledger.incentive.draws import Model
from onedoor_ledger.incentive.incentives import incentives_of
from onedoor_ledger.incentive.uncertainty import model_of, uncertainty_of
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.workspace import Workspace

SPAN = Period(dt.date(2026, 1, 1), dt.date(2026, 6, 30), "2026-01-01..2026-06-30")
PROMISE = 2.0
"""Seconds."""
SEED = 20260930


def one_at_a_time(model: Model, draws: int) -> float:
    """Seconds that ``draws`` draws take in a loop."""
    start = time.process_time()
    for n in range(draws):
        model.draw(1, SEED + n)
    return time.process_time() - start


def main() -> int:
    """Measure and print; 1 when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    workspace = Workspace.open(Path(__file__).parents[1])
    rules, books = load_rules.load(workspace), load_books.load(workspace)
    incentives = incentives_of(rules, books, SPAN)
    taken = []
    for _run in range(runs):
        start = time.process_time()
        uncertainty_of(rules, books, SPAN, incentives)
        taken.append(time.process_time() - start)
    median = statistics.median(taken)
    model = model_of(rules, books, SPAN, incentives)
    tracemalloc.start()
    drawn = model.draw(1_000_000, SEED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    loop = one_at_a_time(model, 1_000) * 10
    print(f"{incentives.relief.method.draws} draws of the demo: {median:.2f} s (promise {PROMISE} s)")
    print(f"1 000 000 draws: peak {peak / 2**20:.0f} MiB, of which the nets themselves {drawn.nbytes / 2**20:.0f} MiB")
    print(f"10 000 draws in a loop: {loop:.1f} s")
    assert np.isfinite(drawn).all()
    return int(median > PROMISE)


if __name__ == "__main__":
    sys.exit(main())
