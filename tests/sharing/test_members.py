"""The members' shares: exact to the öre, the same sums both ways, and nothing left over."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.books import load as load_books
from onedoor_ledger.books.model import COLUMNS, Books
from onedoor_ledger.control.statement_rows import konto_in_one_row
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.rulebook.model import KontoRange, Rulebook
from onedoor_ledger.sharing.members import MembersShares, members_of
from onedoor_ledger.workspace import Workspace

ROOT = Path(__file__).parents[2]
YEAR = parse_period("2026")
KONTO = ("1229", "1511", "1941", "2011", "2211", "2424", "2991", "3511", "4533", "5021", "7911", "8411", "8511")


@cache
def demo_rules() -> Rulebook:
    return load_rules.load(Workspace.open(ROOT))


@pytest.fixture(scope="module")
def law() -> Rulebook:
    return demo_rules()


def books(amounts: dict[str, int], day: str = "2026-06-30") -> Books:
    """One voucher with a line per konto, balanced on the bank."""
    lines = dict(amounts)
    lines["1941"] = lines.get("1941", 0) - sum(amounts.values())
    rows = []
    for index, (konto, amount) in enumerate(lines.items()):
        row: dict[str, object] = dict.fromkeys(COLUMNS, "")
        row |= {"date": pd.Timestamp(day), "book": "association", "account": f"X:{konto}", "konto": konto}
        row |= {"amount": amount, "year": 2026, "number": 1, "key": "2026-V1", "posting": index, "lineno": 0}
        rows.append(row | {"estimate": False})
    return Books(pd.DataFrame(rows, columns=list(COLUMNS)), {}, {}, ())


def shares(law: Rulebook, amounts: dict[str, int], day: str = "2026-06-30") -> MembersShares:
    found = members_of(law, books(amounts, day), YEAR)
    assert found is not None
    return found


@given(st.dictionaries(st.sampled_from(KONTO), st.integers(-(10**10), 10**10)))
@settings(max_examples=80, deadline=None)
def test_every_row_and_every_column_sums(amounts: dict[str, int]) -> None:
    found = shares(demo_rules(), amounts)
    for row in (*found.income, *found.balance, found.shortfall, found.winding_up):
        assert row is not None
        assert sum(row.by_member.values()) == row.whole
        for member, amount in row.by_member.items():
            if row is not found.winding_up:
                assert abs(amount - row.whole * found.weights[member]) < 4
    rows = {row.id: row for row in (*found.income, *found.balance)}
    for member in found.weights:
        of = {ref: row.by_member[member] for ref, row in rows.items()}
        assert of["tillgangar"] == of["debts_and_equity"]
        assert of["equity_opening"] + of["equity_result"] == of["equity"]
        assert of["equity_result"] == of["arets_resultat"]
        assert of["nettokostnader"] == of["intakter"] + of["kostnader"] + of["avskrivningar"]


def test_the_shares_are_the_laws(law: Rulebook) -> None:
    found = shares(law, {"3511": -100_00})
    assert (found.weights["fk"], found.weights["norrvidd"]) == (Fraction(1, 2), Fraction(1, 4))
    assert "af" not in found.weights
    assert found.income[0].by_member["fk"] == 50_00


def test_what_assets_do_not_cover_is_added_by_share(law: Rulebook) -> None:
    found = shares(law, {"2424": -1_000_01, "4533": 1_000_01})
    assert found.shortfall.whole == 1_000_01
    assert found.shortfall.by_member["fk"] in (500_00, 500_01)
    assert found.winding_up is not None
    assert found.winding_up.whole == 0


def test_earlier_years_results_are_equity_at_the_start(law: Rulebook) -> None:
    found = shares(law, {"3511": -700}, "2025-12-31")
    rows = {row.id: row.whole for row in (*found.income, *found.balance)}
    assert (rows["equity_opening"], rows["equity_result"]) == (700, 0)


def test_konto_in_no_row_or_in_two_is_told(law: Rulebook) -> None:
    workspace = Workspace.open(ROOT)
    own = load_books.load(workspace)
    assert list(konto_in_one_row(law, own)) == []
    none = replace(law, statement_rows=tuple(row for row in law.statement_rows if row.id != "kassa"))
    assert {f.rule for f in konto_in_one_row(none, own)} == {"konto-without-row"}
    wide = tuple(
        replace(row, konto=(KontoRange(1500, 1999),)) if row.id == "fordringar" else row for row in law.statement_rows
    )
    assert {f.rule for f in konto_in_one_row(replace(law, statement_rows=wide), own)} == {"konto-in-two-rows"}


def test_the_demos_statements_balance_without_a_rest(law: Rulebook) -> None:
    found = members_of(law, load_books.load(Workspace.open(ROOT)), parse_period("2025"))
    assert found is not None
    assert found.unplaced == 0
    assert (found.sums["assets"].whole // 100_000, found.sums["equity"].whole // 100_000) == (5_599, 2_480)
