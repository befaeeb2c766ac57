"""Tables found by their header, in text and workbooks, and refused where reading on would be guessing."""

from __future__ import annotations

import csv
import datetime as dt
import io
from itertools import pairwise
from pathlib import Path

import pytest

from onedoor_ledger.errors import Place
from onedoor_ledger.formats import errors, persons
from onedoor_ledger.formats.records import Table
from onedoor_ledger.formats.table import read_csv, read_xlsx
from onedoor_ledger.formats.values import amount, count
from onedoor_ledger.privacy import PersonReason
from tests.formats.workbooks import workbook

COLUMNS = ("Insats", "Belopp")
TEXT = "Rekvisition kvartal 3;;\n\nRef;Insats;Belopp\n2026:31;Första steget – åäö;612 400,00\n2026:32;IPS;−50,00\n"


def read(
    content: str | bytes,
    *,
    header: tuple[str, ...] = COLUMNS,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Table:
    data = content.encode() if isinstance(content, str) else content
    return read_csv(data, "rekv.csv", header=header, encoding=encoding, delimiter=delimiter)


def test_a_table_under_a_preamble():
    table = read(TEXT)
    assert (table.header, table.header_row, table.preamble) == (
        ("Ref", "Insats", "Belopp"),
        3,
        ("Rekvisition kvartal 3",),
    )
    assert [(r.row, dict(r.cells)) for r in table.rows] == [
        (4, {"Ref": "2026:31", "Insats": "Första steget – åäö", "Belopp": "612 400,00"}),
        (5, {"Ref": "2026:32", "Insats": "IPS", "Belopp": "−50,00"}),
    ]


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16")]
)
def test_the_encoding_is_found(encoding: str, told: str):
    table = read(TEXT.replace("−", "-").encode(encoding))
    assert (table.encoding, table.rows[0].cells["Insats"]) == (told, "Första steget – åäö")


def test_a_named_encoding_is_obeyed():
    content = TEXT.replace("−", "-").replace("–", "-").encode("cp437")
    assert read(content, encoding="cp437").rows[0].cells["Insats"] == "Första steget - åäö"
    for wrong in (None, "utf-8", "klingon"):
        with pytest.raises(errors.EncodingError):
            read(content, encoding=wrong)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_the_one_that_gives_the_header(delimiter: str):
    written = io.StringIO()
    rows = [["Ref", "Insats", "Belopp"], ["1", 'a;b,c\t"d"', "1 000,50"]]
    csv.writer(written, delimiter=delimiter).writerows(rows)
    assert list(read(written.getvalue()).rows[0].cells.values()) == ["1", 'a;b,c "d"', "1 000,50"]


def test_spaces_case_and_line_breaks_in_headers_do_not_matter():
    table = read('"INSATS ";"Begärt\nbelopp";Belopp\n1;2;3\n', header=("Insats", "Begärt belopp"))
    assert (table.header, table.rows[0].row) == (("Insats", "Begärt belopp", "Belopp"), 3)


def test_spaces_of_every_kind_become_one():
    assert read("Insats;Belopp\n\u00a0 a\u202f b\u2009;1\u00a0000\n").rows[0].cells == {
        "Insats": "a b",
        "Belopp": "1 000",
    }


def test_short_rows_are_filled_and_empty_ones_passed_over():
    assert [r.row for r in read("Insats;Belopp;Text\na;1\n;;\n \nb;2;c;\n").rows] == [2, 5]


def test_a_column_without_a_title_is_kept_so_that_it_can_be_searched():
    table = read("Insats;Belopp;\na;1;901010-2383\n")
    assert table.header == ("Insats", "Belopp", "#3")
    assert persons.trace(table).reason is PersonReason.NUMBER_CELL


def test_persons_above_the_table_are_found():
    assert persons.trace(read("Avser 901010-2383\nInsats;Belopp\na;1\n")).column == ""
    assert persons.trace(read("Insats;Belopp\na;1\n")) is None


def test_columns_of_the_same_name():
    assert read("Insats;Belopp;Text;Text\na;1;b;c\n").header == ("Insats", "Belopp", "Text", "Text #4")
    with pytest.raises(errors.DuplicateColumnError):
        read("Insats;Belopp;Belopp\na;1;2\n")


def test_a_missing_header_names_what_is_missing_and_the_file():
    with pytest.raises(errors.HeaderMissingError) as error:
        read("Insats;Summa\na;1\n")
    assert error.value.missing == ("Belopp",)
    assert error.value.text().startswith("rekv.csv: Ingen rad i filen har kolumnerna ”Belopp”.")


def test_a_header_is_never_recognised_by_a_part_of_it():
    """Lunar's Transaktions-ID was once taken for Nordea's Transaktion."""
    with pytest.raises(errors.HeaderMissingError):
        read("Datum,Tid,Titel,Belopp,Balans,Transaktions-ID\n", header=("Datum", "Transaktion"))


