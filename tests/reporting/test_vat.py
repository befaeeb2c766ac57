"""Momsersättning as a report: the demo's third quarter once its inbox is imported, and the year 2025."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import text, vat, xlsx
from onedoor_ledger.reporting.json import render as as_json
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.routines import importing
from onedoor_ledger.routines.job import Opened, silent
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.texts import language
from onedoor_ledger.workspace import Workspace

GOLDEN = Path(__file__).parent / "golden"
TODAY = dt.date(2026, 10, 14)


@pytest.fixture(scope="module")
def opened() -> Opened:
    """The demo as it is once its inbox is imported."""
    workspace = Workspace(Path(__file__).parents[2])
    with language("sv"):
        there = Opened(workspace, load_rules(workspace), load(workspace))
        found = importing.prepare(there, importing.inbox(workspace), today=TODAY, progress=silent)
        return there.plus(found.vouchers, today=TODAY, by="Ekonom Norrådalen")[0]


def made(opened: Opened, period: str) -> Report:
    rules = replace(opened.rules, digest="sha256:demo")
    return vat.build(rules, opened.books, parse_period(period), today=TODAY)


def test_the_third_quarter_is_event_seven(opened: Opened, golden: Callable[[str | bytes, Path], None]):
    report = made(opened, "2026-Q3")
    values = {id_: figure.value for id_, figure in report.figures.items()}
    assert values["vat.input"] == 44_120_37
    assert values["vat.claim"] == values["vat.claim.difference"] == 44_120_00
    assert values["vat.rounding"] == 37
    assert values["vat.claim.booked"] == values["vat.claim.paid"] == 0
    golden(text.render(report), GOLDEN / "vat-2026-Q3.txt")


def test_the_yearly_statement(opened: Opened, golden: Callable[[str | bytes, Path], None]):
    report = made(opened, "2025")
    paid = [report.figures[f"vat.2025-q{n}.paid"].value for n in (1, 2, 3, 4)]
    assert paid == [52_735_00, 57_502_00, 31_728_00, 63_041_00]
    assert report.figures["vat.unclaimed"].value == 0
    golden(text.render(report), GOLDEN / "vat-2025.txt")


def test_2026_is_claimed_but_for_the_quarter_that_just_ended(opened: Opened):
    figures = made(opened, "2026").figures
    tkr = [round(value / 100_000) for n in (1, 2) if isinstance(value := figures[f"vat.2026-q{n}.claimed"].value, int)]
    assert tkr == [58, 71]
    assert figures["vat.unclaimed"].value == 44_120_37


@pytest.mark.parametrize("period", ["2025", "2026-Q3"])
def test_it_is_a_workbook_and_json_too(opened: Opened, period: str):
    report = made(opened, period)
    assert xlsx.render(report) == xlsx.render(report)
    whole = json.loads(as_json(report))
    assert {row["cells"]["voucher"] for row in whole["tables"]["chain_vouchers"]["rows"]} >= set(
        whole["figures"]["vat.input" if period != "2025" else "vat.booked"]["vouchers"]
    )
