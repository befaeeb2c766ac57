"""The demo's two years as SIE 4E: read back to the öre, chained konto by konto, opened anew in an empty workspace."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from onedoor_ledger.accounts.sie_export import sie_file
from onedoor_ledger.books.load import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.formats import sie4
from onedoor_ledger.formats.records import SieFile, SieObject
from onedoor_ledger.formats.sie.writer import write
from onedoor_ledger.founding.found import found
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.conftest import ROOT
from tests.tiny.build import BY, MEMBERS, NAME, ORGNR

TODAY = dt.date(2026, 10, 14)
YEARS = (2025, 2026)
Sums = Counter[tuple[str, tuple[SieObject, ...]]]


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rules(Workspace(ROOT))


@pytest.fixture(scope="module")
def books() -> Books:
    return load_books(Workspace(ROOT))


@pytest.fixture(scope="module")
def files(rules: Rulebook, books: Books) -> dict[int, SieFile]:
    """Exported, written and read again."""
    return {year: read(sie_file(rules, books, year, today=TODAY)) for year in YEARS}


def read(file: SieFile) -> SieFile:
    return sie4.read(write(file, with_checksum=True).content, "export.se")


def of(file: SieFile, label: str, year: int = 0) -> Counter[str]:
    return Counter({b.konto: b.amount for b in file.balances if b.label == label and b.year == year and b.amount})


def objects_of(file: SieFile, label: str, year: int = 0) -> Sums:
    return Counter(
        {(b.konto, b.objects): b.amount for b in file.object_balances if b.label == label and b.year == year}
    )


def moved(file: SieFile) -> Sums:
    sums: Sums = Counter()
    for voucher in file.vouchers:
        for row in voucher.rows:
            sums[row.konto, row.objects] += row.amount
    return sums


def by_konto(sums: Sums) -> Counter[str]:
    total: Counter[str] = Counter()
    for (konto, _objects), amount in sums.items():
        total[konto] += amount
    return total


def nonzero(counter: Counter) -> dict:
    return {key: amount for key, amount in counter.items() if amount}


@pytest.mark.parametrize("year", YEARS)
def test_what_is_read_back_is_what_was_made(rules: Rulebook, books: Books, files: dict[int, SieFile], year: int):
    made, back = sie_file(rules, books, year, today=TODAY), files[year]
    assert back.warnings == ()
    assert (back.type, back.years, back.orgnr, back.generated) == ("4E", made.years, "222000-9993", TODAY)
    assert {(b.label, b.year, b.konto, b.amount) for b in back.balances} == {
        (b.label, b.year, b.konto, b.amount) for b in made.balances
    }
    assert moved(back) == moved(made)
    assert [(v.number, v.date, v.registered, v.sign) for v in back.vouchers] == [
        (v.number, v.date, v.registered, v.sign) for v in made.vouchers
    ]


@pytest.mark.parametrize("year", YEARS)
def test_konto_and_dimension_say_what_the_books_say(
    rules: Rulebook, books: Books, files: dict[int, SieFile], year: int
):
    frame = books.postings
    frame = frame[(frame["book"] == Book.ASSOCIATION.value) & (frame["year"] == year)]
    frame = frame[frame["narration"].str.startswith("Ingående balans").eq(other=False)]
    assert nonzero(by_konto(moved(files[year]))) == nonzero(Counter(frame.groupby("konto")["amount"].sum().to_dict()))
    costs = frame[frame["konto"].str.startswith("45")].groupby(["konto", "measure", "party"])["amount"].sum()
    codes = {m.id: m.code for m in rules.measures}
    told = {
        (konto, objects): amount for (konto, objects), amount in moved(files[year]).items() if konto.startswith("45")
    }
    assert told == {
        (konto, (SieObject("1", codes[measure]), *([SieObject("20", party.upper())] if party else []))): int(amount)
        for (konto, measure, party), amount in costs.items()
    }


@pytest.mark.parametrize("year", YEARS)
def test_opening_and_vouchers_make_closing_and_result(files: dict[int, SieFile], year: int):
    file = files[year]
    total = by_konto(moved(file))
    total.update(of(file, "IB"))
    assert nonzero(total) == {**of(file, "UB"), **of(file, "RES")}
    assert of(file, "IB").total() == 0
    assert of(file, "UB").total() == -of(file, "RES").total()
    parts = Counter(objects_of(file, "OIB"))
    parts.update({place: amount for place, amount in moved(file).items() if place[1] and place[0] < "3"})
    assert nonzero(parts) == objects_of(file, "OUB")


def test_each_year_opens_as_the_one_before_closed(files: dict[int, SieFile]):
    """UB(n-1) = IB(n) per konto, the result carried to equity (bookkeeping.md section 2)."""
    before, file = files[2025], files[2026]
    assert of(file, "UB", -1) == of(file, "IB", 0)
    assert objects_of(file, "OUB", -1) == objects_of(file, "OIB", 0)
    assert (of(file, "IB", -1), of(file, "RES", -1)) == (of(before, "IB"), of(before, "RES"))
    closed = of(before, "UB")
    closed["2011"] += of(before, "RES").total()
    assert closed == of(file, "IB")


def test_the_first_year_opens_with_the_opening_voucher_whose_number_is_kept(files: dict[int, SieFile]):
    first = files[2025].vouchers[0]
    assert (first.number, first.rows) == ("1", ())
    assert of(files[2025], "IB")["1941"] == 4_181_907_11
    assert set(files[2025].years) == {0}


@pytest.mark.parametrize("year", YEARS)
def test_no_number_is_missing(files: dict[int, SieFile], year: int):
    numbers = [int(v.number) for v in files[year].vouchers]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_running_year_says_how_far_it_goes(files: dict[int, SieFile]):
    assert (files[2025].covered, files[2026].covered) == (None, TODAY)


def test_the_budget_stands_per_month_and_sums_to_what_the_board_decided(rules: Rulebook, files: dict[int, SieFile]):
    rows = [b for b in files[2026].object_balances if b.label == "PBUDGET"]
    assert {b.period for b in rows} == {f"2026{month:02d}" for month in range(1, 13)}
    mia = [b.amount for b in rows if b.objects[:1] == (SieObject("1", "I01"),)]
    assert sum(mia) == rules.budgets[2026].line("i01").year
    assert sum(b.amount for b in rows) == 340_000_00
    assert {b.konto for b in rows if b.amount < 0} == {"3511", "3521", "3531", "8411"}


def test_another_invented_konto_shared_by_accounts_has_their_common_name(files: dict[int, SieFile]):
    accounts = files[2026].accounts
    assert (accounts["3531"], accounts["4533"], accounts["5611"]) == (
        "Medlemsbidrag",
        "Insatser Kommun",
        "Arbetsgivaravgift",
    )
    assert files[2026].account_types["2011"] == "S"


@pytest.mark.parametrize("year", YEARS)
def test_our_own_export_opens_a_new_workspace_with_equal_balances(files: dict[int, SieFile], tmp_path: Path, year: int):
    made = found(
        tmp_path / "nytt",
        name=NAME,
        orgnr=ORGNR,
        members=MEMBERS,
        year=year,
        today=TODAY,
        by=BY,
        sie=write(replace(files[year], encoding="cp437")).content,
        sie_name=f"sie-{year}.se",
    )
    opened = load_books(made.workspace)
    assert opened.findings == ()
    booked = Counter({k: int(a) for k, a in opened.postings.groupby("konto")["amount"].sum().items()})
    assert nonzero(booked) == {**of(files[year], "UB"), **of(files[year], "RES")}
    assert not [f for f in made.findings if f.rule == "sie-balance"]


def test_dimensions_of_the_old_system_come_back(tmp_path: Path):
    content = (ROOT / "tests" / "founding" / "fixtures" / "flytt.se").read_bytes()
    made = found(
        tmp_path / "nytt",
        name=NAME,
        orgnr=ORGNR,
        members=MEMBERS,
        year=2026,
        today=TODAY,
        by=BY,
        sie=content.replace(b'5021 {1 "100"}', b'5021 {1 "100" 6 "P7"}'),
        sie_name="flytt.se",
    )
    given = sie4.read(content.replace(b'5021 {1 "100"}', b'5021 {1 "100" 6 "P7"}'), "flytt.se")
    back = read(sie_file(load_rules(made.workspace), load_books(made.workspace), 2026, today=TODAY))
    assert nonzero(moved(back)) == nonzero(moved(given))
    assert (of(back, "IB"), of(back, "UB"), of(back, "RES")) == (of(given, "IB"), of(given, "UB"), of(given, "RES"))
    assert back.dimensions["6"] == "Projekt"
    assert back.objects["6", "P7"] == "P7"
