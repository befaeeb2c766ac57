"""Partsredovisning, Kostnadsfördelning and avräkningsunderlag over the demo: every party sees the same numbers."""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from onedoor_ledger.books import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import json as as_json
from onedoor_ledger.reporting import party, sharing, text, underlag, xlsx
from onedoor_ledger.reporting.model import Report, Table
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.underlag import underlags
from onedoor_ledger.texts import language
from onedoor_ledger.workspace import Workspace

ROOT = Path(__file__).parents[2]
TODAY, HALF = dt.date(2026, 10, 14), parse_period("2026-H1")


@pytest.fixture(scope="module")
def demo() -> tuple[Rulebook, Books]:
    workspace = Workspace.open(ROOT)
    return load_rules.load(workspace), load_books.load(workspace)


@pytest.fixture(scope="module")
def of(demo: tuple[Rulebook, Books]) -> dict[str, Report]:
    with language("sv"):
        return {who: party.build(*demo, HALF, today=TODAY, parties=[who]) for who in ("fk", "af", "granasa", "tallhed")}


@pytest.fixture(scope="module")
def shared(demo: tuple[Rulebook, Books]) -> Report:
    with language("sv"):
        return sharing.build(*demo, HALF, today=TODAY)


def values(report: Report) -> dict[str, object]:
    return {ref: figure.value for ref, figure in report.figures.items()}


def test_every_statement_and_the_whole_hold_the_same_figures(of: dict[str, Report], shared: Report) -> None:
    for report in of.values():
        assert values(report) == values(shared)


def test_ones_debt_is_the_others_claim(of: dict[str, Report]) -> None:
    seen = values(of["fk"])
    for what in ("opening", "added", "paid", "closing"):
        assert seen[f"party.fk.debt.granasa.{what}"] == seen[f"party.granasa.claim.fk.{what}"]
    assert seen["party.fk.debt.granasa.closing"] == 55_500_00


def test_the_contracts_ids_are_there_and_sum(shared: Report) -> None:
    seen = {ref: value for ref, value in values(shared).items() if isinstance(value, int)}
    who = ("granasa", "af", "fk", "norrvidd", "ssc")
    assert seen["share.ingangen.total"] == sum(seen[f"share.ingangen.{p}"] for p in who) == 925_000_00
    parties = [value for ref, value in seen.items() if ref.startswith("share.ingangen.party.")]
    assert sum(parties) == 925_000_00
    assert seen["settlement.granasa.fk.net"] + seen["settlement.granasa.fk.vat"] == seen["settlement.granasa.fk.gross"]
    assert sum(seen[f"settlement.{p}"] for p in who) == 0
    members = ("fk", "norrvidd", "granasa", "kvarnsund", "tallhed", "lillvattna")
    assert sum(seen[f"member.{m}.equity"] for m in members) == 2_627_440_17


def test_a_figure_leads_to_its_vouchers(of: dict[str, Report]) -> None:
    made = json.loads(as_json.render(of["fk"]))["figures"]["party.fk.debt.granasa.paid"]
    assert made["value"] == 110_100_00
    assert made["vouchers"][0].startswith("2026-P")


def test_the_totals_of_every_table_are_the_sums_of_their_rows(of: dict[str, Report], shared: Report) -> None:
    checked = 0
    for report in (*of.values(), shared):
        for table in tables(report):
            total = [row for row in table.rows if row.style == "total"]
            if len(total) != 1 or table.id.startswith("members_"):
                continue
            for column in table.columns:
                cells = [_whole(row.cells.get(column.key)) for row in table.rows if row.style == "normal"]
                if column.total and all(cell is not None for cell in cells):
                    assert _whole(total[0].cells.get(column.key)) == sum(c for c in cells if c is not None)
                    checked += 1
    assert checked > 40


def _whole(cell: object) -> int | None:
    value = getattr(cell, "value", cell)
    return value if isinstance(value, int) else 0 if value is None else None


def tables(report: Report) -> list[Table]:
    sections = (section for sheet in report.sheets for section in sheet.sections)
    return [block for section in sections for block in section.blocks if isinstance(block, Table)]


def test_a_statement_speaks_of_its_party_only(of: dict[str, Report]) -> None:
    with language("sv"):
        words = text.render(of["tallhed"])
    assert words.startswith(
        "Samordningsförbundet Norrådalen (påhittat)\nPartsredovisning januari–juni 2026, Tallheds kommun\n"
    )
    assert "Tallheds kommun bär ingen gemensam kostnad" not in words  # no cost lines, so no such sheet
    assert "Försäkringskassan …" not in words


def test_workbooks_open_and_are_the_same_every_time(of: dict[str, Report], shared: Report) -> None:
    with language("sv"):
        for report in (*of.values(), shared):
            made = xlsx.render(report)
            assert made == xlsx.render(report)
            book = openpyxl.load_workbook(io.BytesIO(made))
            assert len(book.sheetnames) >= 2
    assert "Medlemmarnas andelar" in book.sheetnames


def test_an_underlag_is_what_the_host_can_invoice_from(demo: tuple[Rulebook, Books]) -> None:
    rules, books = demo
    found = underlags(rules, books, parse_period("2026-Q2"))
    assert [each.number for each in found] == ["A2026-2"]
    with language("sv"):
        words = text.render(underlag.build(rules, found[0]))
    for told in ("A2026-2", "212000-9010", "202100-2114", "111 000,00", "2026-P60", "senast den 23 augusti 2026"):
        assert told in words.replace("\xa0", " "), told
    assert found[0].total == 249_750_00


def test_a_draft_says_so(demo: tuple[Rulebook, Books]) -> None:
    with language("sv"):
        assert sharing.build(*demo, HALF, today=TODAY, pending=3).notes[0].startswith("Utkast")


def test_what_rounding_left_of_an_ended_key_is_printed(demo: tuple[Rulebook, Books]) -> None:
    rules, books = demo
    ended = tuple(
        replace(rule, dated=replace(rule.dated, end=HALF.end), weights={"granasa": 1, "af": 1, "fk": 1})
        if rule.id == "ingangen"
        else rule
        for rule in rules.sharing
    )
    odd = books.postings.copy()
    first = odd.index[odd["exact"] != ""][0]
    odd.loc[first, "exact"] = "33300001/3"
    report = sharing.build(replace(rules, sharing=ended), replace(books, postings=odd), HALF, today=TODAY)
    (table,) = [b for s in report.sheets[0].sections for b in s.blocks if isinstance(b, Table) and b.id == "rests"]
    assert {row.cells["rule"] for row in table.rows} == {"ingangen@2025-01-01"}
    assert sum(Fraction(str(row.cells["rest"])) for row in table.rows) == 0
