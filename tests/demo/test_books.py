"""The three committed books: clean for beancount and our plugin, coarse in people, free of persons."""

from __future__ import annotations

from pathlib import Path

import pytest
from beancount import loader

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.timely import locked_late
from onedoor_ledger.formats import table
from onedoor_ledger.period import parse_period
from onedoor_ledger.privacy import holds_person_number
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.vouchers.seals import locked_months
from onedoor_ledger.workspace import Workspace
from tests.demo.conftest import TODAY, Quarter

PARTICIPATIONS = {"i01": 47, "i02": 29, "i03": 21, "i04": 26, "i05": 22, "i06": 18}
MAINS = ("ledger/association", "ledger/parties", "ledger/people", "examples/events")


@pytest.mark.parametrize("folder", MAINS)
def test_bean_check(demo: Path, folder: str) -> None:
    entries, errors, _options = loader.load_file(str(demo / folder / "main.beancount"))
    assert entries
    assert errors == []


def test_no_findings(books: Books) -> None:
    assert books.findings == ()


def test_what_is_over_is_locked(books: Books, rules: Rulebook) -> None:
    locked = [sorted(locked_months(entries)) for entries in books.entries.values()]
    assert [(months[0], months[-1], len(months)) for months in locked] == [("2025-01", "2026-07", 19)] * 3
    assert list(locked_late(rules, books)) == []


def test_every_voucher_says_where_its_evidence_is(books: Books) -> None:
    for book, entries in books.entries.items():
        vouchers = [entry for entry in entries if "voucher" in entry.meta]
        bare = [entry.meta["voucher"] for entry in vouchers if not entry.meta.get("evidence")]
        assert bare == [], book


def test_participations(quarter: Quarter) -> None:
    frame = quarter.books.postings
    people = frame.loc[frame["book"] == "people"]
    found = {}
    for measure, own in people.groupby("measure"):
        stock = own.loc[own["account"].str.startswith("Deltagare:") & (own["date"] < "2026-01-01"), "amount"].sum()
        entered = own.loc[own["account"].str.startswith("Inskrivna:") & (own["date"] >= "2026-01-01"), "amount"].sum()
        found[measure] = int(stock - entered)
    assert found == PARTICIPATIONS
    assert sum(found.values()) == 163


def test_no_small_cells(quarter: Quarter, rules: Rulebook) -> None:
    frame = quarter.books.postings
    people = frame.loc[frame["book"] == "people"]
    assert people["amount"].abs().min() >= rules.association.small_cell
    stock = people.loc[people["account"].str.startswith("Deltagare:")].sort_values("date")
    for account, own in stock.groupby("account"):
        levels = own.groupby("date")["amount"].sum().cumsum()
        assert all(level == 0 or level >= rules.association.small_cell for level in levels), account


def test_the_front_door_is_shared_by_the_engine(books: Books, rules: Rulebook) -> None:
    frame = books.postings
    shared = frame.loc[(frame["rule"] == "ingangen") & (frame["service"] == "2026-Q2")]
    af = shared.loc[shared["account"] == "Kostnader:AF:Ingång:Andel", "amount"]
    assert af.sum() == 111_000_00
    for period in ("2025-Q1", "2025-Q4", "2026-Q2"):
        assert allocate(rules, books, parse_period(period), today=TODAY) == ()


def test_parties_balance_per_party(quarter: Quarter) -> None:
    frame = quarter.books.postings
    parties = frame.loc[frame["book"] == "parties"]
    sums = parties.groupby(parties["account"].str.split(":").str[1])["amount"].sum()
    assert sums[sums != 0].empty


def test_what_fk_saves_is_mostly_what_granasa_pays(books: Books) -> None:
    frame = books.postings

    def half_year(account: str, year: int) -> int:
        inside = (frame["date"] >= f"{year}-01-01") & (frame["date"] <= f"{year}-06-30")
        return int(frame.loc[(frame["account"] == account) & inside, "amount"].sum())

    sick, aid = "Kostnader:FK:Målgrupp:Sjukpenning", "Kostnader:Granåsa:Målgrupp:EkonomisktBistånd"
    fall = half_year(sick, 2025) - half_year(sick, 2026)
    rise = half_year(aid, 2026) - half_year(aid, 2025)
    assert fall / 2 < rise < fall


def test_no_person_numbers(workspace: Workspace) -> None:
    texts = [*workspace.ledger.rglob("*.beancount"), *workspace.rules.rglob("*.toml"), *workspace.importers.glob("*")]
    for path in texts:
        assert not holds_person_number(path.read_text(encoding="utf-8")), path.name


def test_no_person_numbers_in_the_inbox(workspace: Workspace) -> None:
    for path in workspace.inbox.iterdir():
        content = path.read_bytes()
        if path.suffix == ".xlsx":
            header = table.read_xlsx(
                content, path.name, header=["Belopp"] if "malgrupp" in path.name else ["Period"], sheet=None
            )
            lines = [*header.preamble, *(";".join(row.cells.values()) for row in header.rows)]
        else:
            lines = content.decode({".si": "cp437", ".skv": "iso-8859-1"}.get(path.suffix, "cp1252")).splitlines()
        assert [line for line in lines if holds_person_number(line)] == [], path.name
