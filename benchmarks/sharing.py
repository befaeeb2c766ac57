"""How long a year's sharing takes: 50 000 vouchers under ten rules, against loading them, in the same run.

    python benchmarks/sharing.py [--vouchers 50000] [--runs 3]

Makes a workspace in a temporary folder whose parties' book holds a year of costs at ten front doors, then in turn
loads it and shares the whole year: six rules by constant weights (one on account), line by line with carry, and four
worked out per period (capped, two-part, by benefit, serial). Prints the median of each and the ratio, which must not
be above one. Seeded: the same books every time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from onedoor_ledger.books.load import load
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.period import year_of
from onedoor_ledger.rulebook.model import (
    Accounts,
    Association,
    Basis,
    Bound,
    ByBenefit,
    ByWeights,
    Capped,
    Dated,
    Key,
    Measured,
    Participant,
    PartyKind,
    Rulebook,
    Scope,
    Serial,
    SharingRule,
    Statistic,
    StatisticKind,
    StatisticRow,
    TwoPart,
)
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import layout, text
from onedoor_ledger.workspace import Workspace, month_file

SEED, YEAR = 20261014, 2026
TODAY = dt.date(2026, 12, 31)
PARTIES = {"granasa": "Granåsa", "af": "AF", "fk": "FK", "norrvidd": "Region", "ssc": "SSC"}
WEIGHTS = dict(zip(PARTIES, (46, 24, 12, 12, 6), strict=True))
DOORS = 10
SHARES_TO = {
    "cost": "Kostnader:{party}:Ingång:Andel",
    "debt": "Skulder:{party}:Avräkning:{bearer}",
    "claim": "Tillgångar:{bearer}:Avräkning:{party}",
    "passed_on": "Kostnader:{bearer}:Ingång:FördeladUt",
}
ALL_YEAR = Dated(dt.date(YEAR, 1, 1), None, "seeded")


def rules() -> Rulebook:
    """Five participants and a rule per front door."""
    measured = Measured(("posts",), tuple(PARTIES))
    constant, other = ByWeights(WEIGHTS), ByWeights(dict.fromkeys(PARTIES, 1))
    worked_out: tuple[Key, ...] = (
        Capped(constant, (Bound("af", most=5_000_000_00),)),
        TwoPart(other, constant, part=Fraction(3, 10)),
        ByBenefit(measured),
        Serial(measured, polynomial=(Fraction(0), Fraction(1), Fraction(1))),
    )
    sharing = [_rule(n, None) for n in range(5)]
    sharing.append(replace(_rule(5, ByBenefit(measured)), weights=WEIGHTS, basis=Basis.ON_ACCOUNT))
    sharing += [_rule(n, key) for n, key in enumerate(worked_out, 6)]
    posts = StatisticRow(ALL_YEAR.start, None, {who: Fraction(n, 2) for n, who in enumerate(PARTIES, 3)}, None, "")
    return Rulebook(
        association=Association("x", "Stora", "", invented=True, first_year=YEAR, commit=False, small_cell=5),
        participants=tuple(Participant(id_, short, short, "", PartyKind.STATE) for id_, short in PARTIES.items()),
        contributions={},
        measures=(),
        sites=(),
        accounts=Accounts((), (), {}, {}),
        budgets={},
        goals=(),
        plan=(),
        sharing=tuple(sharing),
        calendar=(),
        states=(),
        spending=(),
        profiles=(),
        digest="",
        statistics=(_statistic(posts),),
    )


def _statistic(row: StatisticRow) -> Statistic:
    place = Place("rules/statistics.toml")
    return Statistic(
        "posts", "", "", StatisticKind.STOCK, by_duration=False, source="", rows=(row,), counted=None, place=place
    )


def _rule(n: int, key: Key | None) -> SharingRule:
    return SharingRule(
        id=f"door{n}",
        dated=ALL_YEAR,
        title=f"Ingång {n}",
        scope=Scope.PARTIES,
        bearer="granasa",
        agreement="",
        vat="none",
        book=Book.PARTIES,
        site=None,
        accounts=(f"Kostnader:Granåsa:Ingång{n}:",),
        key="fixed",
        weights=WEIGHTS if key is None else {},
        shares_to=SHARES_TO,
        terms=key,
    )


def vouchers(count: int) -> Iterator[Voucher]:
    """Costs of a front door against the host's own means, spread over the year in order."""
    chance = random.Random(SEED)
    for index in range(count):
        day = dt.date(YEAR, 1, 1) + dt.timedelta(days=index * 365 // count)
        amount, kind = chance.randint(100, 90_000_00), chance.choice(("Lokal", "Personal"))
        cost = Line(f"Kostnader:Granåsa:Ingång{chance.randrange(DOORS)}:{kind}", amount)
        own = Line("EgetKapital:Granåsa:EgnaMedel", -amount)
        yield Voucher(Book.PARTIES, day, f"Kostnad {index}", (cost, own), number=index + 1, registered=day, by="Ekonom")


def chart() -> str:
    """Every account the costs and their shares are booked on."""
    names = ["EgetKapital:Granåsa:EgnaMedel", SHARES_TO["passed_on"].format(bearer="Granåsa")]
    names += [f"Kostnader:Granåsa:Ingång{n}:{kind}" for n in range(DOORS) for kind in ("Lokal", "Personal")]
    names += [SHARES_TO[role].format(party=p, bearer="Granåsa") for p in PARTIES.values() for role in SHARES_TO]
    return "".join(f"{YEAR - 1}-12-31 open {name} SEK\n" for name in dict.fromkeys(names))


def make(folder: Path, count: int) -> Workspace:
    """A workspace with ``count`` vouchers in the parties' book."""
    workspace = Workspace(folder)
    months: dict[str, list[str]] = {}
    for voucher in vouchers(count):
        months.setdefault(month_file(voucher.date), []).append(text.render(voucher))
    for book in Book:
        place = workspace.main_file(book).parent
        own = months if book is Book.PARTIES else {}
        _write(place / "main.beancount", layout.main_text(book, "Stora", year=YEAR, months=own))
        _write(place / layout.CHART_FILE, layout.chart_text(book, chart()) if own else layout.header(book))
        _write(place / layout.SEALS_FILE, layout.seals_text(book))
        for name, texts in own.items():
            _write(place / name, layout.month_text(book) + "\n".join(texts))
    return workspace


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())


