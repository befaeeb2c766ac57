"""A file is what it holds, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from onedoor_ledger.formats import sniff
from tests.formats.camt_files import V2, statement
from tests.formats.sie_files import PAYROLL, sie
from tests.formats.test_skv import file as skattekonto
from tests.formats.workbooks import workbook

TABLE = b"Insats;Belopp\nI01;100\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (sie(PAYROLL), "sie4"),
        (sie("\n  " + PAYROLL), "sie4"),
        (statement(), "camt053"),
        (b"\xef\xbb\xbf\r\n" + statement(version=V2), "camt053"),
        (skattekonto(), "skv"),
        (workbook([["a"]]), "xlsx"),
        (TABLE, "csv"),
        (b"", None),
        (b"\x89PNG\r\n\x1a\n\x00\x00", None),
        (b"<Invoice/>", None),
        (b"Hej,\nhur st\xc3\xa5r det till?\n", None),
    ],
)
def test_by_content_alone(content: bytes, kind: str | None):
    assert sniff.kind(content, "fil") == kind


@pytest.mark.parametrize("name", ["lon.csv", "lon.xml", "lon.txt", "lon"])
def test_a_misleading_name_does_not_matter(name: str):
    assert sniff.kind(sie(PAYROLL), name) == "sie4"
    assert sniff.kind(statement(), name) == "camt053"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"<!DOCTYPE html><html>", "bokforing.se", "sie4"),
        (b"<html><table>", "kontoutdrag.xls", "xlsx"),
        (b"<html><table>", "sida.html", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gammal.xls", "xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "brev.doc", None),
        (b"PK\x03\x04", "skadad.xlsx", "xlsx"),
        ("Insats;Belopp\nFörsta;1\n".encode("cp437"), "gammal.csv", "csv"),
        (TABLE, "anteckning.md", None),
        (b"PK\x03\x04", "bilder.zip", None),
    ],
)
def test_the_name_chooses_who_explains(content: bytes, name: str, kind: str | None):
    assert sniff.kind(content, name) == kind


def test_the_files_of_others(samples: Path):
    wanted = {"sie4": "sie4", "skatteverket": "skv", "agency": "xlsx", "camt": "camt053"}
    for folder, kind in wanted.items():
        for path in (samples / folder).iterdir():
            if path.suffix.lower() in {".se", ".si", ".skv", ".xlsx"} or "camt053.v" in path.name:
                assert sniff.kind(path.read_bytes(), path.name) == kind, path.name
