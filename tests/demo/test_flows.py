"""The demo's page on flows, cold: what a board member reads of January–September 2026."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import flows, text
from onedoor_ledger.reporting.model import Report, Table
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import language
from tests.demo.conftest import TODAY, Quarter

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def report(rules: Rulebook, quarter: Quarter) -> Report:
    with language("sv"):
        return flows.build(rules, quarter.books, parse_period("2026-Q3"), today=TODAY)


def test_the_page(report: Report, golden: Callable[[str, Path], None]):
    golden(text.render(report), GOLDEN / "flows.txt")


def test_fks_fall_is_mostly_granasas_rise(report: Report):
    """The demo's story: what the state ceases to pay in I03 turns up as försörjningsstöd."""
    shift = report.figures["shift.state_appropriation.granasa"].value
    pushed = report.figures["pushed.state_appropriation"].value
    assert isinstance(shift, int)
    assert isinstance(pushed, int)
    assert shift > pushed / 2 > 0


def test_everything_agrees_and_nothing_is_withheld(report: Report):
    assert all(figure.value is not None for figure in report.figures.values())
    tables = {b.id: b for sheet in report.sheets for s in sheet.sections for b in s.blocks if isinstance(b, Table)}
    assert {row.cells["holds"] for row in tables["identities"].rows} == {"ja"}
    assert "projection_months" in tables
