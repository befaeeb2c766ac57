"""In a workbook a section's title says what its only table is; of several each has its own title."""

from __future__ import annotations

import dataclasses
import io

import openpyxl

from onedoor_ledger.reporting import xlsx
from onedoor_ledger.reporting.model import Column, Report, Row, Section, Sheet, Table


def test_of_several_tables_in_a_section_each_has_its_title(report: Report):
    columns = (Column("a", "Vem"), Column("b", "Hur mycket", "count"))
    tables = [
        Table(f"t{n}", caption, columns, (Row({"a": "x", "b": n}),)) for n, caption in enumerate(("Ett", "Två", "Tre"))
    ]
    sections = (Section("Båda", (tables[0], tables[1])), Section("Bara den", (tables[2],)))
    made = dataclasses.replace(report, sheets=(Sheet("odd", "Blad", "", sections),))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(made))).worksheets[0]
    texts = [row[0].value for row in sheet.iter_rows() if isinstance(row[0].value, str)]
    assert [text for text in texts if text in ("Båda", "Ett", "Två", "Tre", "Bara den")] == [
        "Båda",
        "Ett",
        "Två",
        "Bara den",
    ]
