"""Årsbokslut, Bokslutsbilagor, Reskontra and Räkenskapssammandrag over the demo: figures, words, workbooks."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from onedoor_ledger.books import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import annual, scb, specifications, subledger, text, xlsx
from onedoor_ledger.reporting import json as as_json
from onedoor_ledger.reporting.model import Report, Table, Why
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.annual import AnnualRules
from onedoor_ledger.texts import language
from onedoor_ledger.workspace import Workspace

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
TODAY, YEAR = dt.date(2026, 10, 14), parse_period("2025")
MEMBERS = ("fk", "norrvidd", "granasa", "kvarnsund", "tallhed", "lillvattna")


@pytest.fixture(scope="module")
def demo() -> tuple[Rulebook, Books]:
    workspace = Workspace.open(ROOT)
    return load_rules.load(workspace), load_books.load(workspace)


@pytest.fixture(scope="module")
def made(demo: tuple[Rulebook, Books]) -> dict[str, Report]:
    with language("sv"):
        return {
            "annual": annual.build(*demo, 2025, today=TODAY),
            "specifications": specifications.build(*demo, YEAR, today=TODAY),
            "subledger": subledger.build(*demo, parse_period("2025-Q4"), today=TODAY),
            "scb": scb.build(*demo, 2025, today=TODAY),
        }


def value(report: Report, ref: str) -> int:
    found = report.figures[ref].value
    assert isinstance(found, int)
    return found


@pytest.mark.parametrize("kind", ["annual", "specifications", "subledger", "scb"])
def test_the_text_twin(kind: str, made: dict[str, Report], golden: Callable[[str | bytes, Path], None]) -> None:
    words = text.render(made[kind])
    assert max(map(len, words.splitlines())) <= 100
    golden(words, GOLDEN / f"{kind}.txt")


@pytest.mark.parametrize("kind", ["annual", "specifications", "subledger", "scb"])
def test_the_workbook_opens_is_print_ready_and_the_same_every_time(kind: str, made: dict[str, Report]) -> None:
    content = xlsx.render(made[kind])
    assert content == xlsx.render(made[kind])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [sheet.title for sheet in made[kind].sheets]
    for sheet, own in zip(book.worksheets, made[kind].sheets, strict=True):
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.orientation == ("portrait" if own.portrait else "landscape")
        footer = sheet.oddFooter
        assert footer is not None
        assert "Norrådalen" in str(footer.left.text)


def test_no_heading_above_the_first_table_is_repeated_over_the_others(made: dict[str, Report]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(made["annual"])))
    assert book["Noter"].print_title_rows == "$1:$2"
    assert book["Resultaträkning"].print_title_rows == "$1:$6"


def test_every_row_has_its_figure_and_last_years(made: dict[str, Report]) -> None:
    report = made["annual"]
    rows = [ref for ref in report.figures if ref.split(".")[0] in ("rr", "br", "kf") and ref.count(".") == 1]
    assert len(rows) == 12 + 21 + 21
    assert all(f"{ref}.previous" in report.figures for ref in rows)
    assert report.figures["rr.intakter.previous"].why is Why.NO_SOURCE
    assert value(report, "br.tillgangar") == value(report, "br.eget_kapital_och_skulder") == 5_599_173_67
    assert value(report, "rr.arets_resultat") == value(report, "br.arets_resultat") == value(report, "kf.resultat")
    assert value(report, "br.tillgangar.previous") == 4_533_792_11


def test_costs_are_positive_figures_printed_with_a_minus(made: dict[str, Report]) -> None:
    report = made["annual"]
    assert value(report, "rr.kostnader") == 10_920_026_43
    (table,) = tables(report, "rr")
    shown = {row.cells["row"]: row.cells["now"] for row in table.rows}
    assert shown["Verksamhetens kostnader"] == -10_920_026_43


def test_each_members_share_of_every_row_sums_to_the_row(made: dict[str, Report]) -> None:
    report = made["annual"]
    rows = [ref for ref in report.figures if ref.startswith(("rr.", "br.")) and ref.count(".") == 1]
    for ref in rows:
        assert sum(value(report, f"{ref}.{member}") for member in MEMBERS) == value(report, ref), ref
    assert value(report, "rr.intakter.fk") == 5_600_000_00


def test_a_row_leads_to_its_vouchers(made: dict[str, Report]) -> None:
    figure = made["annual"].figures["rr.finansiella_intakter"]
    assert len(figure.provenance.vouchers) > 3
    assert figure.provenance.rules == ("rules/statements.toml rr.finansiella_intakter",)
    assert made["specifications"].figures["specification.1516"].provenance.vouchers == ("2025-V421",)


def test_a_year_that_runs_is_preliminary_and_says_so(demo: tuple[Rulebook, Books]) -> None:
    report = annual.build(*demo, 2026, today=TODAY)
    assert report.notes[0].startswith("Preliminärt: året är inte slut. Bokfört till och med")
    (table,) = tables(report, "rr")
    assert [column.title for column in table.columns[2:]] == ["2026 hittills", "2025"]
    assert value(report, "rr.intakter.previous") == 11_200_000_00
    assert scb.build(*demo, 2026, today=TODAY).notes == ("Preliminärt: året är inte slut.",)


def test_a_year_that_is_not_all_locked_says_so(demo: tuple[Rulebook, Books]) -> None:
    rules, books = demo
    assert annual.build(rules, books, 2025, today=TODAY).notes == ()
    opened = annual.build(rules, replace(books, entries={book: [] for book in books.entries}), 2025, today=TODAY)
    assert "Hela året är inte låst: 2025-01, 2025-02" in opened.notes[0]


def test_what_does_not_agree_stands_on_top_of_the_report(demo: tuple[Rulebook, Books]) -> None:
    rules, books = demo
    rows = tuple(row for row in rules.statement_rows if row.id != "kassa")
    report = annual.build(replace(rules, statement_rows=rows), books, 2025, today=TODAY)
    assert any(note.startswith("Stämmer inte:") for note in report.notes)


def test_without_rules_of_its_own_the_report_says_what_is_missing(demo: tuple[Rulebook, Books]) -> None:
    rules, books = demo
    bare = replace(rules, annual=AnnualRules())
    words = text.render(annual.build(bare, books, 2025, today=TODAY))
    assert "skriv dem i rules/annual.toml" in words
    for report in (subledger.build(bare, books, YEAR, today=TODAY), scb.build(bare, books, 2025, today=TODAY)):
        assert json.loads(as_json.render(report))["notes"] == []


def test_a_rest_that_nothing_explains_is_told(demo: tuple[Rulebook, Books]) -> None:
    rules, books = demo
    report = specifications.build(replace(rules, annual=AnnualRules()), books, YEAR, today=TODAY)
    assert "inte helt förklarade" in report.notes[0]
    assert "Ej förklarat: " in text.render(report)


def test_it_is_made_in_english_too(demo: tuple[Rulebook, Books]) -> None:
    with language("en"):
        report = annual.build(*demo, 2025, today=TODAY)
    assert report.title == "Annual accounts 2025 – statements and notes"


def tables(report: Report, id: str) -> list[Table]:
    sections = (section for sheet in report.sheets for section in sheet.sections)
    return [block for section in sections for block in section.blocks if isinstance(block, Table) and block.id == id]
