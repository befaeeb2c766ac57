"""``rules/settlement.toml``, ``rules/statements.toml`` and the winding up: read whole, every fault with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onedoor_ledger.rulebook.model import Rhythm, StatementKind
from onedoor_ledger.workspace import Workspace
from tests.rulebook.small import put, read, small, told

SETTLEMENT = """
[[settlement]]
host = "storby"
series = "A"
every = "year"
days = 30
agreement = "Lokalt avtal § 7"
claim = "Tillgångar:{bearer}:Avräknat:{party}"
debt = "Skulder:{party}:Avräknat:{bearer}"
from = 2026-01-01
source = "Styrgruppen (påhittad)"
on_account = [{ party = "af", period = "2026-Q1", called = 2026-01-15, amount = "1250.50" }]
"""
ROW = '{{ id = "{id}", statement = "rr", {rest}, title = "X", from = 2019-01-01, source = "LKBR 5:2" }}'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small(tmp_path)


def test_a_settlement_is_read(workspace: Workspace) -> None:
    put(workspace, "rules/settlement.toml", SETTLEMENT)
    (rule,) = read(workspace).settlements
    assert (rule.every, rule.series, rule.on_account[0].amount) == (Rhythm.YEAR, "A", 125_050)


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('host = "storby"', 'host = "ingenby"', "rules-reference", "settlement[1].host"),
        ('party = "af"', 'party = "ams"', "rules-reference", "settlement[1].on_account[1].party"),
        ('series = "A"', 'series = "a 1"', "rules-value", "settlement[1].series"),
        ('every = "year"', 'every = "often"', "rules-value", "settlement[1].every"),
        ("{bearer}:Avräknat:{party}", "{bearer}:Avräknat", "rules-value", "settlement[1].claim"),
        ("days = 30\n", "", "rules-key-missing", "settlement[1]"),
    ],
)
def test_a_fault_in_a_settlement_is_told_with_its_place(
    workspace: Workspace, old: str, new: str, code: str, key: str
) -> None:
    put(workspace, "rules/settlement.toml", SETTLEMENT.replace(old, new))
    (fault,) = told(workspace)
    assert fault.place is not None
    assert (fault.code, fault.place.file, fault.place.key) == (code, "rules/settlement.toml", key)


def test_two_hosts_do_not_number_in_one_series(workspace: Workspace) -> None:
    put(workspace, "rules/settlement.toml", SETTLEMENT + SETTLEMENT.replace('host = "storby"', 'host = "lillby"'))
    (fault,) = told(workspace)
    assert fault.code == "rules-value"


@pytest.mark.parametrize(
    ("every", "day", "ends"),
    [
        (Rhythm.MONTH, dt.date(2026, 2, 28), True),
        (Rhythm.QUARTER, dt.date(2026, 8, 31), False),
        (Rhythm.TERTIAL, dt.date(2026, 8, 31), True),
        (Rhythm.HALF, dt.date(2026, 6, 30), True),
        (Rhythm.YEAR, dt.date(2026, 12, 30), False),
        (Rhythm.YEAR, dt.date(2026, 12, 31), True),
    ],
)
def test_a_rhythm_ends_on_its_last_days(every: Rhythm, day: dt.date, ends: bool) -> None:
    assert every.ends_on(day) is ends


def test_statement_rows_hold_konto_or_sum_rows_before_them(workspace: Workspace) -> None:
    income = ROW.format(id="in", rest='part = "income", konto = ["3000-3999", "8411"]')
    total = ROW.format(id="sum", rest='sums = ["in"]')
    put(workspace, "rules/statements.toml", f"row = [{income}, {total}]")
    first, last = read(workspace).statement_rows
    assert (first.statement, first.holds("3511"), first.holds("8411"), first.holds("4533")) == (
        StatementKind.RR,
        True,
        True,
        False,
    )
    assert last.sums == ("in",)


@pytest.mark.parametrize(
    "rest",
    ['part = "income", konto = ["39-3a"]', 'part = "income", konto = ["3999-3000"]', 'sums = ["later"]', 'part = "up"'],
)
def test_a_fault_in_a_statement_row_is_told(workspace: Workspace, rest: str) -> None:
    put(workspace, "rules/statements.toml", f"row = [{ROW.format(id='in', rest=rest)}]")
    assert [fault.code for fault in told(workspace)] == ["rules-value"]


def test_winding_up_names_years_with_contributions(workspace: Workspace) -> None:
    path = workspace.rules / "association.toml"
    own = path.read_text("utf-8")
    put(workspace, "rules/association.toml", own + '\n[winding_up]\ncontributions = [2026]\nsource = "§ 16"\n')
    how = read(workspace).association.winding_up
    assert how is not None
    assert how.years == (2026,)
    put(workspace, "rules/association.toml", own + '\n[winding_up]\ncontributions = [1999]\nsource = "§ 16"\n')
    assert [fault.code for fault in told(workspace)] == ["rules-reference"]
