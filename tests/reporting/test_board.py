"""The report itself: ids, sheets, suppressed numbers, an empty förbund."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest

from onedoor_ledger.books import frame
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import board, incentive, text, xlsx
from onedoor_ledger.reporting.model import Figure, Report, Table, Unit, Why
from onedoor_ledger.reporting.sheets.chain import voucher_spans
from onedoor_ledger.voucher import Book
from tests.accounts import small


def tables(report: Report) -> list[Table]:
    return [b for sheet in report.sheets for s in sheet.sections for b in s.blocks if isinstance(b, Table)]


def test_every_id_of_the_contract_is_there(report: Report):
    wanted = {"administration.outcome", "result", "equity", "bank"}
    wanted |= {f"contribution.{m}.{part}" for m in ("fk", "norrvidd", "granasa", "tallhed") for part in ("due", "paid")}
    parts = ("budget", "budget.to_date", "outcome", "outcome.period", "forecast")
    wanted |= {f"measure.{m}.{part}" for m in ("i01", "i02", "s01") for part in parts}
    wanted |= {f"measure.{m}.participants" for m in ("i01", "i02")}
    assert wanted <= report.figures.keys()


def test_ids_are_ascii_and_a_missing_value_says_why(report: Report):
    for ref, figure in report.figures.items():
        assert ref == figure.id
        assert ref.isascii()
        assert (figure.value is None) == (figure.why is not None)
        assert isinstance(figure.value, int | Fraction | None)
        assert figure.provenance.formula


def test_a_figure_knows_its_vouchers(report: Report):
    figure = report.figures["measure.i01.outcome"]
    assert figure.estimated == small.kr(100_000)
    assert len(figure.provenance.vouchers) == 3
    assert all(key.startswith("2026-V") for key in figure.provenance.vouchers)


def test_sheets_have_the_boards_names(report: Report):
    assert [sheet.title for sheet in report.sheets[1:]] == [
        "Bidrag från medlemmar",
        "Budget, utfall och prognos",
        "Insatser och deltagande",
        "Parterna",
        "Gemensam ingång",
        "Eget kapital och mål",
        "Kalender och beslut",
        "Metod och antaganden",
        "Avstämning mot bokföringen",
        "Saldon konto för konto",
        "Verifieringskedja",
    ]
    assert report.sheets[0].title == "Läget på en sida, juli–september 2026"
    assert [s.title[0] for s in report.sheets[0].sections] == list("1234567")


def test_every_figure_on_a_sheet_is_one_of_the_reports(report: Report):
    for table in tables(report):
        for row in table.rows:
            assert row.cells.keys() <= {column.key for column in table.columns}, table.id
            for cell in row.cells.values():
                assert not isinstance(cell, Figure) or report.figures[cell.id] is cell


def test_table_ids_and_headers_are_unique(report: Report):
    ids = [table.id for table in tables(report)]
    assert len(ids) == len(set(ids))
    for table in tables(report):
        titles = [column.title.lower() for column in table.columns]
        assert len(titles) == len(set(titles)), table.id


def test_the_chain_lists_every_figure(report: Report):
    (chain,) = [table for table in tables(report) if table.id == "chain"]
    assert [row.cells["id"] for row in chain.rows] == list(report.figures)


def withheld(report: Report, ref: str) -> bool:
    figure = report.figures[ref]
    return (figure.value, figure.why, figure.provenance.vouchers) == (None, Why.SUPPRESSED, ())


def test_small_numbers_are_shown_nowhere_but_their_sum_may_be():
    lines = (("Deltagare:I01-MIA:Försörjningsstöd", 3), ("Inskrivna:I01-MIA", -3))
    three = small.voucher("2026-09-30", "Tre", *lines, book=Book.PEOPLE, measure="i01")
    report = board.build(small.rulebook(), small.books(three), small.Q3, today=small.TODAY)
    assert withheld(report, "measure.i01.participants"), "three more than in June"
    assert withheld(report, "measure.i02.participants")
    assert withheld(report, "measure.i01.cost_per_participation")
    assert report.figures["participants"].value == 34, "eight more than in June"
    assert "för få" in text.render(report)


def test_a_total_too_small_is_said_in_words():
    report = board.build(small.rulebook(small_cell=40), small.books(), small.Q3, today=small.TODAY)
    assert withheld(report, "participants")
    assert withheld(report, "cost_per_participation")
    page = text.render(report)
    assert "Antalet deltaganden är för litet för att visas." in page
    assert "Antalet som avslutat är för litet för att visas." in page
    assert xlsx.render(report)


def test_a_difference_from_the_ledger_is_told_on_every_sheet():
    books = small.books()
    postings = books.postings.copy()
    at = postings.index[(postings["account"] == small.BANK) & (postings["year"] == 2026)][0]
    postings.loc[at, "amount"] += 1
    wrong = dataclasses.replace(books, postings=postings)
    report = board.build(small.rulebook(), wrong, small.Q3, today=small.TODAY)
    assert any("Pengar på banken" in note for note in report.notes)
    assert [f.rule for f in board.findings(small.rulebook(), wrong, small.Q3, today=small.TODAY)] == [
        "report-reconciles"
    ]
    assert board.findings(small.rulebook(), books, small.Q3, today=small.TODAY) == ()


@pytest.mark.parametrize("period", ["2024", "2025-Q1", "2026-09", "2026-01-15..2026-05-07", "2027-H1"])
def test_any_period_can_be_reported(period: str):
    report = board.build(small.rulebook(), small.books(), parse_period(period), today=small.TODAY)
    assert text.render(report)
    assert xlsx.render(report)


def test_a_new_forbund_without_budget_measures_or_vouchers_has_a_report():
    rules = dataclasses.replace(
        small.rulebook(), contributions={}, measures=(), sites=(), budgets={}, goals=(), plan=(), calendar=()
    )
    empty = Books(frame.Rows().frame(), {book: {} for book in Book}, dict.fromkeys(Book, ()), ())
    report = board.build(rules, empty, small.Q3, today=small.TODAY)
    assert report.figures["result"].value == 0
    assert report.figures["bank.previous"].why is Why.NO_SOURCE
    assert report.figures["equity.forecast.share"].unit is Unit.RATIO
    assert "Det finns ingen budget." in text.render(report)
    assert xlsx.render(report)


def test_vouchers_are_told_in_spans():
    keys = ["2026-V9", "2026-V1", "2026-V2", "2025-V7", "2026-V3", "2026-P1", "preliminär"]
    assert voucher_spans(keys) == "2026: P1; 2026: V1–V3, V9; 2025: V7; preliminär"
    assert voucher_spans([]) == ""


def test_a_workspace_without_rules_to_count_by_is_asked_for_them():
    made = incentive.build(small.rulebook(), small.books(), small.Q3, today=small.TODAY)
    (sheet,) = made.sheets
    assert "rules/unit_costs.toml" in str(sheet.sections)
    assert not made.figures
    assert text.render(made)
