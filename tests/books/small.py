"""The smallest förbund there is: three books with a handful of accounts each, in a git repository of its own."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

from onedoor_ledger.books.load import load
from onedoor_ledger.voucher import Archived, Book, Line, Voucher
from onedoor_ledger.vouchers import layout
from onedoor_ledger.vouchers.archive import document_name
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace

TODAY = dt.date(2026, 10, 14)
BY = "Ekonom Liten"
BANK, MIA, DEBT = "Tillgångar:Bank:Transaktionskonto", "Kostnader:Insatser:I01-MIA", "Skulder:Rekvisition:Granåsa"

CHARTS = {
    Book.ASSOCIATION: f"""\
2024-12-31 open {BANK} SEK
  konto: "1941"
2024-12-31 open Tillgångar:Fordran:Medlem:AF SEK
  konto: "1512"
  party: "af"
2024-12-31 open {DEBT} SEK
  konto: "2424"
  party: "granasa"
2024-12-31 open {MIA} SEK
  konto: "4533"
  measure: "i01"
2024-12-31 open Intäkter:Medlemsbidrag:AF SEK
  konto: "3511"
  party: "af"
""",
    Book.PARTIES: """\
2024-12-31 open Kostnader:Granåsa:Ingång:Brutto SEK
  party: "granasa"
2024-12-31 open EgetKapital:Granåsa:EgnaMedel SEK
  party: "granasa"
2024-12-31 open Skulder:AF:Avräkning:Granåsa SEK
  party: "af"
2024-12-31 open Kostnader:AF:Ingång:Andel SEK
  party: "af"
""",
    Book.PEOPLE: """\
2024-12-31 open Deltagare:I01-MIA:Försörjningsstöd PERSONER
  measure: "i01"
2024-12-31 open Inskrivna:I01-MIA PERSONER
  measure: "i01"
""",
}


def small(folder: Path, *, git: bool = True) -> Workspace:
    """Make it in ``folder``, with nothing booked."""
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "association.toml").write_text("", encoding="utf-8")
    for book in Book:
        place = folder / "ledger" / book.value
        place.mkdir(parents=True)
        write(place / "main.beancount", layout.main_text(book, "Samordningsförbundet Liten", year=2025))
        write(place / "chart.beancount", layout.chart_text(book, CHARTS[book]))
        write(place / "seals.beancount", layout.seals_text(book))
    if git:
        run_git(folder, "init", "--quiet")
        run_git(folder, "config", "user.name", "Liten")
        run_git(folder, "config", "user.email", "liten@example.org")
        commit_all(folder, "start")
    return Workspace.open(folder)


def write(path: Path, text: str) -> None:
    """Write as the product does: UTF-8, LF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def run_git(folder: Path, *arguments: str) -> str:
    """What git says."""
    done = subprocess.run(("git", "-C", str(folder), *arguments), check=True, capture_output=True)
    return done.stdout.decode()


def commit_all(folder: Path, message: str) -> None:
    """Commit everything there is."""
    run_git(folder, "add", "--all")
    run_git(folder, "commit", "--quiet", "--message", message)


def requisition(day: dt.date = dt.date(2026, 9, 30), amount: int = 640_000_00, **meta: str) -> Voucher:
    """Granåsa's requisition for MIA."""
    lines = (Line(MIA, amount), Line(DEBT, -amount, {"reference": "2026:31"}))
    return Voucher(
        Book.ASSOCIATION, day, "Rekvisition MIA", lines, payee="Granåsa kommun", meta={"service": "2026-Q3", **meta}
    )


def payment(day: dt.date = dt.date(2026, 10, 2), amount: int = 640_000_00, **meta: str) -> Voucher:
    """Its payment."""
    return Voucher(Book.ASSOCIATION, day, "Betalning", (Line(DEBT, amount), Line(BANK, -amount)), meta=meta)


def entered(day: dt.date = dt.date(2026, 9, 30), persons: int = 5) -> Voucher:
    """Persons who entered MIA."""
    lines = (Line("Deltagare:I01-MIA:Försörjningsstöd", persons), Line("Inskrivna:I01-MIA", -persons))
    return Voucher(Book.PEOPLE, day, "Inskrivna i MIA", lines)


def document(content: bytes = b"Insats;Belopp\r\nMIA;640000\r\n", name: str = "Rekvisition Q3.csv") -> Archived:
    """A source document as it arrived."""
    return Archived(name, content, TODAY)


def documented(voucher: Voucher, archived: Archived) -> Voucher:
    """The voucher with ``archived`` as its source document."""
    from dataclasses import replace

    return replace(voucher, meta={**voucher.meta, "document": document_name(archived)})


def registered(workspace: Workspace, *vouchers: Voucher, today: dt.date = TODAY) -> tuple[Voucher, ...]:
    """The vouchers with the numbers they get in ``workspace``."""
    return register(vouchers, load(workspace), today, BY)
