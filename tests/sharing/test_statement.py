"""Every party's statement says the same of every other: whatever is shared, settled, called and paid."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.books import load as load_books
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook import load as load_rules
from onedoor_ledger.rulebook.model import Bound, ByWeights, Capped, OnAccount, Rulebook, Settle
from onedoor_ledger.sharing.cost_lines import cost_lines
from onedoor_ledger.sharing.pairs import pairs, seen_by_host, seen_by_participant
from onedoor_ledger.sharing.settlement import settle
from onedoor_ledger.sharing.statement import Kind, Statement, statements
from onedoor_ledger.sharing.underlag import all_underlags
from onedoor_ledger.workspace import Workspace
from tests.sharing.door_books import Ledger, rule
from tests.sharing.settled_books import LATER, pay, rules, share, terms

ROOT = Path(__file__).parents[2]
SHORT = {"af": "AF", "fk": "FK", "norrvidd": "Region", "ssc": "SSC"}
QUARTERS = {1: "2026-03-31", 2: "2026-06-30", 3: "2026-09-30"}


def agree(law: Rulebook, books: Books, period: Period) -> tuple[Statement, ...]:
    """Assert everything that must hold between the statements of a period; the statements."""
    found = statements(law, books, period)
    for statement in found:
        for row in statement.relations:
            assert row.opening + row.added - row.paid == row.closing, (statement.participant.id, row)
            if row.kind is Kind.REQUISITION:
                assert row.added == sum(each.accepted for each in statement.requisitions)
    debts = {(s.participant.id, r.other): r for s in found for r in s.relations if r.kind is Kind.DEBT}
    claims = {(r.other, s.participant.id): r for s in found for r in s.relations if r.kind is Kind.CLAIM}
    assert debts.keys() == claims.keys()
    for between, debt in debts.items():
        assert debt.moved == claims[between].moved
    assert sum(statement.position for statement in found) == 0
    lines = cost_lines(law, books, period)
    for line in lines:
        assert sum(line.shares.values()) == line.whole
    assert sum(statement.borne for statement in found) == sum(line.whole for line in lines)
    settlement = settle(law, books, period)
    for shares in settlement.rules:
        if not shares.informative:
            assert shares.total == sum(line.whole for line in lines if line.rule == shares.rule.id)
    assert sum(settlement.positions.values()) == 0
    for underlag in all_underlags(law, books):
        for part in underlag.parts:
            assert part.net + part.vat == part.booked, underlag.number
    return found


@st.composite
def events(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """Costs, runs and payments in the order of the year's three quarters, late costs among them."""
    out: list[tuple[str, int, int]] = []
    for quarter in QUARTERS:
        costs = draw(st.lists(st.integers(-(10**7), 10**8).filter(bool), max_size=3))
        out += [("cost", quarter, amount) for amount in costs]
        if draw(st.booleans()):
            out.append(("share", quarter, 0))
        out += [("pay", quarter, draw(st.integers(1, 10**6))) for _n in range(draw(st.integers(0, 2)))]
        if draw(st.booleans()):
            out.append(("late", quarter, draw(st.integers(1, 10**6))))
    return out


