"""The whole demo in one call: three books and an inbox."""

from __future__ import annotations

from pathlib import Path

from examples.norradalen import association, inbox, ledger_files, parties, people
from examples.norradalen.journal import Journal
from onedoor_ledger.books import load as load_books
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.voucher import Book, Voucher
from onedoor_ledger.workspace import Workspace


def generate(root: Path) -> list[str]:
    """Write ``ledger/`` and ``inbox/`` under ``root``, where ``rules/`` and the charts are; says what it made."""
    workspace = Workspace.open(root)
    own = association.build()
    journal, reported = parties.build(association.SEED + 2)
    books = {
        Book.ASSOCIATION: own.journal.registered(),
        Book.PARTIES: _shared(workspace, journal),
        Book.PEOPLE: people.build().registered(),
    }
    for book, vouchers in books.items():
        ledger_files.write(workspace, book, vouchers)
    contents = inbox.files(own, reported)
    inbox.write(workspace.inbox, contents)
    return [*(_count(book, vouchers) for book, vouchers in books.items()), f"inbox: {len(contents)} files"]


def _shared(workspace: Workspace, journal: Journal) -> tuple[Voucher, ...]:
    """The parties' vouchers with the engine's allocations, worked out on empty books."""
    for book in Book:
        ledger_files.write(workspace, book, ())
    rules, empty = load_rules.load(workspace), load_books.load(workspace)
    return parties.with_allocations(journal.registered(), rules, empty)


def _count(book: Book, vouchers: tuple[Voucher, ...]) -> str:
    per_year = {year: sum(v.date.year == year for v in vouchers) for year in (2025, 2026)}
    return f"ledger/{book.value}: {per_year[2025]} vouchers 2025, {per_year[2026]} vouchers 2026"
