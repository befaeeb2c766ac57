"""Specifications, sub-ledgers and SCB's summary over the demo: they agree with the statements and the ledger."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.accounts.scb import fit, nearest, summary_of
from onedoor_ledger.accounts.specifications import specifications_of
from onedoor_ledger.accounts.subledger import KINDS, subledgers_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model.annual import AnnualRules
from tests.accounts.test_annual import own, rules

YEAR = parse_period("2025")


@pytest.mark.parametrize("period", ["2025", "2026-Q1", "2026-07"])
def test_every_balance_is_specified_to_the_ore(period: str) -> None:
    found = specifications_of(rules(), own(), parse_period(period))
    assert [row.row.id for row in found if row.difference] == []
    assert [a.konto for row in found for a in row.accounts if a.unexplained] == []


def test_an_account_without_a_rule_of_its_own_is_specified_by_what_is_open() -> None:
    found = specifications_of(replace(rules(), annual=AnnualRules()), own(), YEAR)
    tax = next(a for row in found for a in row.accounts if a.konto == "2711")
    assert tax.by == "items"
    assert tax.explained + tax.unexplained == tax.balance == 17_450_00
    assert tax.unexplained == sum(item.open for item in tax.rest)


@pytest.mark.parametrize("period", ["2025", "2025-Q4", "2026-Q2", "2026-07"])
def test_sub_ledgers_agree_with_the_ledger(period: str) -> None:
    found = subledgers_of(rules(), own(), parse_period(period))
    assert [ledger.kind for ledger in found] == list(KINDS)
    assert [a.konto for ledger in found for a in ledger.accounts if a.difference] == []


def test_a_requisition_is_due_on_the_next_day_of_payment() -> None:
    found = {ledger.kind: ledger for ledger in subledgers_of(rules(), own(), parse_period("2025-Q4"))}
    due = {item.item.first.reference: (str(item.due), item.open) for item in found["requisitions"].items}
    assert due["2025:23"] == ("2025-10-27", 0)  # the 25th was a Saturday
    assert due["2025:30"] == ("2026-01-26", 590_000_00)  # too late for December
    (late,) = (item for item in found["members"].items if item.open)
    assert (late.party, str(late.due), late.late(parse_period("2025").end)) == ("lillvattna", "2025-10-30", 62)


def test_less_may_be_accepted_than_asked_for() -> None:
    found = {ledger.kind: ledger for ledger in subledgers_of(rules(), own(), parse_period("2025-Q3"))}
    asked = {item.item.first.reference: (item.asked, item.charged) for item in found["requisitions"].items}
    assert asked["2025:12"] == (244_850_00, 236_450_00)


@given(st.lists(st.integers(-(10**10), 10**10), max_size=12))
def test_thousands_sum_to_the_rounded_total(amounts: list[int]) -> None:
    total = nearest(sum(amounts))
    fitted = fit(amounts, total)
    assert sum(fitted) == (total if amounts else 0)
    for thousand, amount in zip(fitted, amounts, strict=True):
        assert abs(Fraction(amount, 100_000) - thousand) < 2


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_the_summary_sums_to_the_statements(year: str) -> None:
    summary = summary_of(rules(), own(), parse_period(year))
    for statement, rows in (("rr", summary.layout.income), ("br", summary.layout.balance)):
        for row in rows:
            groups = summary.of(statement, row.id)
            if groups:
                assert sum(group.amount.amount for group in groups) == row.now.amount
                assert sum(group.thousands for group in groups) == summary.thousands[statement, row.id]
            assert abs(summary.thousands[statement, row.id] - Fraction(row.now.amount, 100_000)) < 2
    assert summary.thousands["br", "tillgangar"] == summary.thousands["br", "eget_kapital_och_skulder"]


def test_a_balance_is_towards_whom_it_is_open() -> None:
    summary = summary_of(rules(), own(), YEAR)
    towards = {(group.group, group.party): group.thousands for group in summary.of("br", "kortfristiga")}
    assert (towards["29", "fk"], towards["29", "kvarnsund"]) == (130, 707)  # accrued; accrued and paid ahead
    assert towards["24", "granasa"] in (1_154, 1_155)
    assert not any(group.party for group in summary.of("br", "kassa"))
