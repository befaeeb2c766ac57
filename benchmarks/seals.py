"""What seals cost: locking and checking 50 000 vouchers, against reading them, in one process and one run.

    python benchmarks/seals.py [--vouchers 50000] [--runs 5]

Reads a workspace of ten years without seals, makes the seals of every month, writes them, and checks the whole chain
against the entries as the plugin does at each reading. Prints the median processor time of each and their ratio to
the reading; the two together should stay under 15 %. Seeded: the same books every time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))

from load_books import make

from onedoor_ledger.books.load import load, without_collecting
from onedoor_ledger.control.sealed import broken_seals
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.close import seal_files
from onedoor_ledger.vouchers.sealing import seal

LIMIT = 0.15
TODAY = dt.date(2027, 2, 1)
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor time, and what came of it."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main() -> int:
    """Make the books, time each step, print medians and ratios; 1 when over the limit."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--vouchers", type=int, default=50_000)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    taken: dict[str, list[float]] = {"reading": [], "locking": [], "checking": []}
    with tempfile.TemporaryDirectory() as folder, without_collecting():
        workspace = make(Path(folder), chosen.vouchers)
        bare = load(workspace)
        days = sorted({f"{day:%Y-%m}" for day in bare.postings["date"].dt.date})
        entries = bare.entries[Book.ASSOCIATION]
        sealed = seal(Book.ASSOCIATION, entries, days, {}, today=TODAY, by="Ekonom")
        unsealed = (workspace.ledger / "association" / "seals.beancount").read_bytes()
        files = seal_files(workspace, sealed)
        seals = workspace.ledger / "association" / "seals"
        seals.mkdir()
        for _run in range(chosen.runs):
            (workspace.ledger / "association" / "seals.beancount").write_bytes(unsealed)
            seconds, books = timed(lambda: load(workspace))
            taken["reading"].append(seconds)
            again = books.entries[Book.ASSOCIATION]
            seconds, _made = timed(
                lambda again=again: seal(Book.ASSOCIATION, again, days, {}, today=TODAY, by="Ekonom")
            )
            taken["locking"].append(seconds)
            for name, content in files.items():
                (workspace.root / name).write_bytes(content)
            locked = load(workspace)
            own, said = locked.entries[Book.ASSOCIATION], locked.options[Book.ASSOCIATION]
            seconds, found = timed(lambda own=own, said=said: broken_seals(own, Book.ASSOCIATION, said))
            if found or locked.findings:
                raise SystemExit(str((found or locked.findings)[0]))
            taken["checking"].append(seconds)
    return report(chosen.vouchers, len(days), {name: statistics.median(all_) for name, all_ in taken.items()})


def report(count: int, months: int, medians: dict[str, float]) -> int:
    """Print the medians, and each as a part of the reading."""
    sys.stdout.write(f"{count} vouchers in {months} months, median seconds of processor time, and part of reading:\n")
    for name, seconds in medians.items():
        sys.stdout.write(f"  {name:<12}{seconds:8.2f}{seconds / medians['reading']:8.1%}\n")
    both = (medians["locking"] + medians["checking"]) / medians["reading"]
    sys.stdout.write(f"  {'both':<12}{medians['locking'] + medians['checking']:8.2f}{both:8.1%}  (limit {LIMIT:.0%})\n")
    return int(both > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
