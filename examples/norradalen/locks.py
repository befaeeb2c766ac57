"""The months that are locked: each as ``onedoor close`` would have locked it, in its turn, in all three books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from beancount.parser import parser

from examples.norradalen.journal import BY
from onedoor_ledger.books import load as load_books
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.close import seal_files
from onedoor_ledger.vouchers.sealing import Sealed, by_month, seal
from onedoor_ledger.workspace import Workspace

LOCKED = "2025-01-01..2026-07-31"
"""What is locked when the treasurer sits down on 14 October 2026; August and September wait for the quarter."""

AFTER = dt.timedelta(days=25)
"""So long after its end a month is locked, or on the day its last voucher is registered if that is later."""


def lock(workspace: Workspace, rules: Rulebook) -> str:
    """Lock the months in the books as written; says how many."""
    entries = dict(load_books.load(workspace).entries)
    decided = {rule.version: rule.decided for rule in rules.sharing}
    months = tuple(parse_period(LOCKED).months())
    made: list[Sealed] = []
    for month in months:
        today = _locked_on(month, tuple(entries.values()))
        for book in Book:
            links = seal(book, entries[book], [month.name], decided, today=today, by=BY)
            said = "".join(link.directive for link in links)
            entries[book] = (*entries[book], *parser.parse_string(said)[0])
            made += links
    for name, content in seal_files(workspace, made).items():
        path = workspace.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return f"seals: {len(months)} months"


def _locked_on(month: Period, books: Sequence[Sequence[Any]]) -> dt.date:
    """The day all of the month's vouchers are registered, in every book."""
    own = [entry for entries in books for entry in by_month(entries, [month.name])[month.name]]
    registered = (dt.date.fromisoformat(str(entry.meta["registered"])) for entry in own)
    return max((month.end + AFTER, *registered))