def timed_load(workspace: Workspace) -> tuple[float, Books]:
    """Seconds the books take to read, and the books."""
    gc.collect()
    start = time.perf_counter()
    books = load(workspace)
    return time.perf_counter() - start, books


def timed_share(books: Books) -> tuple[float, int]:
    """Seconds the year's sharing takes, and how many postings it makes."""
    gc.collect()
    start = time.perf_counter()
    made = allocate(rules(), books, year_of(YEAR), today=TODAY)
    return time.perf_counter() - start, sum(len(voucher.lines) for voucher in made)


def main() -> None:
    """Make the books, load and share them in turn, print the medians and their ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--vouchers", type=int, default=50_000)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    loading, sharing, postings = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        workspace = make(Path(folder), chosen.vouchers)
        for _run in range(chosen.runs):
            seconds, books = timed_load(workspace)
            loading.append(seconds)
            seconds, postings = timed_share(books)
            sharing.append(seconds)
    load_median, share_median = statistics.median(loading), statistics.median(sharing)
    print(f"{chosen.vouchers} vouchers, ten rules, median seconds:")
    print(f"  books.load                {load_median:8.2f}")
    print(f"  sharing.allocate          {share_median:8.2f}   ({postings} postings)")
    print(f"  sharing / loading         {share_median / load_median:8.2f}")


if __name__ == "__main__":
    main()
