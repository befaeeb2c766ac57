"""``report incentive`` of the demo's third quarter, and what the board's first page says of it, word by word."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from onedoor_ledger.books import preview
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import board, incentive, text, xlsx
from onedoor_ledger.reporting import json as as_json
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.texts import language
from tests.demo.conftest import TODAY, Quarter

GOLDEN = Path(__file__).parent / "golden"
Q3 = parse_period("2026-Q3")
MEMBERS = ("fk", "af", "norrvidd", "granasa", "kvarnsund")
PARTS = ("contribution", "shared", "inkind", "passthrough", "relief", "cashable", "net")


@pytest.fixture(scope="module")
def shared(rules: Rulebook, quarter: Quarter) -> Books:
    """With the quarter's door shared too, as ``onedoor quarter`` leaves them."""
    with language("sv"):
        return preview.plus(quarter.books, allocate(rules, quarter.books, Q3, today=TODAY))


@pytest.fixture(scope="module")
def report(rules: Rulebook, shared: Books) -> Report:
    with language("sv"):
        return incentive.build(rules, shared, Q3, today=TODAY)


def test_the_report_is_the_golden_one(report: Report, golden: Callable[[str, Path], None]):
    golden(text.render(report), GOLDEN / "incentive.txt")


def test_the_board_reads_the_same(rules: Rulebook, shared: Books, golden: Callable[[str, Path], None]):
    front = board.build(rules, shared, Q3, today=TODAY)
    page = text.render(front).split("\n4 Vad varje part")[1].split("\n7 Att besluta")[0]
    golden(f"4 Vad varje part{page}", GOLDEN / "board_calculated.txt")


def test_every_id_of_the_contract_is_there_with_where_it_comes_from(report: Report):
    wanted = {f"incentive.{member}.{part}" for member in (*MEMBERS, "municipalities_together") for part in PARTS}
    wanted |= {"incentive.society.net", *(f"sidepayment.{who}" for who in ("fk", "norrvidd", "granasa"))}
    assert wanted <= report.figures.keys()
    assert all(ref == figure.id and ref.isascii() for ref, figure in report.figures.items())
    relief = report.figures["incentive.granasa.relief"].provenance
    assert any(key.startswith("2026-D") for key in relief.vouchers)
    assert any(rule.startswith("rules/unit_costs.toml [") for rule in relief.rules)
    assert any(rule.startswith("rules/effects.toml [") for rule in relief.rules)
    assert report.figures["incentive.granasa.contribution"].provenance.vouchers


def test_the_figures_add_up(report: Report):
    values = {ref: figure.value for ref, figure in report.figures.items()}
    purses = {ref.split(".")[1] for ref in values if ref.endswith(".putin")} - {"society"}
    assert sum(values[f"incentive.{purse}.net"] for purse in purses) == values["incentive.society.net"]
    assert sum(value for ref, value in values.items() if ref.startswith("sidepayment.")) == 0
    for purse in purses:
        own = {part: values[f"incentive.{purse}.{part}"] for part in PARTS}
        put_in = own["contribution"] + own["shared"] + own["inkind"]
        assert own["net"] == own["relief"] - put_in + own["passthrough"]


def test_the_region_loses_and_side_payments_mend_it(report: Report):
    values = {ref: figure.value for ref, figure in report.figures.items()}
    assert values["incentive.norrvidd.net"] < 0
    assert values["sidepayment.norrvidd"] == -values["incentive.norrvidd.net"]
    assert values["incentive.society.net"] > 0


def test_json_has_the_figures(report: Report):
    made = json.loads(as_json.render(report))
    assert "incentive.society.net" in json.dumps(made)


def test_the_first_page_is_still_one(rules: Rulebook, shared: Books, tmp_path: Path, soffice: str, pdftotext: str):
    made = board.build(rules, shared, Q3, today=TODAY)
    page = dataclasses.replace(made, sheets=made.sheets[:1])
    (tmp_path / "front.xlsx").write_bytes(xlsx.render(page))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "front.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    told = subprocess.run([pdftotext, "-layout", "front.pdf", "-"], cwd=tmp_path, check=True, capture_output=True)
    first, *rest = told.stdout.decode().split("\f")
    assert rest == [""]
    for title in ("3 Insatser", "4 Vad varje part", "5 Vad som bara", "6 Hur säkra", "7 Att besluta", "Avsnitt 1–3"):
        assert title in first
    assert "###" not in first