@given(events(), st.sampled_from(["none", "25"]), st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_all_statements_agree_whatever_happens(
    happened: list[tuple[str, int, int]], vat: str, called: bool, locked: bool
) -> None:
    call = OnAccount("fk", parse_period("2026-Q2"), dt.date(2026, 4, 15), 123_457)
    law = rules(rule(vat=vat), settled=terms(on_account=[call] if called else []))
    ledger = Ledger()
    for what, quarter, amount in happened:
        day = QUARTERS[quarter]
        if what == "cost":
            ledger.cost(amount, day)
        elif what == "late":
            ledger.cost(amount, "2026-10-05", service=f"2026-Q{quarter}")
        elif what == "pay":
            pay(ledger, "AF", "af", amount, "2026-10-20")
        else:
            share(ledger, law, f"2026-Q{quarter}", today=LATER)
    if locked:
        ledger.lock("2026-09")
    share(ledger, law, "2026-Q3", today=LATER)
    assert share(ledger, law, "2026-Q3", today=LATER) == ()
    for period in ("2026-Q1", "2026-Q3", "2026-Q4", "2026"):
        agree(law, ledger.books, parse_period(period))
    for quarter in ("2026-Q3", "2026"):
        for between in pairs(law):
            span = parse_period(quarter)
            assert seen_by_host(ledger.books, between, span) == seen_by_participant(ledger.books, between, span)
    # Nothing shared is left unsettled, and no underlag takes a line twice.
    whole_year = parse_period("2026")
    assert all(seen_by_host(ledger.books, between, whole_year).unsettled == 0 for between in pairs(law))
    accounts = {account for account in ledger.accounts() if account.startswith("Kostnader:")}
    costs = sum(amount for what, _quarter, amount in happened if what in ("cost", "late"))
    assert sum(ledger.balance(account) for account in accounts) == costs


@pytest.fixture(scope="module")
def demo() -> tuple[Rulebook, Books]:
    workspace = Workspace.open(ROOT)
    return load_rules.load(workspace), load_books.load(workspace)


@pytest.mark.parametrize("period", ["2025", "2025-Q2", "2026-Q1", "2026-Q2", "2026-08", "2025-07-01..2026-06-30"])
def test_the_demos_statements_agree(demo: tuple[Rulebook, Books], period: str) -> None:
    agree(*demo, parse_period(period))


def test_the_demos_participants_have_settled_what_they_paid(demo: tuple[Rulebook, Books]) -> None:
    found = {s.participant.id: s for s in agree(*demo, parse_period("2026-01-01..2026-08-31"))}
    assert found["af"].position == 0
    assert found["ssc"].position == -27_750_00
    assert found["granasa"].position == 27_750_00
    assert [u.number for u in found["fk"].underlags] == ["A2026-1", "A2026-2"]


def test_a_förbund_that_moved_in_has_its_debts_from_the_start(demo: tuple[Rulebook, Books]) -> None:
    found = {s.participant.id: s for s in statements(*demo, parse_period("2025"))}
    requisitions = next(row for row in found["granasa"].relations if row.kind is Kind.REQUISITION)
    assert (requisitions.opening, requisitions.closing) == (920_000_00, 1_140_000_00)
    ahead = next(row for row in found["kvarnsund"].relations if row.kind is Kind.CONTRIBUTION)
    assert ahead.closing == -164_851_25


def test_what_was_asked_and_not_accepted_is_shown(demo: tuple[Rulebook, Books]) -> None:
    granasa = next(s for s in statements(*demo, parse_period("2026-Q3")) if s.participant.id == "granasa")
    partly = [r for r in granasa.requisitions if r.asked is not None and r.asked != r.accepted]
    assert [(r.measure, r.service, r.asked, r.accepted) for r in partly] == [("i01", "2026-Q2", 521_480_00, 507_680_00)]


def test_a_participant_outside_the_door_has_no_cost_lines(demo: tuple[Rulebook, Books]) -> None:
    tallhed = next(s for s in statements(*demo, parse_period("2026-Q2")) if s.participant.id == "tallhed")
    assert (tallhed.lines, tallhed.borne, tallhed.position) == ((), 0, 0)


def test_statements_agree_under_a_key_worked_out_per_period(ledger: Ledger) -> None:
    most = Bound("af", Settle.QUARTER, None, 1_000, None, None)
    capped = replace(rule(), key="capped", weights={}, terms=Capped(ByWeights(dict(rule().weights)), (most,)))
    law = rules(capped)
    for day in ("2026-08-31", "2026-09-30"):
        ledger.cost(10_001, day)
        share(ledger, law, "2026-Q3", today=LATER)
    found = {s.participant.id: s for s in agree(law, ledger.books, parse_period("2026-Q3"))}
    assert sum(s.borne for s in found.values()) == 20_002


def test_what_a_host_keeps_by_its_key_stands_in_its_statement() -> None:
    law = rules(rule({**dict.fromkeys(SHORT, 0), "granasa": 1}))
    ledger = Ledger()
    ledger.cost(46_250_000, "2026-09-30")
    found = {each.participant.id: each for each in agree(law, ledger.books, parse_period("2026-Q3"))}
    assert [line.whole for line in found["granasa"].lines] == [46_250_000]
    assert found["granasa"].borne == 46_250_000
