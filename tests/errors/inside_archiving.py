"""Messages about a year's archive that no command can be made to say by files alone."""

from __future__ import annotations

from pathlib import Path

from onedoor_ledger.archiving import contents, persons
from onedoor_ledger.archiving.errors import ThereError, UnlockedError, UnsoundError
from onedoor_ledger.archiving.member import Member
from onedoor_ledger.books.load import load
from onedoor_ledger.books.preview import plus
from onedoor_ledger.errors import Finding, Place, Severity
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace
from tests.errors.inside_books import BY, TODAY


def unlocked(workspace: Workspace) -> None:
    raise UnlockedError(2026, ("2026-08", "2026-09", "2026-10", "2026-11", "2026-12"))


def document(workspace: Workspace) -> None:
    books = load(workspace)
    first, second = sorted(books.charts[Book.ASSOCIATION])[:2]
    meta = {"document": "2026-10-14.0123456789ab.Kvitto.pdf"}
    voucher = Voucher(Book.ASSOCIATION, TODAY, "Kaffe till mötet", (Line(first, 100), Line(second, -100)), meta=meta)
    contents.members(workspace, plus(books, register([voucher], books, TODAY, BY)), 2026)


def person_number(workspace: Workspace) -> None:
    persons.require_none([Member("rules/measures.toml", b"# Ring om 900101-0017\n")])


def path(workspace: Workspace) -> None:
    folder = workspace.reports / "2026"
    name = folder / "protokoll.pdf"
    folder.mkdir(parents=True, exist_ok=True)
    name.symlink_to(Path("..") / "utkast.pdf")
    try:
        contents.members(workspace, load(workspace), 2026)
    finally:
        name.unlink()


def there(workspace: Workspace) -> None:
    raise ThereError("reports/2025/arkiv-2025.zip")


def unsound(workspace: Workspace) -> None:
    message = _("{voucher} is not among what was locked in {month}: it has been slipped in.")
    told = message.format(voucher="2025-V561", month="2025-03")
    place = Place("ledger/association/2025/03.beancount", 41)
    raise UnsoundError([Finding("sealed-added", Severity.ERROR, told, place)])
