"""Who bore what and who owes whom, read from what is booked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Scope
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.sharing.settlement import settle
from onedoor_ledger.sharing.whatif import effects
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.sharing.door_books import LAW, LAW_WEIGHTS, TODAY, WEIGHTS, Ledger, rule, rulebook

Q3 = parse_period("2026-Q3")
RULES = rulebook(rule())


def settled(ledger: Ledger, rules=RULES):
    ledger.book(*allocate(rules, ledger.books, Q3, today=TODAY))
    return settle(rules, ledger.books, Q3)


def test_event_10_in_figures(ledger: Ledger) -> None:
    ledger.cost(75_000_000)
    ledger.cost(-28_750_000, account="Kostnader:Granåsa:Ingång:ErsattAvFörbundet")
    figures = {id_: figure.value for id_, figure in settled(ledger).figures.items()}
    assert figures["share.ingang.total"] == 46_250_000
    assert [figures[f"share.ingang.{p}"] for p in ("granasa", "af", "fk", "norrvidd", "ssc")] == [
        21_275_000,
        11_100_000,
        5_550_000,
        5_550_000,
        2_775_000,
    ]
    assert figures["share.ingang.party.state"] == 16_650_000
    assert figures["settlement.granasa.af.net"] == figures["settlement.granasa.af.gross"] == 11_100_000
    assert figures["settlement.granasa.af.vat"] == 0
    assert figures["settlement.granasa"] == 24_975_000
    assert figures["settlement.af"] == -11_100_000


def test_positions_sum_to_zero_and_shares_to_the_total(ledger: Ledger) -> None:
    for amount in (33_333, -1_001, 7):
        ledger.cost(amount)
    result = settled(ledger, rulebook(rule(vat="25")))
    assert sum(result.positions.values()) == 0
    assert sum(result.rules[0].shares.values()) == result.rules[0].total == 32_339
    for claim in result.claims:
        assert claim.gross == claim.net + claim.vat
        assert abs(claim.vat - claim.net * 25 / 100) <= 1


def test_another_quarter_has_no_part_in_it_but_stays_open(ledger: Ledger) -> None:
    ledger.cost(10_000, "2026-05-31")
    ledger.book(*allocate(RULES, ledger.books, parse_period("2026-Q2"), today=TODAY))
    ledger.cost(20_000)
    result = settled(ledger)
    af = next(claim for claim in result.claims if claim.participant == "af")
    assert (af.gross, af.open) == (4_800, 7_200)


def test_a_period_without_shared_costs_is_empty(ledger: Ledger) -> None:
    ledger.cost(10_000, "2026-05-31")
    assert settle(RULES, ledger.books, Q3).figures == {}


def test_a_late_source_shows_where_it_is_booked(ledger: Ledger) -> None:
    ledger.cost(1000, "2026-11-03", service="2026-Q3")
    (late,) = allocate(RULES, ledger.books, Q3, today=TODAY)
    ledger.book(late)
    assert late.date == dt.date(2026, 11, 3)
    assert settle(RULES, ledger.books, parse_period("2026-Q4")).figures["share.ingang.total"].value == 1000


def test_the_associations_own_costs_are_split_by_law_for_information_and_booked_nowhere(ledger: Ledger) -> None:
    own = rule(LAW_WEIGHTS, id="lagen", key="statutory", groups=LAW, scope=Scope.ASSOCIATION, accounts=["Kostnader:"])
    lines = (Line("Kostnader:Kansli:Kontor", 10_001), Line("Skulder:Leverantörer", -10_001))
    ledger.book(Voucher(Book.ASSOCIATION, dt.date(2026, 8, 1), "Papper", lines))
    rules = rulebook(own)
    assert allocate(rules, ledger.books, Q3, today=TODAY) == ()
    result = settle(rules, ledger.books, Q3)
    assert result.claims == ()
    assert result.rules[0].informative
    shares = result.rules[0].shares
    assert sum(shares.values()) == 10_001
    assert (shares["fk"], shares["af"], shares["norrvidd"]) == (5_001, 0, 2_500)
    assert shares["granasa"] + shares["kvarnsund"] == 2_500


ALONE = {**dict.fromkeys(WEIGHTS, 0), "granasa": 1}


def test_what_a_host_keeps_by_its_key_is_shared_too(ledger: Ledger) -> None:
    ledger.cost(46_250_000)
    ledger.cost(1_000, "2026-10-01")
    result = settled(ledger, rulebook(rule(ALONE)))
    figures = {id_: figure.value for id_, figure in result.figures.items()}
    assert (figures["share.ingang.total"], figures["share.ingang.granasa"]) == (46_250_000, 46_250_000)
    assert figures["share.ingang.af"] == figures["settlement.granasa.af.gross"] == 0
    assert result.figures["share.ingang.total"].vouchers == ("2026-P1",)


def test_what_is_kept_stands_beside_what_is_shared(ledger: Ledger) -> None:
    ledger.cost(10_000, "2026-07-31")
    ledger.cost(20_000, "2026-09-30")
    rules = rulebook(rule(end=dt.date(2026, 8, 31)), rule(ALONE, start=dt.date(2026, 9, 1)))
    (shares,) = settled(ledger, rules).rules
    assert (shares.total, shares.shares["granasa"], shares.shares["af"]) == (30_000, 24_600, 2_400)
    assert shares.rule.version == "ingang@2026-09-01"


def test_settling_and_what_if_agree(ledger: Ledger) -> None:
    ledger.cost(10_000)
    rules = rulebook(rule(ALONE))
    (shares,) = settled(ledger, rules).rules
    books = replace(ledger.books, charts={Book.PARTIES: {}})
    (effect,) = effects(rules, rulebook(rule()), books, Q3, today=TODAY)
    assert effect.today is not None
    assert (effect.today.total, dict(effect.today.shares)) == (shares.total, dict(shares.shares))


def test_a_revision_that_leaves_all_with_the_host_takes_back_and_keeps(ledger: Ledger) -> None:
    ledger.cost(10_000)
    assert settled(ledger).rules[0].shares["af"] == 2_400
    (shares,) = settled(ledger, rulebook(rule(), rule(ALONE, revision=2))).rules
    assert (shares.total, shares.shares["granasa"], shares.shares["af"]) == (10_000, 10_000, 0)
