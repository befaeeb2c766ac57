"""Names and files that mean harm, or that somebody still writes to."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.intake import source
from onedoor_ledger.intake.errors import FileChangedError
from onedoor_ledger.routines.errors import FileNameError
from onedoor_ledger.routines.receiving import safe_name
from onedoor_ledger.voucher import Archived
from onedoor_ledger.vouchers.archive import document_name
from onedoor_ledger.vouchers.text import _DOCUMENT
from onedoor_ledger.workspace import Workspace

DAY = dt.date(2026, 10, 14)
HOSTILE = (
    "../../.git/hooks/pre-commit",
    "..\\..\\rules\\keys.toml",
    "/etc/passwd",
    "C:\\Windows\\System32\\con",
    "CON.csv",
    "nul",
    "COM¹.xlsx",
    "lpt9.tar.gz",
    "fil.csv:ström",
    "fil.csv. . .",
    ".git",
    "..",
    "rek\u202exslx.exe",
    "rek\u0000.csv",
    "e\u0301" * 300 + ".csv",
    "å" * 400,
    "x." + "y" * 400,
    "a\nb.csv",
    "\ud800.csv",
    "~$bok.xlsx",
    "-rf.csv",
    "<script>.csv",
)
NAMES = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=300))
RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in "0123456789¹²³")}


def assert_safe(name: str) -> None:
    assert name == Path(name).name
    assert name not in {"", ".", ".."}
    assert name[0] != "."
    assert name[-1] not in ". "
    assert not set(name) & set('/\\<>:"|?*')
    assert name.isprintable()
    assert len(name.encode()) <= 240
    assert name.partition(".")[0].strip().casefold() not in RESERVED


@given(NAMES)
def test_an_archive_name_is_safe_whatever_arrived(name: str):
    kept = document_name(Archived(name, b"x", DAY))
    assert kept.isascii()
    assert kept.startswith("2026-10-14.2d711642b726.")
    assert _DOCUMENT.fullmatch(kept)
    assert_safe(kept)


@given(NAMES)
def test_a_name_in_the_inbox_is_safe_whatever_was_sent(name: str):
    try:
        kept = safe_name(name)
    except FileNameError:
        return
    assert_safe(kept)
    assert safe_name(kept) == kept


def test_an_honest_name_stays_as_it_is():
    for name in ("övergångar-2026-q3.csv", "Rekvisition Q3 (rättad).xlsx", "lon-2026-09.si", "konsol.csv"):
        assert safe_name(name) == name


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "inbox" / "rekvisition.csv"
    path.parent.mkdir()
    path.write_bytes(b"a;b\n1;2\n")
    real = os.fstat

    def growing(handle: int) -> os.stat_result:
        found = real(handle)
        with path.open("ab") as file:
            file.write(b"3;4\n")
        return found

    monkeypatch.setattr(source.os, "fstat", growing)
    with pytest.raises(FileChangedError, match="ändrades medan den lästes"):
        source.read(Workspace(tmp_path), path, today=DAY)


def test_a_file_that_goes_away_is_told(tmp_path: Path):
    with pytest.raises(FileChangedError):
        source.read(Workspace(tmp_path), tmp_path / "borta.csv", today=DAY)


def test_a_document_imported_again_has_the_name_it_arrived_under(tmp_path: Path):
    kept = tmp_path / "ledger" / "documents" / "2026-10-14.2d711642b726.granasa-malgrupp.csv"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"x")
    found = source.read(Workspace(tmp_path), kept, today=DAY)
    assert (found.name, found.document) == ("granasa-malgrupp.csv", kept.name)
