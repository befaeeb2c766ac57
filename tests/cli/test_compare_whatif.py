"""``onedoor share PERIOD --with RULEFILE``: another key's effect, with nothing touched."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import write
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace
from tests.cli.conftest import Run
from tests.small import BY, TODAY

GROSS, REIMBURSED = "Kostnader:Granåsa:Ingång:Brutto", "Kostnader:Granåsa:Ingång:ErsattAvFörbundet"
OWN = "EgetKapital:Granåsa:EgnaMedel"
EVENT_10 = 46_250_000
"""750 000 kr less förbundets 287 500 (bookkeeping.md section 3, event 10), in öre."""
PARTIES = ("granasa", "af", "fk", "norrvidd", "ssc")


@pytest.fixture
def door(workspace: Workspace) -> Workspace:
    """The small workspace with a quarter's costs of the front door."""
    lines = (Line(GROSS, 75_000_000), Line(REIMBURSED, -28_750_000), Line(OWN, -EVENT_10))
    cost = Voucher(Book.PARTIES, dt.date(2026, 9, 30), "Ingången kvartal 3", lines, payee="Granåsa kommun")
    vouchers = register((cost,), load(workspace), TODAY, BY)
    write.book(workspace, vouchers, message="Ingången", commit=True)
    return workspace


@pytest.fixture
def equal(door: Workspace) -> Path:
    """The front door's rule with equal parts instead of the agreed weights, in a file beside the workspace."""
    text = (door.rules / "keys.toml").read_text(encoding="utf-8")
    (own,) = [row for row in re.split(r"(?m)^(?=\[\[rule\]\])", text) if 'id = "ingangen"' in row]
    row = re.sub(r"(?m)^key = .*\nweights = .*$", f'key = "equal"\nparticipants = {json.dumps(PARTIES)}', own)
    assert row != own
    path = door.root / "lika.toml"
    path.write_text(row, encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path): path.read_bytes() for path in files if ".onedoor" not in path.parts}


def test_each_party_sees_today_the_other_key_and_the_difference(inside: Run, equal: Path):
    before = contents(equal.parent)
    done = inside("share", "2026-Q3", "--with", str(equal), "-f", "json")
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)["figures"]
    today = [figures[f"share.ingangen.{party}"]["value"] for party in PARTIES]
    other = [figures[f"other.ingangen.{party}"]["value"] for party in PARTIES]
    difference = [figures[f"difference.ingangen.{party}"]["value"] for party in PARTIES]
    assert today == [21_275_000, 11_100_000, 5_550_000, 5_550_000, 2_775_000]
    assert other == [9_250_000] * 5
    assert difference == [b - a for a, b in zip(today, other, strict=True)]
    assert sum(difference) == 0
    assert contents(equal.parent) == before


def test_in_words(inside: Run, equal: Path):
    told = inside("share", "2026-Q3", "--with", str(equal)).stdout
    assert "Tänk om: en annan nyckel för juli–september 2026" in told
    assert "Statens servicecenter skulle bära 65 000 kronor mer".replace("65 000", "65\xa0000") in told
    assert "lika.toml" in told


def test_as_a_workbook(inside: Run, equal: Path, tmp_path: Path):
    done = inside("share", "2026-Q3", "--with", str(equal), "-f", "xlsx", "--out", str(tmp_path / "ut"))
    assert done.exit_code == 0, done.output
    (path,) = (tmp_path / "ut").iterdir()
    (sheet,) = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets
    rows = {row[0].value: row[3].value for row in sheet.iter_rows()}
    assert rows["Granåsa kommun"] == -120_250


def test_booked_already_or_not_is_the_same(inside: Run, equal: Path):
    before = inside("share", "2026-Q3", "--with", str(equal)).stdout
    assert inside("share", "2026-Q3", "--write").exit_code == 0
    assert inside("share", "2026-Q3", "--with", str(equal)).stdout == before


def test_it_cannot_be_written(inside: Run, equal: Path):
    before = contents(equal.parent)
    done = inside("share", "2026-Q3", "--with", str(equal), "--write")
    assert done.exit_code == 2
    assert "--write" in done.stderr
    assert contents(equal.parent) == before


def test_wrong_rules_are_told_as_those_of_the_workspace_are(inside: Run, equal: Path):
    text = equal.read_text(encoding="utf-8")
    equal.write_text(text.replace('"ssc"', '"scc"').replace("agreement", "agrement"), encoding="utf-8")
    done = inside("share", "2026-Q3", "--with", str(equal))
    assert done.exit_code == 1
    assert "lika.toml:" in done.stderr
    assert "scc" in done.stderr
    assert "agrement" in done.stderr
    assert "keys.toml" not in done.stderr


def test_another_rule_for_the_same_account_is_an_overlap(inside: Run, equal: Path):
    text = equal.read_text(encoding="utf-8").replace('id = "ingangen"', 'id = "annan"')
    equal.write_text(text, encoding="utf-8")
    done = inside("share", "2026-Q3", "--with", str(equal))
    assert done.exit_code == 1
    assert "lika.toml:" in done.stderr


def test_no_such_file_ends_with_2(inside: Run, door: Workspace):
    assert inside("share", "2026-Q3", "--with", str(door.root / "ingen.toml")).exit_code == 2


def test_all_keys_stand_side_by_side_in_the_workbook(inside: Run, door: Workspace, tmp_path: Path):
    done = inside("share", "2026-Q3", "-f", "xlsx", "--out", str(tmp_path / "ut"))
    assert done.exit_code == 0, done.output
    (path,) = (tmp_path / "ut").iterdir()
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["Nycklar sida vid sida"]
    (granasa, *_more) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Granåsa kommun"]
    assert granasa[1:5] == (212_750, 92_500, 462_500, 115_625)
