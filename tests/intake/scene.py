"""The scene of the intake tests: a workspace without vouchers, and what August left open."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from onedoor_ledger.books import preview
from onedoor_ledger.books.model import Books
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import layout, text
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
TODAY = dt.date(2026, 10, 14)
BY = "Ekonom Norrådalen"
_OPTION = re.compile(r'option "name_\w+" "[^"]*"\n')

BANK, TAX = "Tillgångar:Bank:Transaktionskonto", "Tillgångar:Fordran:Skattekonto"
EQUITY = "EgetKapital:Ingående"
MOVES_PROFILE = """
title = "Övergångar per kommun och kön"
kind = "transitions"
format = "csv"
sender = "{sender}"
filename = "{filename}"
decimal = ","
dates = "%Y-%m-%d"
[columns]
period = "Period"
measure = "Insats"
municipality = "Kommun"
sex = "Kön"
from = "Från"
to = "Till"
persons = "Antal"
"""
MOVES_HEADER = "Period;Insats;Kommun;Kön;Från;Till;Antal\n"
MOVES = (
    "2026-Q3;I01;Granåsa;Kvinna;Ny;Försörjningsstöd;9",
    "2026-Q3;I01;Granåsa;Man;Ny;Försörjningsstöd;3",
    "2026-Q3;I01;Tallhed;Man;Ny;Försörjningsstöd;2",
    "2026-Q3;I02;Kvarnsund;Alla;Ny;Försörjningsstöd;4",
    "2026-Q3;I03;Alla;;Ny;Försörjningsstöd;1",
)
"""Rows of a file with kommun and sex, four of them too few."""


def make(root: Path) -> Workspace:
    """A workspace with the demo's rules and charts and no vouchers."""
    for folder in ("rules", "importers"):
        shutil.copytree(ROOT / folder, root / folder)
    for book in Book:
        folder = root / "ledger" / book.value
        folder.mkdir(parents=True)
        chart = (ROOT / "ledger" / book.value / "chart.beancount").read_text(encoding="utf-8")
        texts = {
            "main.beancount": layout.main_text(book, "Samordningsförbundet Norrådalen", year=2025),
            "chart.beancount": layout.chart_text(book, _OPTION.sub("", chart).lstrip("\n")),
            "seals.beancount": layout.seals_text(book),
        }
        for name, content in texts.items():
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
    return Workspace(root.resolve())


def voucher(
    day: str, narration: str, *lines: tuple[str, int] | tuple[str, int, dict[str, str]], **meta: str
) -> Voucher:
    """A voucher in the association's book; amounts in öre."""
    made = tuple(Line(line[0], line[1], *line[2:]) for line in lines)
    return Voucher(Book.ASSOCIATION, dt.date.fromisoformat(day), narration, made, meta=meta)


AUGUST = (
    voucher("2026-01-01", "IB", (BANK, 518700000), (TAX, 2300000), (EQUITY, -521000000)),
    voucher(
        "2026-07-15",
        "Avisering",
        ("Tillgångar:Fordran:Medlem:Tallhed", 9191950, {"reference": "062026034"}),
        ("Intäkter:Medlemsbidrag:Tallhed", -9191950),
        service="2026-Q3",
    ),
    voucher(
        "2026-08-25",
        "Lön augusti",
        ("Kostnader:Kansli:Löner", 3181680),
        ("Skulder:Personal:Källskatt", -1485000),
        ("Skulder:Personal:Arbetsgivaravgift", -1696680),
    ),
)


def booked(books: Books, vouchers: Sequence[Voucher]) -> Books:
    """The books with ``vouchers`` registered today."""
    return preview.plus(books, register(vouchers, books, TODAY, BY))


def rendered(vouchers: Sequence[Voucher], books: Books) -> str:
    """The vouchers as they would stand in the ledger."""
    return "\n".join(text.render(v) for v in register(vouchers, books, TODAY, BY))
