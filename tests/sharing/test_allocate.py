"""Costs at a shared front door, split and booked in the parties' book."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.period import parse_period
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.sharing.keys import parse_exact
from onedoor_ledger.voucher import Line, Voucher
from tests.sharing.door_books import DOOR, LAW, LAW_WEIGHTS, TODAY, WEIGHTS, Ledger, rule, rulebook

Q3 = parse_period("2026-Q3")
YEAR = parse_period("2026")
DOOR_RULES = rulebook(rule())


def share(ledger: Ledger, rules=DOOR_RULES, period=Q3) -> tuple[Voucher, ...]:
    vouchers = allocate(rules, ledger.books, period, today=TODAY)
    ledger.book(*vouchers)
    return vouchers


def borne(ledger: Ledger) -> dict[str, int]:
    names = {"AF": "af", "FK": "fk", "Region": "norrvidd", "SSC": "ssc"}
    return {party: ledger.balance(f"Kostnader:{name}:Ingång:Andel") for name, party in names.items()}


def carry(ledger: Ledger) -> dict[str, Fraction]:
    out = dict.fromkeys(WEIGHTS, Fraction(0))
    for voucher in ledger.vouchers:
        for line in voucher.lines:
            if "exact" in line.meta:
                out[line.meta["party"]] += parse_exact(line.meta["exact"])[0] - line.amount
    out["granasa"] = -sum(out.values())
    return out


def test_event_10_the_front_door_in_the_third_quarter(ledger: Ledger) -> None:
    ledger.cost(75_000_000)
    ledger.cost(-28_750_000, account="Kostnader:Granåsa:Ingång:ErsattAvFörbundet")
    (voucher,) = share(ledger)
    assert borne(ledger) == {"af": 11_100_000, "fk": 5_550_000, "norrvidd": 5_550_000, "ssc": 2_775_000}
    assert ledger.balance("Kostnader:Granåsa:Ingång:FördeladUt") == -24_975_000
    assert 46_250_000 + ledger.balance("Kostnader:Granåsa:Ingång:FördeladUt") == 21_275_000
    assert ledger.balance("Tillgångar:Granåsa:Avräkning:AF") == 11_100_000
    assert ledger.balance("Skulder:AF:Avräkning:Granåsa") == -11_100_000
    assert voucher.date == dt.date(2026, 9, 30)
    assert voucher.balance == 0
    assert dict(voucher.meta) == {
        "service": "2026-Q3",
        "rule": "ingang",
        "version": "ingang@2026-01-01",
        "site": "granasa-ingang",
    }


def test_a_line_names_its_source_and_its_exact_share(ledger: Ledger) -> None:
    ledger.cost(101)
    (voucher,) = share(ledger)
    line = next(line for line in voucher.lines if line.account == "Kostnader:AF:Ingång:Andel")
    assert dict(line.meta) == {"party": "af", "allocates": "P1/0", "exact": "606/25"}


def test_a_second_run_books_nothing(ledger: Ledger) -> None:
    ledger.cost(46_250_033)
    assert len(share(ledger)) == 1
    assert share(ledger) == ()


def test_a_share_too_small_for_an_ore_is_remembered(ledger: Ledger) -> None:
    for _ in range(100):
        ledger.cost(1)
        share(ledger)
    assert borne(ledger) == {"af": 24, "fk": 12, "norrvidd": 12, "ssc": 6}


def test_each_party_balances_by_itself(ledger: Ledger) -> None:
    ledger.cost(10_001)
    (voucher,) = share(ledger)
    for name in ("Granåsa", "AF", "FK", "Region", "SSC"):
        assert sum(line.amount for line in voucher.lines if line.account.split(":")[1] == name) == 0


def test_a_reversal_mirrors_booked_and_exact(ledger: Ledger) -> None:
    first = ledger.cost(7)
    share(ledger)
    before = borne(ledger)
    ledger.cost(50)
    share(ledger)
    ledger.cost(-7, "2026-09-30", reverses=first)
    (mirror,) = share(ledger)
    cost_lines = {line.meta["party"]: line for line in mirror.lines if "exact" in line.meta}
    assert {party: -line.amount for party, line in cost_lines.items()} == before
    assert cost_lines["af"].meta["exact"] == "-42/25"
    assert share(ledger) == ()


def test_only_one_line_is_taken_back_once(ledger: Ledger) -> None:
    first = ledger.cost(1001)
    share(ledger)
    ledger.cost(-1001, reverses=first)
    share(ledger)
    ledger.cost(-1001, reverses=first)
    (again,) = share(ledger)
    assert {line.meta["exact"] for line in again.lines if line.meta.get("party") == "af" and "exact" in line.meta}
    assert sum(line.amount for line in again.lines) == 0


def test_a_late_source_uses_the_version_it_served(ledger: Ledger) -> None:
    old = rule({"granasa": 1, "af": 1}, start=dt.date(2026, 1, 1), end=dt.date(2026, 6, 30))
    new = rule({"granasa": 3, "af": 1}, start=dt.date(2026, 7, 1))
    rules = rulebook(old, new)
    ledger.cost(1000, "2026-08-10", service="2026-Q2")
    ledger.cost(1000, "2026-08-11")
    late, ordinary = share(ledger, rules)
    assert (late.meta["version"], ordinary.meta["version"]) == ("ingang@2026-01-01", "ingang@2026-07-01")
    assert ledger.balance("Kostnader:AF:Ingång:Andel") == 500 + 250


def test_a_source_booked_after_the_period_it_serves_gets_its_own_voucher(ledger: Ledger) -> None:
    ledger.cost(1000, "2026-09-30")
    ledger.cost(1000, "2026-11-03", service="2026-Q3")
    ledger.lock("2026-09")
    ordinary, late = share(ledger)
    assert ordinary.date == dt.date(2026, 10, 1)
    assert late.date == dt.date(2026, 11, 3)
    assert late.lines[0].meta.get("service") is None
    assert share(ledger, period=parse_period("2026-Q4")) == ()


def test_the_most_specific_account_wins(ledger: Ledger) -> None:
    special = rule({"granasa": 1, "fk": 1}, id="reception", accounts=[DOOR])
    ledger.cost(1000)
    (voucher,) = share(ledger, rulebook(rule(), special))
    assert voucher.meta["rule"] == "reception"


def test_vat_is_added_to_claim_and_debt_not_to_the_shared_cost(ledger: Ledger) -> None:
    ledger.cost(10_000)
    (voucher,) = share(ledger, rulebook(rule(vat="25")))
    assert borne(ledger)["af"] == 2400
    assert ledger.balance("Tillgångar:Granåsa:Avräkning:AF") == 3000
    assert ledger.balance("Skulder:AF:Avräkning:Granåsa") == -3000
    assert ledger.balance("Skulder:Granåsa:Moms") == -(600 + 300 + 300 + 150)
    assert voucher.balance == 0


amounts = st.integers(-(10**9), 10**9).filter(bool)


@given(st.lists(amounts, min_size=1, max_size=8), st.lists(st.integers(0, 7), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_whatever_comes_in_whatever_runs_the_sums_are_exact_and_the_carry_small(
    costs: list[int], cuts: list[int]
) -> None:
    ledger = Ledger()
    for i, cost in enumerate(costs):
        ledger.cost(cost)
        if i in cuts:
            share(ledger)
    share(ledger)
    assert share(ledger) == ()
    total = sum(costs)
    for party, amount in borne(ledger).items():
        assert abs(Fraction(total * WEIGHTS[party], 100) - amount) < 1
    own = total - sum(borne(ledger).values())
    assert abs(Fraction(total * 46, 100) - own) < 1


@given(st.permutations(range(6)), st.lists(amounts, min_size=6, max_size=6))
@settings(max_examples=40, deadline=None)
def test_late_sources_in_any_order_end_within_the_bound(order: list[int], costs: list[int]) -> None:
    rules = rulebook(rule(end=dt.date(2026, 6, 30)), rule({"granasa": 2, "af": 1}, start=dt.date(2026, 7, 1)))
    ledger = Ledger()
    for i in order:
        ledger.cost(costs[i], f"2026-{7 + i % 3:02d}-{10 + i}", service="2026-Q2" if i % 2 else "")
        share(ledger, rules)
    exact = sum(Fraction(cost * (24 if i % 2 else 100), 100 if i % 2 else 300) for i, cost in enumerate(costs))
    assert abs(exact - borne(ledger)["af"]) < 2


@given(st.lists(st.tuples(amounts, st.booleans()), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_mirrors_loosen_the_carry_by_an_ore_each_and_the_next_split_tightens_it(
    events: list[tuple[int, bool]],
) -> None:
    ledger = Ledger()
    mirrors = 0
    for amount, back in events:
        voucher = ledger.cost(amount)
        share(ledger)
        mirrors = 0
        if back:
            ledger.cost(-amount, reverses=voucher)
            share(ledger)
            mirrors = 1
        assert all(abs(c) < 1 + mirrors for c in carry(ledger).values())
    if mirrors:
        ledger.cost(1)
        share(ledger)
        assert all(abs(c) < 1 for c in carry(ledger).values())


@given(st.lists(amounts, min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_a_statutory_key_books_members_that_add_up_to_their_party(costs: list[int]) -> None:
    rules = rulebook(rule(LAW_WEIGHTS, key="statutory", groups=LAW))
    ledger = Ledger()
    for cost in costs:
        ledger.cost(cost)
        share(ledger, rules)
    assert share(ledger, rules) == ()
    names = {"FK": 2, "Region": 1}
    rest = total = sum(costs)
    for name, quarters in names.items():
        party = ledger.balance(f"Kostnader:{name}:Ingång:Andel")
        assert abs(Fraction(total * quarters, 4) - party) < 1
        rest -= party
    kvarnsund = ledger.balance("Kostnader:Kvarnsund:Ingång:Andel")
    assert abs(Fraction(rest, 4) - kvarnsund) < 1
    assert ledger.balance("Kostnader:AF:Ingång:Andel") == 0


def test_a_voucher_line_of_zero_is_left_alone(ledger: Ledger) -> None:
    ledger.cost(0)
    assert share(ledger) == ()


def test_nothing_to_do_books_nothing(ledger: Ledger) -> None:
    ledger.book(Voucher(rule().book, dt.date(2026, 9, 1), "Annat", (Line("Kostnader:AF:Annat", 5),)))
    assert share(ledger) == ()


def test_a_source_of_last_year_is_named_with_its_year(ledger: Ledger) -> None:
    rules = rulebook(rule(start=dt.date(2025, 1, 1)))
    ledger.cost(10_000, "2025-12-31")
    ledger.lock("2025-12")
    (voucher,) = share(ledger, rules, parse_period("2025-Q4"))
    assert {line.meta["allocates"] for line in voucher.lines} == {"2025-P1/0"}
    assert share(ledger, rules, parse_period("2025-Q4")) == ()
