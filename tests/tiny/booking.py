"""Booking in the tiny förbund as the engine does it: registered, written, committed."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Sequence
from pathlib import Path

from onedoor_ledger.books.load import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Archived, Book, Line, Voucher
from onedoor_ledger.vouchers import write
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace
from tests.tiny.build import BY, TODAY

BANK = "Tillgångar:Bank:Transaktionskonto"
OBSERVATION = "Skulder:Interim:Observation"
M01 = "Kostnader:Insatser:M01:Kommun"
STORBY_DEBT = "Skulder:Rekvisition:Storby"
ACCRUED = "Skulder:Interim:UpplupenInsatskostnad"
OWN_MEANS = "EgetKapital:Storby:EgnaMedel"
DOOR = "Kostnader:Storby:Ingång:Brutto"


def voucher(
    day: str,
    *lines: tuple[str, int],
    book: Book = Book.ASSOCIATION,
    text: str = "Händelse",
    flag: str = "*",
    **meta: str,
) -> Voucher:
    """A voucher of ``(account, öre)`` lines."""
    made = tuple(Line(account, amount) for account, amount in lines)
    return Voucher(book, dt.date.fromisoformat(day), text, made, flag=flag, meta=meta)


def book(workspace: Workspace, *vouchers: Voucher, archive: Sequence[Archived] = ()) -> tuple[Voucher, ...]:
    """Register, write and commit."""
    registered = register(vouchers, load_books(workspace), TODAY, BY)
    write.book(workspace, registered, archive, message="test", commit=True)
    return registered


def opened(workspace: Workspace) -> tuple[Rulebook, Books]:
    """The rules and the books as they now are."""
    return load_rules(workspace), load_books(workspace)


def edit(path: Path, old: str, new: str) -> None:
    """Change a file by hand, as nobody should."""
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def commit(workspace: Workspace) -> None:
    """Commit whatever has been changed by hand."""
    git = ["git", "-C", str(workspace.root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run([*git, "commit", "-qam", "för hand"], check=True)
