"""Files made to harm, or merely broken: each costs a message and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats import camt, errors, limits, package, sie4, skv, sniff, xml
from onedoor_ledger.formats.table import read_csv, read_xlsx
from tests.formats.camt_files import entry, ocr, payment, statement
from tests.formats.sie_files import PAYROLL, sie
from tests.formats.test_skv import file as skattekonto
from tests.formats.workbooks import repacked, saved, workbook

GOOD = workbook([["Insats", "Belopp"], ["I01", 1]])
SHEET = "xl/worksheets/sheet1.xml"


def read(content: bytes) -> object:
    return read_xlsx(content, "fil.xlsx", header=("Insats", "Belopp"), sheet=None)


def sheet_with(cell: str) -> bytes:
    data = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>Insats</t></is></c></row>{cell}</sheetData></worksheet>'
    )
    return repacked(GOOD, {SHEET: data.encode()})


def test_a_workbook_that_unpacks_beyond_bounds():
    bomb = repacked(GOOD, {"xl/media/image1.png": b"\0" * (limits.RATIO_FROM + 1)})
    assert len(bomb) < 100_000
    with pytest.raises(errors.WorkbookBombError):
        read(bomb)


def test_a_workbook_larger_than_any_bound(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1000)
    with pytest.raises(errors.WorkbookBombError):
        read(GOOD)


def test_a_workbook_of_too_many_parts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_MEMBERS", 3)
    with pytest.raises(errors.WorkbookBombError):
        read(GOOD)


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_cell_at_the_end_of_the_world(quote: str):
    far = f'<row r="1048576"><c r={quote}XFD1048576{quote}><v>1</v></c></row>'
    with pytest.raises(errors.WorkbookBombError):
        read(sheet_with(far))


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="2"><c r="C2999999999991"><v>1</v></c></row>',
        '<row r="99999999999"><c><v>1</v></c></row>',
        '<row r="2"><c a=">" b r="XFD1048576"><v>1</v></c></row>',
        '<row r="2"><c r="&#88;FD1048576"><v>1</v></c></row>',
    ],
)
def test_references_no_program_writes(cell: str):
    """The first of these made the reader ask for 200 GB and end the process."""
    with pytest.raises(errors.NotWorkbookError):
        read(sheet_with(cell))


def test_cells_without_references_are_counted_where_they_fall():
    with pytest.raises(errors.WorkbookBombError):
        read(sheet_with('<row r="1048575"/><row><c a=">" r="ZZ1048576"><v>1</v></c><c><v>1</v></c></row>'))


def test_a_sheet_in_an_encoding_that_hides_its_cells():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good:
        data = good.read(SHEET).decode().encode("utf-16")
    with pytest.raises(errors.NotWorkbookError):
        read(repacked(GOOD, {SHEET: data}))


def test_a_sheet_under_another_name_is_looked_at_too():
    far = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(errors.WorkbookBombError):
        read(repacked(GOOD, {"xl/elsewhere.bin": far}))


def test_an_empty_styled_cell_far_away_does_no_harm():
    with pytest.raises(errors.HeaderMissingError):
        read(sheet_with('<row r="1048576"><c r="XFD1048576" s="1"/></row>'))


def test_a_size_that_lies():
    """The directory says the part is small; the bytes say otherwise."""
    bomb = bytearray(repacked(GOOD, {"xl/media/image1.png": b"\0" * 2_000_000}))
    size = (2_000_000).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(errors.NotWorkbookError):
        read(bytes(bomb))


def test_a_file_larger_than_any_export(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    for reader in (read, lambda c: sie4.read(c, "x"), lambda c: skv.read(c, "x"), lambda c: xml.parse(c, "x")):
        with pytest.raises(errors.FileTooLargeError):
            reader(b"x" * 11)
    with pytest.raises(errors.FileTooLargeError):
        read_csv(b"x" * 11, "x", header=("a",), encoding=None, delimiter=None)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", errors.NotWorkbookError),
        (b"Insats;Belopp\n", errors.NotWorkbookError),
        (b"PK\x03\x04", errors.NotWorkbookError),
        (GOOD[:-200], errors.NotWorkbookError),
        (GOOD.replace(b"xl/workbook.xml", b"xl/werkbook.xml"), errors.NotWorkbookError),
        (b"\n <html><table><tr><td>x</td></tr></table></html>", errors.HtmlWorkbookError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, errors.OldWorkbookError),
    ],
)
def test_what_is_no_workbook(content: bytes, kind: type):
    with pytest.raises(kind):
        read(content)


def test_another_zip_is_no_workbook():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert not package.is_workbook(written.getvalue())
    with pytest.raises(errors.NotWorkbookError):
        read(written.getvalue())


def test_links_to_other_workbooks_are_never_followed():
    book = openpyxl.Workbook()
    book.active.append(["Insats", "Belopp"])
    book.active.append(["I01", "=[1]Blad1!A1"])
    linked = repacked(saved(book), {"xl/externalLinks/_rels/externalLink1.xml.rels": b"<Relationships/>"})
    table = read(linked)
    assert table.rows[0].cells == {"Insats": "I01", "Belopp": ""}


def test_a_laughing_document_is_refused_at_once():
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(errors.XmlDoctypeError):
        xml.parse(f'<!DOCTYPE a [<!ENTITY l0 "ha">{lol}]><a>&l9;</a>'.encode(), "x.xml")


def test_xml_nested_beyond_reason():
    with pytest.raises(errors.XmlError):
        xml.parse(b"<a>" * 100_000, "x.xml")


SEEDS = (
    sie(PAYROLL),
    statement(entry("9.00", payment("9.00", ocr("1", "4.00"), ocr("2", "5.00"))), closing="1009.00"),
    skattekonto(),
    "Insats;Belopp\n”a”;1 000,00\n".encode(),
    GOOD,
)


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A good file with bytes changed, cut out or doubled; or any bytes at all."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=300))
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _times in range(draw(st.integers(min_value=1, max_value=4))):
        at = draw(st.integers(min_value=0, max_value=max(0, len(content) - 1)))
        length = draw(st.integers(min_value=0, max_value=20))
        content[at : at + length] = draw(
            st.one_of(st.binary(max_size=12), st.just(bytes(content[at : at + 2 * length])))
        )
    return bytes(content)


@settings(max_examples=300)
@given(spoiled(), st.sampled_from(["x.se", "x.si", "x.xml", "x.skv", "x.csv", "x.xlsx", "x.xls", "x", "å\n.txt"]))
def test_whatever_arrives_is_read_or_explained(content: bytes, name: str):
    header = ("Insats", "Belopp")
    assert sniff.kind(content, name) in {*sniff.KINDS, None}
    for reader in (
        lambda: sie4.read(content, name),
        lambda: camt.read(content, name),
        lambda: skv.read(content, name),
        lambda: read_csv(content, name, header=header, encoding=None, delimiter=None),
        lambda: read_xlsx(content, name, header=header, sheet=None),
    ):
        told = explanation(reader)
        assert told is None or name in told


def explanation(reader: Callable[[], object]) -> str | None:
    """What the user is told, None when the file was read."""
    try:
        reader()
    except UserError as error:
        return error.text()
    return None


@pytest.mark.parametrize(
    "far",
    [
        '<row r="99999"><c r="B99999"><v>1</v></c><c r="AZ99999"><v>1</v></c></row>',
        '<row r="9999"><c r="SH9999"><v>1</v></c></row>',
        '<row r="299999"><c r="Q299999"><v>1</v></c></row>',
        '<row r="999999"><c r="F999999"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="XFD1048576"><v>1</v></c></row>',
        '<x:row r="1048576"><x:c r="XFD1048576"><v>1</v></x:c></x:row><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c\nr="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_cell_just_beyond_or_hidden_before_a_near_one_is_seen(far: str):
    with pytest.raises(errors.WorkbookBombError):
        read(sheet_with(far))
