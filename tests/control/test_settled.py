"""Settlement's accounts and numbers, and money that only passes through, as ``onedoor check`` sees them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onedoor_ledger.control.check import check
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace
from tests.tiny.booking import BANK, M01, book, commit, opened, voucher
from tests.tiny.build import tiny_workspace

OTHERS = "Skulder:AnnansRäkning"
CLAIM, DUE = "Tillgångar:Storby:Avräkning:AF", "Tillgångar:Storby:Avräknat:AF"
OWES, OWES_DUE = "Skulder:AF:Avräkning:Storby", "Skulder:AF:Avräknat:Storby"
SETTLEMENT = """
[[settlement]]
host = "storby"
series = "A"
every = "quarter"
days = 30
agreement = "Lokalt avtal (påhittat), § 5"
claim = "Tillgångar:{bearer}:Avräknat:{party}"
debt = "Skulder:{party}:Avräknat:{bearer}"
from = 2026-01-01
source = "Styrgruppen 2025-12-01 § 3 (påhittad)"
"""
OPENED = (
    ("Tillgångar:Storby:Avräknat:AF", "storby"),
    ("Tillgångar:Storby:Avräknat:FK", "storby"),
    ("Skulder:AF:Avräknat:Storby", "af"),
    ("Skulder:FK:Avräknat:Storby", "fk"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return tiny_workspace(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def tiny(made: Workspace, tmp_path: Path) -> Workspace:
    shutil.copytree(made.root, tmp_path / "x")
    return Workspace((tmp_path / "x").resolve())


def rules_of(workspace: Workspace) -> list[str]:
    return [finding.rule for finding in check(workspace, *opened(workspace))]


def others_money(workspace: Workspace) -> list[str]:
    """What is said of others' money; months left open and late vouchers are another matter."""
    return [rule for rule in rules_of(workspace) if rule.startswith("others-money")]


def settling(workspace: Workspace, *, accounts: bool = True) -> None:
    path = workspace.rules / "settlement.toml"
    path.write_text(path.read_text("utf-8") + SETTLEMENT, encoding="utf-8")
    if accounts:
        chart = workspace.ledger / "parties" / "chart.beancount"
        lines = "".join(f'2025-12-31 open {name} SEK\n  party: "{party}"\n' for name, party in OPENED)
        chart.write_text(chart.read_text("utf-8") + lines, encoding="utf-8")
    commit(workspace)


def underlag(workspace: Workspace, number: str) -> None:
    lines = ((CLAIM, -100), (DUE, 100), (OWES, 100), (OWES_DUE, -100))
    meta = {"service": "2026-Q3", "reference": number, "identity": f"settlement:storby:{number}"}
    book(workspace, voucher("2026-09-30", *lines, book=Book.PARTIES, **meta))


def test_a_settlement_needs_its_accounts(tiny: Workspace) -> None:
    settling(tiny, accounts=False)
    assert rules_of(tiny) == ["account-not-open"] * 4


def test_underlag_are_numbered_without_gaps(tiny: Workspace) -> None:
    settling(tiny)
    underlag(tiny, "A2026-1")
    assert rules_of(tiny) == []
    underlag(tiny, "A2026-3")
    assert rules_of(tiny) == ["underlag-number"]
    underlag(tiny, "A2026-2")
    assert rules_of(tiny) == []
    underlag(tiny, "A2026-2")
    assert rules_of(tiny) == ["underlag-number"]


def test_others_money_left_at_a_quarters_end_is_told_even_when_it_is_paid_later(tiny: Workspace) -> None:
    book(tiny, voucher("2026-06-20", (BANK, 1000), (OTHERS, -1000)))
    book(tiny, voucher("2026-07-02", (OTHERS, 1000), (BANK, -1000)))
    assert others_money(tiny) == ["others-money-at-end"]


def test_others_money_that_came_and_went_within_the_quarter_is_well(tiny: Workspace) -> None:
    book(tiny, voucher("2026-07-02", (BANK, 1000), (OTHERS, -1000)))
    book(tiny, voucher("2026-09-28", (OTHERS, 1000), (BANK, -1000)))
    book(tiny, voucher("2026-10-01", (BANK, 5), (OTHERS, -5)), voucher("2026-10-02", (OTHERS, 5), (BANK, -5)))
    assert others_money(tiny) == []


def test_others_money_is_no_cost_of_the_association(tiny: Workspace) -> None:
    book(
        tiny, voucher("2026-09-01", (M01, 1000), (OTHERS, -1000)), voucher("2026-09-02", (OTHERS, 1000), (BANK, -1000))
    )
    assert others_money(tiny) == ["others-money-as-own"]
