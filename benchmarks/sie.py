"""How long a SIE file takes: 100 000 #TRANS rows read, against bean-check on the same vouchers when booked.

    python benchmarks/sie.py [--rows 100000] [--runs 5]

Makes a 4E file and the same vouchers as a ledger in a temporary folder, then runs in turn, each in a fresh process:
``bean-check --no-cache`` on the ledger and ``formats.sie4.read`` on the file; the seconds inside ``read`` are told
too, since a command reads the file in a process that runs already. Seeded: the same file every time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SEED = 20261014
PARTIES = ("FK", "AF", "NORRVIDD", "GRANASA", "KVARNSUND", "TALLHED", "LILLVATTNA")
HEAD = """\
#FLAGGA 0
#PROGRAM "Gamla systemet" 4.2
#FORMAT PC8
#GEN 20261014
#SIETYP 4
#ORGNR 222000-9993
#FNAMN "Samordningsförbundet Norrådalen"
#RAR 0 20260101 20261231
#DIM 1 "Insats"
#DIM 20 "Motpart"
"""
READ = """
import sys, time
from pathlib import Path
from onedoor_ledger.formats import sie4
content = Path(sys.argv[1]).read_bytes()
start = time.perf_counter()
file = sie4.read(content, "stor.se")
print(time.perf_counter() - start)
assert sum(len(v.rows) for v in file.vouchers) == int(sys.argv[2])
"""

Row = tuple[str, str, str, int]
"""Konto, insats, party, öre."""


def vouchers(rows: int) -> Iterator[tuple[int, dt.date, list[Row]]]:
    """Vouchers of two to five rows, ``rows`` rows in all, over one year."""
    chance = random.Random(SEED)
    left, number = rows, 0
    while left:
        count = min(left, chance.choice((2, 2, 3, 3, 4, 5)))
        count += left - count == 1
        left -= count
        number += 1
        amounts = [chance.randint(100, 90_000_000) for _ in range(count - 1)]
        measure, party = f"I{chance.randint(1, 30):02d}", chance.choice(PARTIES)
        found = [(f"4{chance.randint(500, 699)}", measure, party, amount) for amount in amounts]
        yield (
            number,
            dt.date(2026, 1, 1) + dt.timedelta(days=(rows - left) * 364 // rows),
            [
                *found,
                ("2421", "", party, -sum(amounts)),
            ],
        )


def sie_text(rows: int) -> str:
    """The vouchers as SIE 4E."""
    lines = [HEAD]
    lines += [f'#KONTO {konto} "Konto {konto}"\n' for konto in kontos()]
    for number, day, found in vouchers(rows):
        lines.append(f'#VER "V" "{number}" {day:%Y%m%d} "Rekvisition åtgärd {number}" {day:%Y%m%d} "ek"\n{{\n')
        for konto, measure, party, amount in found:
            objects = f'1 "{measure}" 20 "{party}"' if measure else f'20 "{party}"'
            lines.append(f'\t#TRANS {konto} {{{objects}}} {amount / 100:.2f} {day:%Y%m%d} "Åtgärd {number}"\n')
        lines.append("}\n")
    return "".join(lines).replace("\n", "\r\n")


def ledger_text(rows: int) -> str:
    """The vouchers as the product books them."""
    lines = ['option "name_liabilities" "Skulder"\noption "name_expenses" "Kostnader"\n']
    lines += [f"2025-12-31 open {account(konto)} SEK\n" for konto in kontos()]
    for number, day, found in vouchers(rows):
        head = f'{day} * "Rekvisition åtgärd {number}"\n  voucher: "V{number}"\n  registered: "{day}"\n'
        lines.append(f'\n{head}  by: "Ekonom"\n  row: "{number}"\n  reference: "V {number}"\n')
        for konto, measure, party, amount in found:
            meta = f'    measure: "{measure}"\n' if measure else ""
            lines.append(f'  {account(konto)}  {amount / 100:.2f} SEK\n{meta}    party: "{party}"\n')
    return "".join(lines)


def kontos() -> list[str]:
    return ["2421", *(f"4{number}" for number in range(500, 700))]


def account(konto: str) -> str:
    return f"Skulder:{konto}-Rekvisition" if konto == "2421" else f"Kostnader:{konto}-Insats"


def timed(command: list[str]) -> tuple[float, str]:
    """Seconds a command takes, and what it says."""
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout


def main() -> None:
    """Make both files, time each in turn, print medians and the ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        export, ledger = Path(folder) / "stor.se", Path(folder) / "stor.beancount"
        export.write_bytes(sie_text(chosen.rows).encode("cp437"))
        ledger.write_bytes(ledger_text(chosen.rows).encode())
        check, read, inside = [], [], []
        for _run in range(chosen.runs):
            check.append(timed([str(Path(sys.executable).with_name("bean-check")), "--no-cache", str(ledger)])[0])
            seconds, said = timed([sys.executable, "-c", READ, str(export), str(chosen.rows)])
            read.append(seconds)
            inside.append(float(said))
    base = statistics.median(check)
    print(f"{chosen.rows} rows, median seconds, and times bean-check:")
    for name, taken in (("bean-check --no-cache", check), ("sie4.read, whole process", read), ("sie4.read", inside)):
        print(f"  {name:<28}{statistics.median(taken):8.2f}{statistics.median(taken) / base:8.2f}")


if __name__ == "__main__":
    main()