@pytest.mark.parametrize(
    ("content", "kind", "row"),
    [
        ("Insats,Belopp\na,1,50\n", errors.RaggedRowError, 2),
        ("Insats;Belopp\n", errors.EmptyTableError, 1),
        ('Insats;Belopp\na;1\n"b;2\nc;3\n', errors.CsvQuoteError, 3),
        ("<html><table><tr><td>Insats", errors.HtmlWorkbookError, None),
        (b"Insats;Belopp\n\x00;1", errors.EncodingError, None),
        (b"Insats;Belopp\n\x81;1", errors.EncodingError, None),
        ("", errors.HeaderMissingError, None),
    ],
)
def test_what_is_wrong_is_refused(content: str | bytes, kind: type, row: int | None):
    with pytest.raises(kind) as error:
        read(content)
    assert error.value.place == Place("rekv.csv", row)


def test_a_workbooks_cells_become_text():
    content = workbook(
        [
            ["Rekvisition"],
            [],
            ["Insats", "Belopp", "Dag", "Antal"],
            ["I01", 612400.0, dt.date(2026, 9, 30), 7],
            ["I05", 0.1 + 0.2, dt.datetime(2026, 9, 30, 12, 15), True],  # noqa: DTZ001
            ["I06", 1e15, None, "1\u00a0234"],
        ]
    )
    table = read_xlsx(content, "rekv.xlsx", header=COLUMNS, sheet=None)
    assert (table.sheet, table.header_row, table.preamble, table.encoding) == ("Blad1", 3, ("Rekvisition",), "")
    assert [list(r.cells.values()) for r in table.rows] == [
        ["I01", "612400", "2026-09-30", "7"],
        ["I05", "0.3", "2026-09-30 12:15:00", "TRUE"],
        ["I06", "1000000000000000", "", "1 234"],
    ]
    place = Place("rekv.xlsx", 4)
    assert amount(table.rows[0].cells["Belopp"], decimal=",", place=place) == 61240000
    assert count(table.rows[0].cells["Antal"], place=place) == 7


def test_the_sheet_that_has_the_table_is_found():
    content = workbook([["Läs mig"]], [["Insats", "Belopp"], ["I01", 1]])
    assert read_xlsx(content, "x.xlsx", header=COLUMNS, sheet=None).sheet == "Blad2"
    with pytest.raises(errors.HeaderMissingError):
        read_xlsx(content, "x.xlsx", header=COLUMNS, sheet="Blad1")
    with pytest.raises(errors.SheetMissingError, match="”Blad1”, ”Blad2”"):
        read_xlsx(content, "x.xlsx", header=COLUMNS, sheet="Kvartal")


@pytest.mark.parametrize(
    ("name", "header", "rows", "value"),
    [
        ("ohalsotal_2024_11_06.xlsx", ("År", "Månad", "Ohälsotalet"), 108, "22.3"),
        ("sjukpenningtal_2024_11_06.xlsx", ("År", "Månad", "Sjukpenningtal 1.0"), 756, "10.3"),
        ("pagaende_sjukfall_diagnos_2024_11_06.xlsx", ("År", "Andel pågående sjukfall (%)"), 144, "100"),
    ],
)
def test_forsakringskassans_own_workbooks(name: str, header: tuple[str, ...], rows: int, value: str, samples: Path):
    """Another reader sees one cell of these files and no error."""
    table = read_xlsx((samples / "agency" / name).read_bytes(), name, header=header, sheet=None)
    assert (table.sheet, len(table.rows), table.rows[0].cells[header[-1]]) == ("tabell", rows, value)
    assert persons.trace(table) is None


@pytest.mark.parametrize(("start", "rows"), [("nordea_test_PLUSGIRO", 46), ("nordea_test_SPARKONTO", 3)])
def test_nordeas_own_files_and_their_unbroken_chain(start: str, rows: int, samples: Path):
    (path,) = (samples / "bank_csv").glob(f"{start}*.csv")
    table = read_csv(
        path.read_bytes(), path.name, header=("Bokföringsdag", "Belopp", "Saldo"), encoding=None, delimiter=None
    )
    assert (table.encoding, len(table.rows)) == ("utf-8", rows)
    balance_by_day: list[tuple[int, int]] = []
    moved = 0
    for row in reversed(table.rows):
        place = Place(path.name, row.row)
        moved += amount(row.cells["Belopp"], decimal=",", place=place)
        if row.cells["Saldo"]:
            balance_by_day.append((amount(row.cells["Saldo"], decimal=",", place=place), moved))
    assert all(later[0] - earlier[0] == later[1] - earlier[1] for earlier, later in pairwise(balance_by_day))


def test_population_tables_keep_leading_zeros(samples: Path):
    content = (samples / "kommun" / "folkmangd_kommun_2021.derived.csv").read_bytes()
    table = read_csv(content, "x.csv", header=("kommunkod", "folkmangd_31dec"), encoding=None, delimiter=None)
    assert table.rows[0].cells["kommunkod"] == "0114"
    assert sum(count(r.cells["folkmangd_31dec"], place=Place("x.csv", r.row)) for r in table.rows) == 10_452_326
