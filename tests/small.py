"""A small workspace on the demo förbund's rules and charts, with a handful of vouchers: quick to make and to read."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path

from onedoor_ledger.books.load import load
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers import layout, write
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace

ROOT = Path(__file__).parent.parent
ASSOCIATION = "Samordningsförbundet Norrådalen"
BY = "Ekonom Norrådalen"
TODAY = dt.date(2026, 10, 14)
_OPTION = re.compile(r'option "name_\w+" "[^"]*"\n')

KR = 100
BANK, DEBT = "Tillgångar:Bank:Transaktionskonto", "Skulder:Rekvisition:Granåsa"


def _voucher(book: Book, day: tuple[int, int], payee: str | None, text: str, *lines: tuple[str, int]) -> Voucher:
    scale = 1 if book is Book.PEOPLE else KR
    made = tuple(Line(account, amount * scale) for account, amount in lines)
    return Voucher(book, dt.date(2026, *day), text, made, payee=payee)


FK_CLAIM, FK_INCOME = "Tillgångar:Fordran:Medlem:FK", "Intäkter:Medlemsbidrag:FK"
MIA = "Kostnader:Insatser:I01-MIA:Kommun"
FK, GRANASA = "Försäkringskassan", "Granåsa kommun"
A, P, D = Book.ASSOCIATION, Book.PARTIES, Book.PEOPLE
SPENT, OWN = "Kostnader:FK:Målgrupp:Sjukpenning", "EgetKapital:FK:EgnaMedel"
AID, ENTERED = "Deltagare:I01-MIA:Försörjningsstöd", "Inskrivna:I01-MIA"
VOUCHERS = (
    _voucher(A, (1, 15), FK, "Bidrag kvartal 1", (FK_CLAIM, 1_450_000), (FK_INCOME, -1_450_000)),
    _voucher(A, (1, 30), FK, "Inbetalt bidrag", (BANK, 1_450_000), (FK_CLAIM, -1_450_000)),
    _voucher(A, (4, 14), GRANASA, "MIA kvartal 1", (MIA, 612_400), (DEBT, -612_400)),
    _voucher(A, (4, 25), GRANASA, "Betald rekvisition", (DEBT, 612_400), (BANK, -612_400)),
    _voucher(A, (7, 14), GRANASA, "MIA kvartal 2", (MIA, 655_250), (DEBT, -655_250)),
    _voucher(A, (9, 25), "Bank", "Avgift", ("Kostnader:Kansli:Bankavgift", 125), (BANK, -125)),
    _voucher(P, (8, 31), None, "Sjukpenning för målgruppen i augusti", (SPENT, 412_300), (OWN, -412_300)),
    _voucher(D, (8, 31), None, "Inskrivna i augusti", (AID, 12), (ENTERED, -12)),
)


def small_workspace(root: Path) -> Workspace:
    """The workspace made in ``root`` with a git repository whose one commit holds it all."""
    for folder in ("rules", "importers"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy2(ROOT / ".gitattributes", root / ".gitattributes")
    for book in Book:
        folder = root / "ledger" / book.value
        folder.mkdir(parents=True)
        chart = (ROOT / "ledger" / book.value / "chart.beancount").read_text(encoding="utf-8")
        texts = {
            "main.beancount": layout.main_text(book, ASSOCIATION, year=2025),
            "chart.beancount": layout.chart_text(book, _OPTION.sub("", chart).lstrip("\n")),
            "seals.beancount": layout.seals_text(book),
        }
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    workspace = Workspace(root.resolve())
    vouchers = register(VOUCHERS, load(workspace), TODAY, BY)
    write.book(workspace, vouchers, message="", commit=False)
    git(root, "init", "--quiet", "--initial-branch=main")
    for key, value in (("user.name", BY), ("user.email", "ekonom@norradalen.example"), ("commit.gpgsign", "false")):
        git(root, "config", key, value)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Förbundet")
    return workspace


def git(folder: Path, *words: str) -> str:
    """What git says."""
    command = ["git", "-c", "core.quotePath=false", *words]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout
