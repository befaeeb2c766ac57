"""The workbook looked into with openpyxl, and opened by LibreOffice."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import subprocess
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.reporting import xlsx
from onedoor_ledger.reporting.model import Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.workbook.measure import folded, text_px
from onedoor_ledger.reporting.workbook.numbers import number_format
from tests.reporting.conftest import make


@pytest.fixture(scope="module")
def content(report: Report) -> bytes:
    return xlsx.render(report)


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(content))


def parts(content: bytes, pattern: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name).decode() for name in sorted(archive.namelist()) if re.fullmatch(pattern, name)]


def test_the_same_report_gives_the_same_bytes(content: bytes):
    assert xlsx.render(make()) == content


def test_every_sheet_is_ready_to_print(book: openpyxl.Workbook):
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # one is the format's own default
        assert sheet.print_title_rows, sheet.title
        assert sheet.freeze_panes, sheet.title
        assert "Samordningsförbundet Småland" in sheet.oddFooter.left.text
        assert "juli–september 2026" in sheet.oddFooter.center.text
        assert "&P" in sheet.oddFooter.right.text
        assert not sheet.merged_cells.ranges
        assert isinstance(sheet["A1"].value, str)
    assert book.worksheets[0].page_setup.fitToHeight in (None, 1)
    assert book["Verifieringskedja"].page_setup.fitToHeight == 0


def test_the_workbook_says_what_it_is(book: openpyxl.Workbook):
    assert book.properties.title == "Styrelserapport juli–september 2026 – Samordningsförbundet Småland (påhittat)"
    assert book.properties.created == dt.datetime(2026, 10, 14, 12)  # noqa: DTZ001 - as openpyxl reads it
    assert book.properties.language == "sv-SE"
    assert {p.name: p.value for p in book.custom_doc_props.props} == {"period": "2026-Q3", "rules": "sha256:5ma11"}
    assert book.sheetnames[0] == "Läget på en sida"
    assert len(book.sheetnames) == 13


def test_every_table_is_a_real_one_with_a_header(book: openpyxl.Workbook):
    names = [name for sheet in book.worksheets for name in sheet.tables]
    assert {"t_front_measures", "t_budget", "t_reconciliation", "t_chain"} <= set(names)
    assert len(names) == len(set(names))


def test_every_chart_has_words(content: bytes):
    drawings = parts(content, r"xl/drawings/drawing\d+\.xml")
    charts = parts(content, r"xl/charts/chart\d+\.xml")
    alt = [text for drawing in drawings for text in re.findall(r'<xdr:cNvPr [^>]*descr="([^"]+)"', drawing)]
    assert len(alt) == len(charts) == 6
    assert all("apel" in text for text in alt)


def test_a_total_is_a_formula_with_its_value(content: bytes, book: openpyxl.Workbook, report: Report):
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    formulas = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas += 1
                    summed = sum(v[0].value or 0 for v in sheet[cell.value[5:-1]])
                    assert values[sheet.title][cell.coordinate].value == pytest.approx(summed, abs=0.001)
    assert formulas >= 10


@pytest.mark.parametrize("evil", ["=1+1", "+46 8 123", "-cmd", "@SUM(A1)", "=HYPERLINK(A1)", "{=1}"])
def test_a_text_never_becomes_a_formula(report: Report, evil: str):
    table = Table("evil", evil, (Column("a", evil), Column("b", "tal", "kr")), (Row({"a": evil, "b": 1}),))
    sheet = Sheet("evil", "Ont", evil, (Section(evil, (evil, table)),), foot=evil)
    content = xlsx.render(dataclasses.replace(report, sheets=(report.sheets[0], sheet), notes=(evil,)))
    for part in parts(content, r"xl/worksheets/sheet[12]\.xml"):
        assert re.findall(r"<f>(?!SUM\()", part) == []
    opened = openpyxl.load_workbook(io.BytesIO(content))["Ont"]
    assert all(cell.data_type != "f" for row in opened.iter_rows() for cell in row)
    quoted = [c for row in opened.iter_rows() for c in row if c.value == evil and c.quotePrefix]
    assert quoted or evil == "{=1}"


def test_a_title_no_tab_may_hold_still_names_its_sheet(report: Report):
    sheet = Sheet("odd", "Vem? [A/B]: 2026*", "", ())
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(dataclasses.replace(report, sheets=(sheet,)))))
    assert book.sheetnames[0] == "Vem A B 2026"


def test_an_ampersand_in_a_name_commands_no_footer(report: Report):
    content = xlsx.render(dataclasses.replace(report, association="Hand & Hjärta"))
    assert "Hand &amp;&amp; Hjärta" in parts(content, r"xl/worksheets/sheet1\.xml")[0]


def test_a_draft_is_marked_on_every_page(draft: Report):
    for part in parts(xlsx.render(draft), r"xl/worksheets/sheet\d+\.xml"):
        assert "UTKAST" in part


@pytest.mark.parametrize(
    ("value", "format", "expected"),
    [
        (123_456_700, "kr", r'#\ ###\ ##0;"−"#\ ###\ ##0;0'),
        (-34_000_000, "tkr", '0,;"−"0,;0'),
        (-4_000, "tkr", "0,;0,;0"),
        (100_000, "tkr_diff", '"+"0,;"−"0,;0'),
        (5, "count", '0;"−"0;0'),
        (123_450, "ore", r'#\ ##0.00;"−"#\ ##0.00;0'),
    ],
)
def test_a_number_carries_its_own_spaces(value: int, format: str, expected: str):
    assert number_format(value, format) == expected


@given(st.text(alphabet="abc ÅWil", max_size=200), st.integers(40, 400))
def test_folding_keeps_every_word_and_the_width(text: str, width: int):
    lines = folded(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(text_px(line) <= width or " " not in line.strip() for line in lines)


def test_libreoffice_prints_it_and_the_first_page_is_one(content: bytes, tmp_path: Path, soffice: str, pdftotext: str):
    (tmp_path / "board.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "board.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    pages = subprocess.run(
        [pdftotext, "-layout", "board.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.split("\f")
    assert "Läget på en sida, juli–september 2026" in pages[0]
    assert "7 Att besluta och viktiga datum" in pages[0]
    assert "Avsnitt 1–3 kommer ur bokföringen." in pages[0]
    assert "Bidrag från medlemmar" in pages[1]
    assert "###" not in "".join(pages)


def test_the_chain_of_evidence_is_read_on_screen_and_takes_no_paper(report: Report):
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(report)))
    chain = book["Verifieringskedja"]
    assert chain.max_row > 100
    assert chain.print_area.endswith("$3")
