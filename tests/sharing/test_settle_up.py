"""Settlement booked: what is shared is moved to an avräkningsunderlag, once, and never touches a cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import OnAccount, Rhythm
from onedoor_ledger.sharing.pairs import pair, seen_by_host, seen_by_participant
from onedoor_ledger.sharing.underlag import underlags
from tests.sharing.door_books import Ledger, rule
from tests.sharing.settled_books import LATER, pay, rules, share, terms

YEAR = parse_period("2026")
SHORT = {"granasa": "Granåsa", "af": "AF", "fk": "FK", "norrvidd": "Region", "ssc": "SSC"}


def test_what_was_shared_waits_for_payment_under_a_number(ledger: Ledger) -> None:
    ledger.cost(46_250_000)
    (voucher,) = share(ledger, rules())
    assert ledger.balance("Tillgångar:Granåsa:Avräkning:AF") == ledger.balance("Skulder:AF:Avräkning:Granåsa") == 0
    assert ledger.balance("Tillgångar:Granåsa:Avräknat:AF") == 11_100_000
    assert ledger.balance("Skulder:AF:Avräknat:Granåsa") == -11_100_000
    assert (voucher.date, voucher.meta["reference"], voucher.meta["service"]) == (
        dt.date(2026, 9, 30),
        "A2026-1",
        "2026-Q3",
    )


def test_a_second_run_books_nothing(ledger: Ledger) -> None:
    ledger.cost(46_250_033)
    assert len(share(ledger, rules())) == 1
    assert share(ledger, rules()) == ()


def test_each_party_balances_by_itself_and_no_cost_moves(ledger: Ledger) -> None:
    ledger.cost(10_001)
    (voucher,) = share(ledger, rules())
    for short in SHORT.values():
        assert sum(line.amount for line in voucher.lines if line.account.split(":")[1] == short) == 0
    assert not [line for line in voucher.lines if line.account.startswith("Kostnader:")]
    costs = {account for account in ledger.accounts() if account.startswith("Kostnader:")}
    assert sum(ledger.balance(account) for account in costs) == 10_001


def test_the_host_settles_as_often_as_agreed_and_when_the_period_is_over(ledger: Ledger) -> None:
    ledger.cost(10_000, "2026-08-31")
    assert share(ledger, rules(), "2026-08") == ()
    assert share(ledger, rules(), "2026-Q3", today=dt.date(2026, 9, 30)) == ()
    assert len(share(ledger, rules(settled=terms(Rhythm.YEAR)), "2026-Q3")) == 0
    assert len(share(ledger, rules(), "2026-Q3", today=dt.date(2026, 10, 1))) == 1


def test_numbers_run_on_within_the_year_of_the_accounting_date(ledger: Ledger) -> None:
    for quarter, day in (("2026-Q1", "2026-03-31"), ("2026-Q2", "2026-06-30")):
        ledger.cost(10_000, day)
        share(ledger, rules(), quarter)
    ledger.cost(10_000, "2027-01-31")
    (next_year,) = share(ledger, rules(), "2027-Q1", today=dt.date(2027, 4, 2))
    references = [v.meta["reference"] for v in ledger.vouchers if "reference" in v.meta]
    assert references == ["A2026-1", "A2026-2", "A2027-1"]
    assert next_year.date == dt.date(2027, 3, 31)


def test_a_late_cost_in_a_settled_quarter_gets_an_underlag_of_its_own(ledger: Ledger) -> None:
    ledger.cost(10_000)
    share(ledger, rules())
    ledger.cost(5_000)
    (supplement,) = share(ledger, rules())
    assert supplement.meta["reference"] == "A2026-2"
    assert -sum(line.amount for line in supplement.lines if line.account == "Skulder:AF:Avräknat:Granåsa") == 1_200


def test_an_earlier_quarter_is_not_settled_behind_a_later_one(ledger: Ledger) -> None:
    ledger.cost(10_000, "2026-05-31")
    share(ledger, rules(), "2026-05")
    ledger.cost(20_000)
    (both,) = share(ledger, rules(), "2026-Q3")
    assert -sum(line.amount for line in both.lines if line.account == "Skulder:AF:Avräknat:Granåsa") == 7_200
    assert share(ledger, rules(), "2026-Q2") == ()


def test_a_locked_period_is_settled_on_the_first_open_day(ledger: Ledger) -> None:
    ledger.cost(10_000)
    ledger.lock("2026-09")
    (voucher,) = share(ledger, rules())
    assert voucher.date == dt.date(2026, 10, 1)
    assert share(ledger, rules()) == ()


def test_the_vat_of_the_claim_is_settled_with_it(ledger: Ledger) -> None:
    ledger.cost(10_000)
    law = rules(rule(vat="25"))
    share(ledger, law)
    (underlag,) = underlags(law, ledger.books, YEAR)
    af = next(part for part in underlag.parts if part.participant == "af")
    assert (af.net, af.vat, af.booked) == (2_400, 600, 3_000)
    assert [line.vat_rate for line in af.lines] == ["25"]


DAYS = {"2026-Q1": "2026-01-15", "2026-Q2": "2026-04-15", "2026-Q3": "2026-07-15", "2026-Q4": "2026-10-15"}
CALLS = [OnAccount("af", parse_period(q), dt.date.fromisoformat(day), 3_000) for q, day in DAYS.items()]


@pytest.mark.parametrize(("year", "rest"), [(60_000, 14_400 - 12_000), (40_000, 9_600 - 12_000)])
def test_what_was_called_on_account_is_taken_off_at_the_slutreglering(ledger: Ledger, year: int, rest: int) -> None:
    law = rules(settled=terms(Rhythm.YEAR, on_account=CALLS))
    for quarter, day in (("2026-Q1", "03-31"), ("2026-Q2", "06-30"), ("2026-Q3", "09-30"), ("2026-Q4", "12-31")):
        ledger.cost(year // 4, f"2026-{day}")
        share(ledger, law, quarter, today=dt.date(2026, 12, 31))
    assert ledger.balance("Tillgångar:Granåsa:Avräknat:AF") == 12_000
    (final,) = share(ledger, law, "2026", today=LATER)
    assert -sum(line.amount for line in final.lines if line.account == "Skulder:AF:Avräknat:Granåsa") == rest
    assert ledger.balance("Tillgångar:Granåsa:Avräknat:AF") == 12_000 + rest
    assert share(ledger, law, "2026", today=LATER) == ()
    af = next(part for part in underlags(law, ledger.books, YEAR)[-1].parts if part.participant == "af")
    assert sum(line.gross for line in af.lines) == af.booked == rest
    assert sum(1 for line in af.lines if line.net == -3_000) == 4


def test_an_instalment_is_called_on_its_day_and_once(ledger: Ledger) -> None:
    law = rules(settled=terms(Rhythm.YEAR, on_account=CALLS))
    assert share(ledger, law, "2026-Q1", today=dt.date(2026, 1, 14)) == ()
    (called,) = share(ledger, law, "2026-Q1", today=dt.date(2026, 1, 15))
    assert (called.date, called.meta["reference"], called.balance) == (dt.date(2026, 1, 15), "A2026-1", 0)
    assert share(ledger, law, "2026-Q1", today=dt.date(2026, 2, 1)) == ()


def test_an_undone_instalment_is_called_again_under_the_next_number(ledger: Ledger) -> None:
    law = rules(settled=terms(Rhythm.YEAR, on_account=CALLS))
    (called,) = share(ledger, law, "2026-Q1", today=dt.date(2026, 1, 15))
    lines = tuple(replace(line, amount=-line.amount) for line in called.lines)
    ledger.book(replace(called, lines=lines, meta={**called.meta, "reverses": "P1"}))
    (again,) = share(ledger, law, "2026-Q1", today=dt.date(2026, 2, 1))
    assert (again.lines, again.meta["identity"]) == (called.lines, called.meta["identity"])
    assert again.meta["reference"] == "A2026-2"
    assert share(ledger, law, "2026-Q1", today=dt.date(2026, 2, 1)) == ()


def test_payment_clears_what_was_settled_and_both_sides_say_the_same(ledger: Ledger) -> None:
    ledger.cost(10_000)
    law = rules()
    share(ledger, law)
    pay(ledger, "AF", "af", 2_000)
    between, q4 = pair(law, "granasa", "af"), parse_period("2026-Q4")
    seen = seen_by_host(ledger.books, between, q4)
    assert seen == seen_by_participant(ledger.books, between, q4)
    assert (seen.opening, seen.paid, seen.closing, seen.unpaid) == (2_400, 2_000, 400, 400)


def test_an_underlag_shows_each_cost_once_with_its_source(ledger: Ledger) -> None:
    ledger.cost(75_000, "2026-07-31")
    ledger.cost(-28_750, account="Kostnader:Granåsa:Ingång:ErsattAvFörbundet")
    law = rules()
    share(ledger, law)
    ledger.cost(4_000)
    share(ledger, law)
    first, second = underlags(law, ledger.books, YEAR)
    assert [(line.voucher, line.whole, line.net) for line in first.parts[0].lines] == [
        ("2026-P1", 75_000, 18_000),
        ("2026-P2", -28_750, -6_900),
    ]
    assert [line.whole for line in second.parts[0].lines] == [4_000]
    assert first.total == sum(part.net for part in first.parts) == 24_975


def test_nothing_is_settled_without_a_settlement_rule(ledger: Ledger) -> None:
    ledger.cost(10_000)
    assert share(ledger, replace(rules(), settlements=())) == ()
