"""Persons' ways between payers become four counts a year, and nothing else of them leaves."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from onedoor_ledger.fold.errors import FoldCellError, FoldNoWholeYearError, FoldTooSmallError, FoldWordError
from onedoor_ledger.fold.profile import find
from onedoor_ledger.fold.run import Folded, fold
from onedoor_ledger.formats import folded
from tests.fold.test_fold import number

HEAD = "Personnummer;Från och med;Till och med;Försörjning"
AID, SICK, ACTIVITY, FUND = "Försörjningsstöd", "Sjukpenning", "Aktivitetsstöd", "Arbetslöshetsersättning"


def row(n: int, start: str, end: str, support: str) -> str:
    return f"{number(n)};{start};{end};{support}"


def made(folder: Path, *rows: str) -> Folded:
    path = folder / "lista.csv"
    path.write_bytes("".join(f"{line}\r\n" for line in (HEAD, *rows)).encode())
    return fold(path, find("forlopp"))


def counts(found: Folded) -> dict[tuple[str, str], int]:
    table = found.content.decode("utf-8-sig").split("\r\n\r\n", 1)[1]
    return {
        (line["År"], line["Mått"]): int(line["Antal"]) for line in csv.DictReader(io.StringIO(table), delimiter=";")
    }


MANY = tuple(
    line
    for n in range(6)
    for line in (
        row(n, "2024-01-01", "2024-04-30", AID),
        row(n, "2024-05-01", "2024-08-31", SICK),
        row(n, "2024-09-01", "2025-03-31", ACTIVITY),
    )
)
"""Six who went between three payers in 2024, and ended in 2025."""
ONE = tuple(row(n, "2024-01-01", "2024-06-30", AID) for n in range(10, 22))
"""Twelve who had one payer and ended in 2024."""
BACK = tuple(row(n, "2024-12-01", "2025-02-28", AID) for n in range(10, 15))
"""Five of them came back within a year."""
STILL = tuple(row(n, "2024-01-01", "", FUND) for n in range(30, 36))
"""Six who are there yet."""
LATEST = row(99, "2026-01-31", "", AID)


def test_four_counts_a_year(tmp_path: Path):
    found = made(tmp_path, *MANY, *ONE, *BACK, *STILL, LATEST)
    told = counts(found)
    assert told["2024", "Personer som följts"] == 6 + 12 + 6
    assert told["2024", "Med tre eller fler betalare"] == 6
    assert told["2024", "Försörjning som upphört"] == 12
    assert told["2024", "Tillbaka inom tolv månader"] == 5
    assert ("2025", "Försörjning som upphört") not in told, "those who ended in December cannot be seen back yet"
    assert found.persons == 25
    folded.prove(found.content, "granasa-forlopp.csv")


def test_nothing_of_a_person_and_no_payer_leaves(tmp_path: Path):
    text = made(tmp_path, *MANY, *ONE, *BACK, *STILL, LATEST).content.decode("utf-8-sig")
    for n in (0, 10, 30):
        assert number(n) not in text
    assert AID not in text
    assert "Försäkringskassan" not in text


def test_a_break_of_a_month_is_none_and_every_spelling_is_one_person(tmp_path: Path):
    short = [row(n, "2024-07-20", "2025-12-31", AID) for n in range(10, 22)]
    spelt = [line.replace("-", "", 1) for line in ONE]
    told = counts(made(tmp_path, *spelt, *short, *STILL, LATEST))
    assert ("2024", "Försörjning som upphört") not in told, "nobody's support ended"
    assert told["2024", "Personer som följts"] == 18


def test_what_is_left_over_is_a_count_too(tmp_path: Path):
    """Ten of thirteen would tell of three."""
    rows = [row(n, "2024-01-01", "2024-05-31", AID) for n in range(13)]
    rows += [row(n, "2024-06-01", "2024-12-31", SICK) for n in range(10)]
    rows += [row(n, "2025-01-01", "2025-12-31", ACTIVITY) for n in range(10)]
    rows += [row(n, "2024-06-01", "2024-12-31", FUND) for n in range(10)]
    assert ("2024", "Personer som följts") not in counts(made(tmp_path, *rows))
    with pytest.raises(FoldTooSmallError):
        made(tmp_path, *rows[:2], row(0, "2025-01-01", "2025-12-31", AID))


def test_those_whose_support_did_not_end_are_a_count_too(tmp_path: Path):
    """Thirteen followed and ten of them ended would tell of the three still there."""
    ended = [row(n, "2024-01-01", "2024-05-31", AID) for n in range(10)]
    still = [row(n, "2024-01-01", "2026-12-31", AID) for n in range(10, 13)]
    told = counts(made(tmp_path, *ended, *still))
    assert told["2024", "Personer som följts"] == 13
    assert ("2024", "Försörjning som upphört") not in told


def test_what_is_wrong_is_told_without_the_cell(tmp_path: Path):
    for line, error in (
        (row(1, "2024-01-01", "2023-01-01", AID), FoldCellError),
        (row(1, "i våras", "", AID), FoldCellError),
        (row(1, "2024-01-01", "", "Kalle Karlsson"), FoldWordError),
        (row(1, "2024-03-01", "2024-06-30", AID), FoldNoWholeYearError),
    ):
        with pytest.raises(error) as told:
            made(tmp_path, line)
        assert number(1) not in told.value.text()
        assert "Kalle" not in told.value.text()
