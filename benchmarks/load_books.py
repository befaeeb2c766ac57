"""How long the books take to read: 50 000 vouchers, against beancount's own ``bean-check`` in the same run.

    python benchmarks/load_books.py [--vouchers 50000] [--runs 5]

Makes a workspace in a temporary folder (ten years, all three books' files, the plugin on), then runs in turn, each
in a fresh process: ``bean-check --no-cache``, the same on a copy without our plugin, and ``books.load``. Prints the
median processor time of each and the ratios, which say more than the seconds of one machine. Seeded: the same books
every time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import layout, text
from onedoor_ledger.workspace import Workspace, month_file

SEED = 20261014
FIRST_YEAR, YEARS = 2017, 10
PARTIES = ("FK", "AF", "Region", "Granåsa", "Kvarnsund", "Tallhed", "Lillvattna")
MEASURES = tuple(f"I{n:02d}" for n in range(1, 31))
BANK = "Tillgångar:Bank:Transaktionskonto"

LOAD = """
import sys
from pathlib import Path
from onedoor_ledger.books.load import load
from onedoor_ledger.workspace import Workspace
books = load(Workspace(Path(sys.argv[1])))
assert books.findings == (), books.findings[:3]
print(len(books.postings))
"""


def chart() -> str:
    """A chart of some seventy accounts."""
    names = [(BANK, "1941")]
    names += [(f"Skulder:Rekvisition:{party}", f"24{n}") for n, party in enumerate(PARTIES, 21)]
    names += [(f"Kostnader:Insatser:{measure}", "4533") for measure in MEASURES]
    lines = (f'{FIRST_YEAR - 1}-12-31 open {name} SEK\n  konto: "{konto}"\n' for name, konto in names)
    return layout.chart_text(Book.ASSOCIATION, "".join(lines))


def vouchers(count: int) -> Iterator[Voucher]:
    """Requisitions and payments, two to four lines each, spread over the years in order."""
    chance = random.Random(SEED)
    days = (dt.date(FIRST_YEAR + YEARS, 1, 1) - dt.date(FIRST_YEAR, 1, 1)).days
    numbers: dict[int, int] = {}
    for index in range(count):
        day = dt.date(FIRST_YEAR, 1, 1) + dt.timedelta(days=index * days // count)
        party, lines_of_cost = chance.choice(PARTIES), chance.choice((1, 1, 1, 2))
        amounts = [chance.randint(100, 90_000_000) for _line in range(lines_of_cost)]
        meta = {"service": f"{day.year}-Q{(day.month + 2) // 3}", "source": f"sha256:{chance.getrandbits(256):064x}"}
        lines = [Line(f"Kostnader:Insatser:{chance.choice(MEASURES)}", amount) for amount in amounts]
        debt = Line(f"Skulder:Rekvisition:{party}", -sum(amounts), {"reference": f"{day.year}:{index}"})
        numbers[day.year] = numbers.get(day.year, 0) + 1
        voucher = Voucher(Book.ASSOCIATION, day, f"Rekvisition åtgärd {index}", (*lines, debt), party, meta=meta)
        yield replace(voucher, number=numbers[day.year], registered=day, by="Ekonom")


def make(folder: Path, count: int) -> Workspace:
    """The workspace, with ``count`` vouchers in the association's book."""
    workspace = Workspace(folder)
    months: dict[str, list[str]] = {}
    for voucher in vouchers(count):
        months.setdefault(month_file(voucher.date), []).append(text.render(voucher))
    for book in Book:
        place = workspace.main_file(book).parent
        place.mkdir(parents=True)
        own = months if book is Book.ASSOCIATION else {}
        write(place / "main.beancount", layout.main_text(book, "Stora", year=FIRST_YEAR, months=own))
        write(place / layout.CHART_FILE, chart() if own else layout.header(book))
        write(place / layout.SEALS_FILE, layout.seals_text(book))
        for name, texts in own.items():
            write(place / name, layout.month_text(book) + "\n".join(texts))
    return workspace


def write(path: Path, content: str) -> None:
    """Write as the product does: UTF-8, LF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())


def timed(command: list[str]) -> float:
    """Seconds of processor time a command takes; it must end well and without a word of error."""
    before = os.times()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = os.times()
    if done.stderr:
        raise SystemExit(done.stderr)
    taken = after.children_user - before.children_user + after.children_system - before.children_system
    return taken or after.elapsed - before.elapsed  # Windows counts no children: the clock's seconds there


def main() -> None:
    """Make the books, time each command in turn, print medians and ratios."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--vouchers", type=int, default=50_000)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = make(Path(folder) / "med", chosen.vouchers)
        plain = Path(folder) / "utan" / "association"
        shutil.copytree(workspace.ledger / "association", plain)
        bare = (plain / "main.beancount").read_text(encoding="utf-8").replace(f'plugin "{layout.PLUGIN}"', "; plugin")
        write(plain / "main.beancount", bare)
        bean_check = str(Path(sys.executable).with_name("bean-check"))
        commands: dict[str, list[str]] = {
            "bean-check, without our plugin": [bean_check, "--no-cache", str(plain / "main.beancount")],
            "bean-check, with our plugin": [bean_check, "--no-cache", str(workspace.main_file(Book.ASSOCIATION))],
            "books.load, all three books": [sys.executable, "-c", LOAD, str(workspace.root)],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _run in range(chosen.runs):
            for name, command in commands.items():
                seconds[name].append(timed(command))
        report(chosen.vouchers, {name: statistics.median(taken) for name, taken in seconds.items()}, print)


def report(count: int, medians: dict[str, float], say: Callable[[str], None]) -> None:
    """Say the medians, and each as a multiple of the first."""
    base = next(iter(medians.values()))
    say(f"{count} vouchers, median seconds of processor time, and times the first:")
    for name, seconds in medians.items():
        say(f"  {name:<34}{seconds:8.2f}{seconds / base:8.2f}")


if __name__ == "__main__":
    main()
