"""The demo förbund as it lies in the repository, and as it is once the inbox is imported and the quarter accrued."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from onedoor_ledger.books import load as load_books
from onedoor_ledger.books import preview
from onedoor_ledger.books.model import Books
from onedoor_ledger.intake import accruals, batch
from onedoor_ledger.intake.model import Batch
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import language
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.workspace import Workspace

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 10, 14)
REPORTING_DATE = dt.date(2026, 9, 30)


@dataclass(frozen=True)
class Quarter:
    """What the quarter's run sees: the batch, the accruals, and the books with both."""

    batch: Batch
    accruals: tuple[Voucher, ...]
    books: Books


@dataclass(frozen=True)
class Sums:
    """Sums of the association's accounts in öre, debit positive."""

    postings: pd.DataFrame

    def of(self, prefix: str, since: str, until: str) -> int:
        """Account ``prefix``, or all under it, between two days inclusive."""
        frame = self.postings
        own = (frame["account"] == prefix) | frame["account"].str.startswith(f"{prefix}:")
        inside = (frame["date"] >= since) & (frame["date"] <= until)
        return int(frame.loc[own & inside & (frame["book"] == "association"), "amount"].sum())

    def balance(self, prefix: str, day: str) -> int:
        """What stands on it at the end of ``day``."""
        return self.of(prefix, "2025-01-01", day)


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    return Workspace.open(ROOT)


@pytest.fixture(scope="session")
def rules(workspace: Workspace) -> Rulebook:
    return load_rules.load(workspace)


@pytest.fixture(scope="session")
def books(workspace: Workspace) -> Books:
    return load_books.load(workspace)


@pytest.fixture(scope="session")
def quarter(workspace: Workspace, rules: Rulebook, books: Books) -> Quarter:
    with language("sv"):
        found = batch.prepare(workspace, rules, books, sorted(workspace.inbox.iterdir()), today=TODAY)
        imported = preview.plus(books, found.vouchers)
        accrued = accruals.accrue(rules, imported, REPORTING_DATE, today=TODAY)
    return Quarter(found, accrued, preview.plus(imported, accrued))


@pytest.fixture(scope="session")
def booked(books: Books) -> Sums:
    return Sums(books.postings)


@pytest.fixture(scope="session")
def closed(quarter: Quarter) -> Sums:
    return Sums(quarter.books.postings)
