"""Each payment has two ends: all of it cancels but services bought and the worth of work."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.incentive.costs import state_costs
from onedoor_ledger.incentive.missing import missing_costs
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import LOCAL, CostKind, TaxRule
from tests.incentive.rules import ALWAYS, COSTS, KNOWN, PLACE, TAX, cost, rules, two_regions

DAY = dt.date(2027, 9, 30)
F = Fraction
REAL = {CostKind.SERVICE: 1, CostKind.OUTPUT: -1}


def monthly(rulebook: Rulebook, state: str, kommun: str = "granasa") -> dict[str, Fraction]:
    """In kronor."""
    return {purse: amount / 100 for purse, amount in state_costs(rulebook, DAY).monthly(state, kommun).items()}


def whats(rulebook: Rulebook, *states: str, kommuner: tuple[str, ...] = ("granasa",)) -> list[str]:
    return [each.what for each in missing_costs(rulebook, state_costs(rulebook, DAY), states, kommuner)]


def test_a_month_of_work_by_hand():
    assert monthly(rules(), "work") == {
        "employers": 20_000 + 6_000 - 30_000,
        "individuals": -13_600,
        "granasa": -400,
        "norrvidd": -200,
        "municipal_sector": -5_800,
        "state_taxes": -6_000,
    }


def test_a_month_of_untaxed_support_and_of_taxed():
    assert monthly(rules(), "aid") == {"granasa": 10_000, "individuals": -10_000, "norrvidd": 1_000}
    found = monthly(rules(), "sickness", "tallhed")
    assert (found["state_appropriation"], found["individuals"], found["tallhed"]) == (15_000, -10_200, -300)


def test_a_subsidy_is_the_employers():
    extra = cost("work", "state_appropriation", 8_000, CostKind.SUBSIDY)
    found = monthly(rules((*COSTS, extra)), "work")
    assert (found["state_appropriation"], found["employers"]) == (8_000, -12_000)


def test_a_kommun_that_is_not_told_is_all_of_them():
    assert monthly(rules(), "aid", "")["municipalities_together"] == 10_000


def test_several_payers_of_one_support():
    found = monthly(rules((*COSTS, cost("sickness", "municipality", 2_000, CostKind.BENEFIT))), "sickness")
    assert (found["state_appropriation"], found["granasa"]) == (15_000, 2_000 - 300)


@given(
    st.sampled_from(CostKind),
    st.booleans(),
    st.sampled_from(["municipality", "region", "state_appropriation", "akassa", "employers"]),
    st.lists(st.integers(0, 100), min_size=5, max_size=5),
    st.fractions(0, 1, max_denominator=100),
)
def test_transfers_cancel(kind: CostKind, taxed: bool, purse: str, parts: list[int], fee: Fraction):
    shares = [F(part, 1000) for part in parts]
    receivers = ("municipality", "region", LOCAL, "municipal_sector", "state_taxes")
    tax = TaxRule(sum(shares, F(0)), dict(zip(receivers, shares, strict=True)), fee, ALWAYS, KNOWN, PLACE)
    row = cost("aid", purse, 1, kind, taxed=taxed)
    found = state_costs(rules((row,), tax=tax), DAY).incidence(row, "tallhed")
    assert sum(found.values()) == REAL.get(kind, 0)


def test_only_what_holds_on_the_day_counts():
    old = dataclasses.replace(ALWAYS, end=dt.date(2027, 8, 31))
    new = dataclasses.replace(ALWAYS, start=dt.date(2027, 9, 1))
    rows = (
        cost("aid", "municipality", 9_000, CostKind.BENEFIT, dated=old),
        cost("aid", "municipality", 9_500, CostKind.BENEFIT, dated=new),
    )
    assert monthly(rules(rows), "aid")["granasa"] == 9_500
    assert state_costs(rules(rows), dt.date(2027, 8, 31)).monthly("aid", "granasa")["granasa"] == 9_000_00


def test_what_has_no_source_is_asked_for():
    assert whats(rules(), "aid", "work") == []
    assert whats(rules(()), "aid") == ["unit_costs"]
    assert whats(rules(tax=None), "aid") == ["tax"]
    without = tuple(row for row in COSTS if row.state != "sickness" and row.kind is not CostKind.OUTPUT)
    assert whats(rules(without), "aid", "sickness", "work") == ["state:sickness", "output"]
    assert whats(rules(COSTS[:4]), "work") == ["income:work", "output"]
    subsidy = cost("work", "state_appropriation", 8_000, CostKind.SUBSIDY)
    assert whats(rules((*COSTS[:4], subsidy)), "work") == ["wage:work", "output"]


def test_local_tax_that_nobody_has_split_stands_with_the_other_kommuner():
    tax = dataclasses.replace(TAX, purses={LOCAL: F("0.03"), "municipal_sector": F("0.29")})
    assert monthly(rules(tax=tax), "work")["municipal_sector"] == -6_400
    assert whats(rules(tax=tax), "work") == ["tax:local"]


def test_with_several_regions_the_codes_tell_whose_the_care_is():
    book = two_regions(norrvidd="22", sydvidd="23", granasa="2281", tallhed="2301")
    assert monthly(book, "aid", "granasa")["norrvidd"] == 1_000
    assert monthly(book, "aid", "tallhed")["sydvidd"] == 1_000
    assert monthly(book, "aid", "")["regions_together"] == 1_000
    assert whats(book, "aid", kommuner=("granasa", "")) == ["region:municipalities_together"]


def test_without_codes_the_region_is_asked_for():
    assert monthly(two_regions(), "aid")["regions_together"] == 1_000
    assert whats(two_regions(), "aid") == ["region:granasa"]
