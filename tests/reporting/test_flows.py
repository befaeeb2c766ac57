"""The page on flows: its figures, its picture, and that a small count shows nowhere on it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from onedoor_ledger.reporting import flows, html, json, text, xlsx
from onedoor_ledger.reporting.flow_picture import svg
from onedoor_ledger.reporting.model import Figure, Flow, FlowEnd, FlowLink, Report, Table, Why
from onedoor_ledger.rulebook.model import Rulebook, Statistic
from onedoor_ledger.rulebook.model.incentive import IncentiveRules
from onedoor_ledger.voucher import Book, Voucher
from tests.accounts import small
from tests.incentive.test_passages import statistic
from tests.incentive.test_shifts import COSTS

GOLDEN = Path(__file__).parent / "golden"
AID, SICK, WORK = "Deltagare:I01-MIA:Försörjningsstöd", "Deltagare:I01-MIA:Sjukpenning", "Avslutade:I01-MIA:Arbete"
ENOUGH = small.voucher("2026-09-30", "Deltagare", (AID, 7), (SICK, -7), book=Book.PEOPLE, service="2026-Q3")
FEW = small.voucher("2026-09-30", "Deltagare", (AID, 3), (SICK, -3), book=Book.PEOPLE, service="2026-Q3")
COUNTED = (
    statistic("persons-followed", {"granasa": 120, "fk": 30}),
    statistic("persons-three-payers", {"granasa": 18, "fk": 2}),
)


def rules(*statistics: Statistic) -> Rulebook:
    return dataclasses.replace(
        small.rulebook(), incentive=IncentiveRules(unit_costs=COSTS), statistics=(*COUNTED, *statistics)
    )


def make(*vouchers: Voucher) -> Report:
    return flows.build(rules(), small.books(*vouchers), small.Q3, today=small.TODAY)


@pytest.fixture(scope="module")
def report() -> Report:
    return make(ENOUGH)


@pytest.fixture(scope="module")
def few() -> Report:
    return make(FEW)


def picture(report: Report) -> Flow:
    return next(b for sheet in report.sheets for s in sheet.sections for b in s.blocks if isinstance(b, Flow))


def test_the_page_in_text(report: Report, golden: Callable[[str, Path], None]):
    golden(text.render(report), GOLDEN / "flows.txt")


def test_the_contracts_ids(report: Report):
    found = set(report.figures)
    for part in ("before", "after", "kept", "saved", "new"):
        assert {f"{part}.state_appropriation", f"{part}.total"} <= found
    assert "shift.state_appropriation.municipalities_together" in found
    assert {"stock.aid", "entered.aid", "left.aid", "moved.sickness.aid", "moved.total"} <= found
    assert all(figure.id == ref and ref.isascii() for ref, figure in report.figures.items())
    assert report.figures["moved.sickness.aid"].value == 7
    assert report.figures["moved.sickness.aid"].provenance.vouchers


def test_the_figures_hold_the_identities(report: Report):
    value = {ref: figure.value for ref, figure in report.figures.items()}
    for purse in ("state_appropriation", "municipalities_together", "total"):
        assert value[f"before.{purse}"] == value[f"kept.{purse}"] + value[f"saved.{purse}"] + value[f"pushed.{purse}"]
        assert value[f"after.{purse}"] == value[f"kept.{purse}"] + value[f"new.{purse}"] + value[f"taken.{purse}"]
        assert value[f"apparent.{purse}"] == value[f"saved.{purse}"] + value[f"pushed.{purse}"]
    tables = {b.id: b for sheet in report.sheets for s in sheet.sections for b in s.blocks if isinstance(b, Table)}
    assert {row.cells["holds"] for row in tables["identities"].rows} == {"ja"}


def test_a_small_count_and_what_was_made_of_it_is_nowhere(few: Report):
    gone = few.figures["moved.sickness.aid"]
    assert gone.value is None
    assert gone.why is Why.SUPPRESSED
    assert gone.provenance.vouchers == ()
    resting = ("before.state_appropriation", "shift.state_appropriation.municipalities_together", "before.total")
    for ref in (*resting, "bounce.changes", "bounce.index", "passage.state_appropriation.municipalities"):
        assert few.figures[ref].why is Why.SUPPRESSED, ref
    assert not [link for link in picture(few).links if link.start == "from-sickness"]
    words = re.sub(r"\s+", " ", text.render(few))
    assert "Alla kassor: före − efter" not in words
    assert few.figures["three_payers.fk.share"].why is Why.SUPPRESSED, "two of thirty"
    assert few.figures["three_payers.granasa.share"].value == Fraction(3, 20)


def test_where_a_count_is_not_shown_the_projection_has_no_digit(few: Report, report: Report):
    """Not even how many moves there are too few of: 18 moves with 7 of them known would be told by the sum."""

    def said(page: Report) -> str:
        sheet = next(sheet for sheet in page.sheets if sheet.id == "flows_projection")
        return " ".join(str(block) for section in sheet.sections for block in section.blocks)

    assert "18 byten" in said(report)
    assert said(few) == "Ingen framskrivning: den skulle vila på antal som är för små för att visas."
    assert not [ref for ref in few.figures if ref.startswith("projection.")]


def test_every_number_of_persons_on_the_page_is_a_figure(few: Report):
    """What is withheld as a figure can then not be written beside it."""
    tables = [b for sheet in few.sheets for s in sheet.sections for b in s.blocks if isinstance(b, Table)]
    for table in tables:
        counts = [column.key for column in table.columns if column.format == "count"]
        assert all(row.cells.get(k) is None or isinstance(row.cells[k], Figure) for row in table.rows for k in counts)


def test_nobody_moved_and_nobody_counted():
    bare = dataclasses.replace(small.rulebook(), incentive=IncentiveRules())
    books = small.books()
    quiet = flows.build(bare, books, small.parse_period("2027-Q1"), today=dt.date(2027, 4, 14))
    assert "Inga byten" in text.render(quiet)
    assert flows.companion(quiet) is None
    unpriced = flows.build(bare, books, small.Q3, today=small.TODAY)
    assert "unit_costs.toml" in text.render(unpriced)
    assert unpriced.figures["three_payers.share"].why is Why.NO_SOURCE


def test_every_surface_shows_it(report: Report):
    name, page = flows.companion(report) or ("", report)
    assert name == "floden-2026-Q3.html"
    whole = html.render(page)
    assert "<svg" in whole
    assert "<script" not in whole
    assert "http" not in whole.replace("http://www.w3.org/2000/svg", "")
    assert '"moved.sickness.aid"' in json.render(report)
    assert xlsx.render(report) == xlsx.render(report)


def test_the_workbook_points_at_the_page_beside_it(report: Report, tmp_path: Path):
    path = tmp_path / "floden.xlsx"
    path.write_bytes(xlsx.render(report))
    sheet = openpyxl.load_workbook(path)["Flöden mellan försörjningar"]
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["floden-2026-Q3.html"]


def test_the_picture_is_read_without_eyes_and_without_colours(report: Report):
    drawn = svg(picture(report))
    tree = ET.fromstring(drawn)
    space = "{http://www.w3.org/2000/svg}"
    assert tree.get("role") == "img"
    named = {element.get("id") for element in tree if element.get("id")}
    assert set((tree.get("aria-labelledby") or "").split()) == named
    texts = [element.text for element in tree.iter(f"{space}text")]
    assert {"Sjukpenning", "Försörjningsstöd", "Arbete"} <= set(texts)
    assert all(path.find(f"{space}title") is not None for path in tree.iter(f"{space}path"))
    assert drawn == svg(picture(report))


def test_the_bands_fill_the_ends():
    ends = (FlowEnd("a", "A & <B>", "x"), FlowEnd("b", "B", "y")), (FlowEnd("c", "C", "x"), FlowEnd("d", "D", "y"))
    links = FlowLink("a", "c", 5), FlowLink("a", "d", 7), FlowLink("b", "d", 9)
    flow = Flow("flow", "T", "D", *ends, links, (("x", "X"), ("y", "Y")), "p.html")
    tree = ET.fromstring(svg(flow))
    bars = [float(bar.get("height") or 0) for bar in tree.iter("{http://www.w3.org/2000/svg}rect") if not bar.get("rx")]
    assert bars == [240, 180, 100, 320]
    assert "A & <B>" in [element.text for element in tree.iter("{http://www.w3.org/2000/svg}text")]
