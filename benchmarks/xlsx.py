"""How long a workbook takes: 200 000 rows read and recognised as free of persons, against python-calamine's bare read.

    python benchmarks/xlsx.py [--rows 200000] [--runs 3]

Makes the workbook in memory, then times in turn, in one process: ``CalamineWorkbook(...).to_python()``; the
examination that comes before it (bounded size, no cell far outside the table); and all the import does before it
makes vouchers: that examination, the search of every cell for persons, and ``table.read_xlsx``. Prints the median
processor time of each and the ratios. Seeded: the same workbook every time.
"""

from __future__ import annotations

import argparse
import gc
import io
import random
import statistics
import time
from collections.abc import Callable
from datetime import date

import xlsxwriter
from python_calamine import CalamineWorkbook

from onedoor_ledger.formats import package, table
from onedoor_ledger.intake import persons
from onedoor_ledger.intake.model import Source

SEED = 20261014
HEADER = ("Månad", "Förmån", "Insats", "Belopp", "Hushåll", "Text")
KINDS = ("Sjukpenning", "Rehabiliteringspenning", "Aktivitetsersättning", "Sjukersättning")


def make(rows: int) -> bytes:
    """A workbook of sums."""
    chance = random.Random(SEED)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Utbetalt")
    sheet.write_row(0, 0, HEADER)
    for row in range(1, rows + 1):
        cells = [f"2026-{chance.randint(1, 12):02d}", chance.choice(KINDS), f"I0{chance.randint(1, 6)}"]
        values = [
            chance.randint(100, 9_000_000) / 100,
            chance.randint(5, 400),
            f"avser konto {chance.randint(4000, 7999)}",
        ]
        sheet.write_row(row, 0, [*cells, *values])
    book.close()
    return out.getvalue()


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Make the workbook, time each step, print medians and ratios."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    content = make(chosen.rows)
    runs = iter(range(10_000))

    def bare() -> None:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            assert len(book.get_sheet_by_index(0).to_python()) == chosen.rows + 1

    def whole() -> None:
        name = f"{next(runs)}.xlsx"  # another name each time: the workbook read last is remembered
        persons.refuse(Source(name, name, content, "", "", date(2026, 10, 14)), "xlsx")
        found = table.read_xlsx(content, name, header=HEADER, sheet=None)
        assert len(found.rows) == chosen.rows

    steps: dict[str, Callable[[], object]] = {
        "python-calamine, bare": bare,
        "its package examined": lambda: package.check(content, "stor.xlsx"),
        "the import's whole read": whole,
    }
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _run in range(chosen.runs):
        for name, work in steps.items():
            seconds[name].append(timed(work))
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    base = medians["python-calamine, bare"]
    print(f"{chosen.rows} rows, {len(content) // 1_000_000} MB; median seconds of processor time, and times the first:")
    for name, taken in medians.items():
        print(f"  {name:<24}{taken:8.2f}{taken / base:8.2f}")


if __name__ == "__main__":
    main()
