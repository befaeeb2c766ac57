"""Equity, bank, parties, front door and corrections; and the whole against the ledger."""

from __future__ import annotations

import dataclasses

from onedoor_ledger.accounts.accrued import accrued_of
from onedoor_ledger.accounts.corrections import corrections_of
from onedoor_ledger.accounts.reconciliation import balances, findings, reconcile
from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.accounts.year import Year, year_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Severity
from onedoor_ledger.period import parse_period
from onedoor_ledger.voucher import Voucher
from tests.accounts import small
from tests.accounts.small import Q3, kr, voucher

RULES = small.rulebook()


def year(*extra: Voucher, period: str = "2026-Q3") -> Year:
    return year_of(RULES, small.books(*extra), parse_period(period), today=small.TODAY)


def test_equity_is_the_opening_and_every_result_since():
    now = year()
    assert now.equity.opening.amount == now.equity_opening.amount == kr(300_000) + kr(56_000)
    assert now.equity.now.amount == now.equity.opening.amount + now.lines.result.outcome.amount
    assert now.equity.forecast == now.equity.opening.amount + now.lines.result.forecast


def test_a_forbund_that_moves_in_has_its_opening_in_the_first_year():
    first = year(period="2025-Q1")
    assert first.equity.opening.amount == kr(300_000)
    assert not first.compared


def test_the_bank_is_read_at_three_times():
    now = year()
    assert now.bank.amount == sum(r.closing for r in balances(RULES, small.books(), Q3) if r.account == small.BANK)
    assert now.bank_opening.amount != now.bank_last_year.amount


def test_a_party_sees_what_it_put_in_and_received():
    granasa = next(p for p in year().parties if p.participant.id == "granasa")
    assert granasa.contributed.amount == kr(168_750)
    assert granasa.reimbursed.amount == kr(320_000 + 150_000)
    assert granasa.requisitioned.amount == kr(220_000 + 150_000)
    assert granasa.paid_out.amount == kr(150_000)
    assert granasa.target_group.amount == kr(2_100_000)
    assert granasa.in_kind.amount == kr(45_000)
    assert granasa.door.amount == kr(40_000)


def test_the_front_door_is_borne_whole():
    (door,) = year().doors
    assert (door.gross.amount, door.by_association.amount, door.shared) == (kr(130_000), kr(50_000), kr(80_000))
    assert sum(share.cost.amount for share in door.shares) == door.shared
    assert {s.participant.id: s.owes_host.amount for s in door.shares}["af"] == kr(24_000)


def test_what_is_accrued_is_listed_with_its_party_and_period():
    (row,) = accrued_of(small.books(), Q3)
    assert (row.measure, row.party, row.service, row.amount.amount) == ("i01", "granasa", "2026-Q3", kr(100_000))
    assert row.estimated
    assert accrued_of(small.books(), parse_period("2026-10")) == ()


def test_a_correction_of_an_earlier_period_is_a_row_of_its_own():
    fix = {"corrects": "V8", "party": "granasa"}
    moved = voucher("2026-08-20", "Rättar V8", (small.YOUNG, 18_400), (small.MIA, -18_400), **fix)
    rows = corrections_of(RULES, small.books(moved), Q3)
    assert {row.line: row.amount.amount for row in rows} == {"i01": -kr(18_400), "i02": kr(18_400)}
    assert {row.corrects for row in rows} == {"2026-V8"}


def test_a_correction_within_the_period_is_no_such_row():
    first = voucher("2026-08-01", "Fel", (small.MIA, 5), (small.BANK, -5))
    number = small.books().next_number(first.book, 2026)
    fix = voucher("2026-08-02", "Rätt", (small.MIA, -5), (small.BANK, 5), corrects=f"V{number}")
    assert corrections_of(RULES, small.books(first, fix), Q3) == ()


def test_every_total_agrees_with_the_ledger():
    rows = reconcile(RULES, small.books(), year())
    assert [row.id for row in rows if row.difference] == []
    assert {"i01", "result", "equity", "bank", "contribution.fk.paid", "participations"} <= {row.id for row in rows}
    assert all(row.id.isascii() for row in rows)


def test_balances_sum_to_the_earlier_results():
    rows = balances(RULES, small.books(), Q3)
    assert sum(row.movement for row in rows) == 0
    assert sum(row.opening for row in rows) == kr(56_000)


def one_ore_more(books: Books) -> Books:
    """The frame lies by one öre on MIA, the ledger does not."""
    frame = books.postings.copy()
    at = frame.index[(frame["account"] == small.MIA) & (frame["year"] == 2026)][0]
    frame.loc[at, "amount"] += 1
    return dataclasses.replace(books, postings=frame)


def test_one_ore_amiss_is_found_where_it_is():
    books = one_ore_more(small.books())
    rows = reconcile(RULES, books, year_of(RULES, books, Q3, today=small.TODAY))
    wrong = {row.id: row.difference for row in rows if row.difference}
    assert wrong == {"i01": 1, "total.individual": 1, "result": -1, "equity": -1}
    found = findings(rows)
    assert {finding.severity for finding in found} == {Severity.ERROR}
    assert "0,01 kr" in found[0].message


def test_a_call_that_differs_from_the_rules_is_found():
    lines = ((small.receivable("FK"), 0.01), ("Intäkter:Medlemsbidrag:FK", -0.01))
    extra = voucher("2026-08-01", "Fel avisering", *lines, service="2026-Q3")
    rows = reconcile(RULES, small.books(extra), year(extra))
    assert [row.id for row in rows if row.difference] == ["contribution.fk.called"]


def test_sums_add_without_counting_a_voucher_twice():
    assert Sum(1, ("a", "b"), 1) + Sum(2, ("b", "c")) == Sum(3, ("a", "b", "c"), 1)
    assert Sum(1, ("a",)) - Sum(3, ("b",), 2) == Sum(-2, ("a", "b"), -2)
