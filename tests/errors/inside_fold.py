"""What folding says, where a command of the gallery would need a path of its own."""

from __future__ import annotations

import sys
from unittest import mock

from onedoor_ledger.fold.profile import find, parse
from onedoor_ledger.fold.run import fold
from onedoor_ledger.formats import folded
from onedoor_ledger.workspace import Workspace

HEAD = "Personnummer;Utbetalningsdag;Förmån;Belopp\n"
ROW = "191212121212;2026-09-25;Sjukpenning;100,00\n"


def _fold(workspace: Workspace, text: str | bytes, name: str = "lista.csv") -> None:
    path = workspace.root / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    try:
        fold(path, find("fk-utbetalningar"))
    finally:
        path.unlink()


def profile(workspace: Workspace) -> None:
    parse(b'kind = "spending"\n[columns]\nperson = "Personnummer"\n', "vår-lista")


def workbook(workspace: Workspace) -> None:
    with mock.patch.dict(sys.modules, {"python_calamine": None, "onedoor_ledger.formats.sheets": None}):
        _fold(workspace, b"PK\x03\x04", "lista.xlsx")


def encoding(workspace: Workspace) -> None:
    _fold(workspace, HEAD.encode() + b"\x81\x8d\n")


def cell(workspace: Workspace) -> None:
    _fold(workspace, HEAD + ROW.replace("100,00", "hundra"))


def word(workspace: Workspace) -> None:
    _fold(workspace, HEAD + ROW.replace("Sjukpenning", "Kalle Karlsson"))


def too_small(workspace: Workspace) -> None:
    _fold(workspace, HEAD + ROW)


def no_whole_year(workspace: Workspace) -> None:
    path = workspace.root / "lista.csv"
    head = "Personnummer;Från och med;Till och med;Försörjning\n"
    path.write_text(head + "191212121212;2026-03-01;2026-05-31;Sjukpenning\n", encoding="utf-8")
    try:
        fold(path, find("forlopp"))
    finally:
        path.unlink()


def changed(workspace: Workspace) -> None:
    folded.prove(
        folded.stamped([], b"Period;Antal\r\n2026-09;7\r\n").replace(b";7", b";8"), "inbox/granasa-2026-09.csv"
    )
