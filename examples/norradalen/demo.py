"""The whole demo in one call: three books and an inbox."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from examples.norradalen import association, events, inbox, ledger_files, locks, parties, people
from onedoor_ledger.books import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.voucher import Book, Voucher
from onedoor_ledger.vouchers.layout import CHART_FILE
from onedoor_ledger.workspace import Workspace


def generate(root: Path) -> list[str]:
    """Write ``ledger/`` and ``inbox/`` under ``root``, where ``rules/`` and the charts are; says what it made."""
    workspace = Workspace.open(root)
    rules = load_rules.load(workspace)
    own = association.build(rules)
    journal, reported = parties.build(association.SEED + 2)
    books = {
        Book.ASSOCIATION: own.journal.registered(),
        Book.PARTIES: parties.with_allocations(journal.registered(), rules, _empty(workspace)),
        Book.PEOPLE: people.build(rules).registered(),
    }
    for book, vouchers in books.items():
        ledger_files.write(_folder(workspace, book), book, vouchers)
    locked = locks.lock(workspace, rules)
    contents = inbox.files(own, reported)
    inbox.write(workspace.inbox, contents)
    _examples(workspace, root / "examples" / "events")
    return [*(_count(book, vouchers) for book, vouchers in books.items()), locked, f"inbox: {len(contents)} files"]


def _empty(workspace: Workspace) -> Books:
    """The books with their charts and nothing in them: what the engine's allocation starts from."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Workspace(Path(folder).resolve())
        for book in Book:
            target = _folder(copy, book)
            target.mkdir(parents=True)
            shutil.copy(_folder(workspace, book) / CHART_FILE, target)
            ledger_files.write(target, book, ())
        return load_books.load(copy)


def _examples(workspace: Workspace, folder: Path) -> None:
    """The twelve events as a book of their own, on the association's chart."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_folder(workspace, Book.ASSOCIATION) / CHART_FILE, folder / CHART_FILE)
    ledger_files.write(folder, Book.ASSOCIATION, events.build().registered(until=dt.date.max))


def _folder(workspace: Workspace, book: Book) -> Path:
    return workspace.main_file(book.value).parent


def _count(book: Book, vouchers: tuple[Voucher, ...]) -> str:
    per_year = {year: sum(v.date.year == year for v in vouchers) for year in (2025, 2026)}
    return f"ledger/{book.value}: {per_year[2025]} vouchers 2025, {per_year[2026]} vouchers 2026"
