"""The annual report's tables: the demo's year to the thousand, and what must hold whatever is booked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.accounts import annual_checks
from onedoor_ledger.accounts.annual import Annual, annual_of
from onedoor_ledger.accounts.cash_flow import cash_flow_of, uncovered
from onedoor_ledger.accounts.equity import bank_on
from onedoor_ledger.accounts.layout import ASSETS_TOTAL, CLOSING, OTHER_SIDE, RESULT, RESULT_TOTAL, layout_of
from onedoor_ledger.accounts.opening import opening_key
from onedoor_ledger.books import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import year_of
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.rulebook.model import KontoRange, Rulebook
from onedoor_ledger.workspace import Workspace
from tests.accounts.postings import V, books, day

ROOT = Path(__file__).parents[2]
TODAY = day("2026-10-14")
KONTO = ("1221", "1229", "1321", "1511", "1711", "1811", "2011", "2211", "2311", "2424", "2991", "3511", "4533", "5021",
         "7911", "8411", "8511", "8611")  # fmt: skip
VOUCHERS = st.lists(
    st.builds(
        V,
        st.sampled_from(("2024-03-01", "2025-01-01", "2025-06-30", "2025-12-31", "2026-01-01", "2026-08-15")),
        st.dictionaries(st.sampled_from(KONTO), st.integers(-(10**9), 10**9), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
)


@cache
def rules() -> Rulebook:
    return load_rules.load(Workspace.open(ROOT))


@cache
def own() -> Books:
    return load_books.load(Workspace.open(ROOT))


@cache
def year(n: int) -> Annual:
    return annual_of(rules(), own(), n, today=TODAY)


def tkr(annual: Annual, statement: str, row: str) -> int:
    found = annual.layout.row(statement, row)
    assert found is not None
    return round(found.now.amount / 100_000)


def test_the_demos_year_ends_as_the_book_says() -> None:
    found = year(2025)
    assert [tkr(found, "br", row) for row in (ASSETS_TOTAL, OTHER_SIDE, CLOSING)] == [5_599, 5_599, 2_480]
    lines = {line.title: round(line.now.amount / 100_000) for table in found.notes for line in table.lines}
    told = {
        "Medlemsbidrag": 51, "Europeiska socialfonden, äldre projekt": 120, "Skattekonto": 23,
        "Moms att få tillbaka": 63, "Förutbetalda kostnader": 38,
        "Återkrav av insatsmedel": 85, "Transaktionskonto": 5_187, "Leverantörer": 196,
        "Mottagna rekvisitioner": 1_140, "Upplupna insatskostnader, ej rekvirerade": 1_385, "Skatt och avgifter": 38,
        "Semesterlöner": 64, "Pension, löneskatt och upplupna avgifter": 71, "Upplupen revision och övrigt": 60,
        "Medlemsbidrag betalda i förväg": 165,
    }  # fmt: skip
    assert {title: lines[title] for title in told} == told
    assert tkr(found, "br", "materiella") == 32


@pytest.mark.parametrize("n", [2025, 2026])
def test_everything_in_the_demo_agrees(n: int) -> None:
    between, before, ledger = annual_checks.all_checks(rules(), own(), year(n))
    assert [row for row in (*between, *before, *ledger) if row.difference] == []
    assert (len(before), len(ledger)) == (13, 20)
    assert annual_checks.findings((*between, *before, *ledger), year(n)) == ()


def test_the_revision_note_counts_the_audit_of_accounts_only() -> None:
    (note,) = (table for table in year(2025).notes if table.note.id == "note-revision")
    assert (note.total.now.amount, note.total.previous) == (90_000_00, None)
    assert year(2025).lines.line("audit").outcome.amount == 100_000_00  # type: ignore[union-attr]


def test_a_first_year_has_the_balances_it_was_opened_with_and_nothing_else_to_compare_with() -> None:
    found = year(2025)
    assert (found.opened, found.layout.compared) == ("2025-V1", False)
    assert {row.previous for row in (*found.layout.income, *found.cash)} == {None}
    before = {row.id: row.previous for row in found.layout.balance}
    assert before["kassa"] is not None
    assert before["kassa"].amount == 4_181_907_11
    assert (before["eget_kapital"], before[RESULT]) == (None, None)


def test_the_next_year_compares_with_the_first() -> None:
    first, second = year(2025), year(2026)
    for one, other in ((first.layout.income, second.layout.income), (first.layout.balance, second.layout.balance)):
        assert [row.now.amount for row in one] == [row.previous.amount for row in other if row.previous is not None]
    assert [row.now.amount for row in first.cash] == [row.previous.amount for row in second.cash if row.previous]


def test_only_a_year_that_has_not_ended_is_preliminary() -> None:
    assert (year(2025).preliminary, year(2026).preliminary) == (False, True)
    assert annual_of(rules(), own(), 2025, today=day("2025-12-31")).preliminary


@given(VOUCHERS)
@settings(max_examples=25, deadline=None)
def test_the_statements_agree_whatever_is_booked(vouchers: list[V]) -> None:
    booked = books(sorted(vouchers, key=lambda voucher: voucher.day))
    for n in sorted({int(voucher.day[:4]) for voucher in vouchers}):
        period = year_of(n)
        laid = layout_of(rules(), booked, period)
        rows = {row.id: row.now.amount for row in laid.balance}
        income = {row.id: row.now.amount for row in laid.income}
        assert rows[ASSETS_TOTAL] == rows[OTHER_SIDE]
        assert rows[RESULT] == income[RESULT_TOTAL]
        assert rows[CLOSING] == rows["eget_kapital"] + rows[RESULT]
        assert uncovered(rules(), booked, period.end) == ()
        cash = {row.id: row.now.amount for row in cash_flow_of(rules(), booked, period)}
        assert cash["likvida_borjan"] + cash["arets_kassaflode"] == cash["likvida_slut"]
        assert cash["likvida_slut"] == bank_on(booked, period.end).amount
        if laid.compared:
            before = layout_of(rules(), booked, year_of(n - 1))
            assert [row.previous.amount for row in laid.balance if row.previous] == [
                r.now.amount for r in before.balance
            ]


def test_what_was_bought_and_what_was_sold_are_not_netted() -> None:
    booked = books(
        (
            V("2025-02-01", {"1221": 90_000}),  # bought
            V("2025-03-01", {"1221": -40_000}),  # sold at its value
            V("2025-04-01", {"1221": 5_000}),
            V("2025-04-02", {"1221": -5_000}, {"corrects": "2025-V3"}),  # a purchase taken back is no sale
            V("2025-12-31", {"1229": -10_000, "7911": 10_000}),  # depreciation moves no money
        )
    )
    cash = {row.id: row.now.amount for row in cash_flow_of(rules(), booked, year_of(2025))}
    assert (cash["investering"], cash["forsaljning"], cash["ej_likvida"]) == (-90_000, 40_000, 10_000)
    assert cash["arets_kassaflode"] == -50_000


def test_a_konto_that_moves_to_another_row_is_told() -> None:
    rows = []
    for row in rules().statement_rows:
        old = replace(row, dated=replace(row.dated, end=day("2025-12-31")))
        new = replace(row, dated=replace(row.dated, start=day("2026-01-01")))
        if row.id == "fordringar" and row.statement.value == "br":
            new = replace(new, konto=(KontoRange(1500, 1679), KontoRange(1690, 1799)))
        if row.id == "kortfristiga" and row.statement.value == "br":
            new = replace(new, konto=(*new.konto, KontoRange(1680, 1689)))
        rows += [old, new]
    moved = replace(rules(), statement_rows=tuple(rows))
    found = annual_of(moved, own(), 2026, today=TODAY)
    wrong = [row.id for row in annual_checks.carried_over(moved, own(), found) if row.difference]
    assert wrong == ["ib.fordringar", "ib.kortfristiga"]
    told = annual_checks.findings(annual_checks.carried_over(moved, own(), found), found)
    assert [finding.rule for finding in told] == ["annual-reconciles", "annual-reconciles"]


def test_a_konto_the_cash_flow_misses_is_told() -> None:
    rows = tuple(row for row in rules().statement_rows if (row.statement.value, row.id) != ("kf", "fordringar"))
    found = annual_of(replace(rules(), statement_rows=rows), own(), 2025, today=TODAY)
    assert "1511" in found.uncovered
    assert "cash-flow-konto" in {finding.rule for finding in annual_checks.findings((), found)}


def test_books_that_began_empty_were_opened_by_nothing() -> None:
    assert opening_key(books((V("2025-01-01", {"3511": -100}),))) == ""
    assert opening_key(books((V("2025-02-01", {"2011": -100}),))) == ""
    assert opening_key(books((V("2025-01-01", {"2011": -100}),))) == "2025-V1"
    assert opening_key(books((V("2025-06-01", {"3511": -100}), V("2026-01-01", {"2011": -100})))) == ""
