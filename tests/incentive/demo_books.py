"""The demo förbund's rules and books, read once for all tests that look at them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from onedoor_ledger.books import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.incentives import incentives_of
from onedoor_ledger.incentive.model import Incentives
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.workspace import Workspace

ROOT = Path(__file__).parents[2]
HALF: Period = parse_period("2026-H1")


@cache
def demo() -> tuple[Rulebook, Books]:
    workspace = Workspace.open(ROOT)
    return load_rules.load(workspace), load_books.load(workspace)


@cache
def half() -> Incentives:
    """The demo's first half year."""
    return incentives_of(*demo(), HALF)
