"""How long folding takes: a million rows of persons to monthly sums, against pandas' bare reading and grouping.

    python benchmarks/fold.py [--rows 1000000] [--runs 3]

Makes the list in a temporary folder (made-up persons, forty thousand of them), then runs in turn, each in a fresh
process: ``pandas.read_csv`` + ``groupby`` on month and benefit, and ``fold`` with its checks, distinct persons and
small cells. Prints the median processor time of each, their ratio, and how much memory each took at most, also for a
list four times as long: what fold keeps follows the persons, not the rows. Seeded: the same list every time.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SEED = 20261014
PERSONS = 40_000
KINDS = ("Sjukpenning", "Rehabiliteringspenning", "Aktivitetsersättning", "Sjukersättning")
BARE = """
import sys, pandas
table = pandas.read_csv(sys.argv[1], sep=";", decimal=",", dtype={"Personnummer": str})
month = table["Utbetalningsdag"].str[:7]
sums = table.groupby([month, "Förmån"])["Belopp"].sum()
assert len(sums) == 48
"""
FOLD = """
import sys
from pathlib import Path
from onedoor_ledger.fold.profile import find
from onedoor_ledger.fold.run import fold
made = fold(Path(sys.argv[1]), find("fk-utbetalningar"))
assert made.cells == 48, made.cells
"""


def luhn(nine: str) -> str:
    """The check digit of nine digits."""
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(nine))
    return str(-total % 10)


def make(path: Path, rows: int) -> None:
    """A list of payments to made-up persons."""
    chance = random.Random(SEED)
    numbers = []
    for _person in range(PERSONS):
        date = f"{chance.randint(1960, 2005)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
        serial = f"{chance.randint(0, 999):03d}"
        numbers.append(f"{date}-{serial}{luhn(date[2:] + serial)}")
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("Personnummer;Utbetalningsdag;Förmån;Kontor;Belopp;Handläggning\n")
        for _row in range(rows):
            day = f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            amount = f"{chance.randint(100, 30_000)},{chance.randint(0, 99):02d}"
            stream.write(f"{chance.choice(numbers)};{day};{chance.choice(KINDS)};Granåsa;{amount};klar\n")


def timed(program: str, path: Path) -> tuple[float, int]:
    """Seconds of processor time, and the most memory in MB, of a program on the list."""
    watched = (
        f"import resource\n{program}\nused = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", watched, str(path)], check=True, capture_output=True, text=True)
    seconds, memory = done.stdout.split()
    return float(seconds), int(memory) // 1024


def main() -> None:
    """Make the list, time both in turn, print medians and the ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lista.csv"
        make(path, chosen.rows)
        bare, fold = [], []
        for _run in range(chosen.runs):
            bare.append(timed(BARE, path))
            fold.append(timed(FOLD, path))
        seconds = [statistics.median(s for s, _m in runs) for runs in (bare, fold)]
        print(f"{chosen.rows} rows, {path.stat().st_size // 1_000_000} MB; median seconds of processor time:")
        print(f"  pandas.read_csv + groupby {seconds[0]:8.2f}  at most {max(m for _s, m in bare)} MB")
        print(f"  fold                      {seconds[1]:8.2f}  at most {max(m for _s, m in fold)} MB")
        print(f"  ratio                     {seconds[1] / seconds[0]:8.2f}  (to be at most 4)")
        make(path, 4 * chosen.rows)
        taken, memory = timed(FOLD, path)
        print(f"  fold, four times the rows {taken:8.2f}  at most {memory} MB")


if __name__ == "__main__":
    main()
