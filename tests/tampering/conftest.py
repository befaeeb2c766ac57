"""A small förbund locked to the end of August, and what its controls say of it after somebody has been at it."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from onedoor_ledger.books.load import load
from onedoor_ledger.control.check import check
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.period import parse_period
from onedoor_ledger.routines import closing, correcting
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.texts import language
from onedoor_ledger.voucher import Archived, Book, Line, Voucher
from onedoor_ledger.vouchers import write
from onedoor_ledger.vouchers.archive import digest, document_name
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace
from tests.small import BY, TODAY, git, small_workspace

LOCKED = parse_period("2026-01-01..2026-08-31")
INVOICE = Archived("faktura 77.csv", b"Belopp\r\n500\r\n", dt.date(2026, 5, 5))


@dataclass(frozen=True)
class Victim:
    """A workspace that somebody tampers with."""

    workspace: Workspace

    @property
    def root(self) -> Path:
        return self.workspace.root

    def edit(self, file: str, old: str, new: str, *, count: int = 1) -> None:
        """Replace ``old`` in a file, as with an editor."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not say {old!r}"
        path.write_text(text.replace(old, new, count), encoding="utf-8", newline="\n")

    def commit(self) -> None:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message", "Städat")

    def errors(self) -> list[Finding]:
        """What ``onedoor check`` calls errors."""
        found = check(self.workspace, load_rules(self.workspace), load(self.workspace))
        return [finding for finding in found if finding.severity is Severity.ERROR]

    def seal(self) -> str:
        """The joint seal that the auditor was sent."""
        path = next((self.root / "reports").glob("*/stangning-*.txt"))
        return next(line for line in path.read_text("utf-8").splitlines() if "2026-08  sha256:" in line).split()[1]


def _more() -> tuple[Voucher, ...]:
    brutto, own = "Kostnader:Granåsa:Ingång:Brutto", "EgetKapital:Granåsa:EgnaMedel"
    door = Voucher(
        Book.PARTIES, dt.date(2026, 6, 30), "Ingången kvartal 2", (Line(brutto, 100_001), Line(own, -100_001))
    )
    bank, cost = "Tillgångar:Bank:Transaktionskonto", "Kostnader:Kansli:Resor"
    invoice = Voucher(
        Book.ASSOCIATION,
        dt.date(2026, 5, 5),
        "Faktura 77",
        (Line(cost, 500_00), Line(bank, -500_00)),
        payee="Dalbanan",
        meta={"document": document_name(INVOICE), "source": digest(INVOICE.content), "evidence": "Faktura 77"},
    )
    return door, invoice


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with language("sv"):
        workspace = small_workspace(tmp_path_factory.mktemp("small"))
        rules = load_rules(workspace)
        write.book(workspace, register(_more(), load(workspace), TODAY, BY), [INVOICE], message="mer", commit=True)
        shares = allocate(rules, load(workspace), parse_period("2026-Q2"), today=TODAY)
        write.book(workspace, register(shares, load(workspace), TODAY, BY), message="delat", commit=True)
        closing.run(workspace, LOCKED, today=TODAY, by=BY, write=True)
    return workspace.root


@pytest.fixture
def victim(original: Path, tmp_path: Path) -> Victim:
    target = tmp_path / "norradalen"
    shutil.copytree(original, target)
    return Victim(Workspace(target.resolve()))


def correct(victim: Victim, name: str) -> None:
    correcting.run(victim.workspace, name, reason="Fel belopp", date=None, today=TODAY, by=BY, write=True)


def reopen_and_close(victim: Victim, month: str = "2026-08") -> None:
    """Somebody opens the last month again, as one should, and locks it again."""
    period = parse_period(month)
    closing.open_again(
        victim.workspace, period, reason="Bilaga saknades", second="Ordförande Ek", today=TODAY, by=BY, write=True
    )
    closing.run(victim.workspace, period, today=TODAY, by=BY, write=True)
