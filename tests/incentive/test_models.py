"""The demo's books under each way to organise a front door: money moves, none is made."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.incentive.models import OTHERS, PRINCIPAL, ModelOutcome, outcomes_of
from onedoor_ledger.incentive.players import nearest
from onedoor_ledger.incentive.purses import purses_of
from onedoor_ledger.incentive.shifts import Shifts, shifts_of
from onedoor_ledger.period import parse_period
from tests.incentive.demo_books import demo, half

HALF = parse_period("2026-H1")


@cache
def shifts() -> Shifts:
    return shifts_of(*demo(), HALF)


@cache
def outcomes() -> dict[str, ModelOutcome]:
    return {found.model.id: found for found in outcomes_of(*demo(), HALF, half(), shifts())}


def makes_no_money(found: ModelOutcome) -> bool:
    """Whether the whole's net is what it is today."""
    return abs(found.society - nearest(half().society)) <= 1


def test_the_four_of_2008_come_with_the_program_in_their_order() -> None:
    assert list(outcomes()) == ["samlokalisering", "samlat_huvudmannaskap", "valfrihet", "arbetslivstrygghet"]


def test_a_model_makes_no_money() -> None:
    assert all(makes_no_money(found) for found in outcomes().values())
    assert len({sum(row.put_in for row in found.rows) for found in outcomes().values()}) == 1


def test_under_one_roof_money_goes_as_today() -> None:
    found = outcomes()["samlokalisering"]
    assert all(abs(row.change) <= 1 for row in found.rows)
    assert found.vanished == 0


def test_with_one_principal_nothing_is_shifted_and_what_falls_stays_with_it() -> None:
    found = outcomes()["samlat_huvudmannaskap"]
    rows = {row.id: row for row in found.rows}
    assert found.left == 0
    assert found.vanished == outcomes()["samlokalisering"].left > 0
    assert all(row.relief == 0 for id_, row in rows.items() if id_ not in (PRINCIPAL, OTHERS))
    today = outcomes()["samlokalisering"].rows
    assert abs(rows[PRINCIPAL].relief - sum(row.relief for row in today if row.id != OTHERS)) <= 1


def test_where_money_follows_the_person_who_pays_changes_and_the_relief_does_not() -> None:
    now, found = outcomes()["samlokalisering"].rows, outcomes()["valfrihet"].rows
    assert [row.relief for row in now] == [row.relief for row in found]
    assert [row.put_in for row in now] != [row.put_in for row in found]
    assert outcomes()["valfrihet"].left == outcomes()["samlokalisering"].left


def test_one_state_insurance_ends_shifts_inside_the_state_and_no_others() -> None:
    found = outcomes()["arbetslivstrygghet"]
    now = outcomes()["samlokalisering"].shifts.shift
    state = {"fk", "af", "akassa", "state_appropriation"}
    inside = sum(amount for (start, end), amount in now.items() if {start, end} <= state)
    # FK's fall covers AF's rise once the two are one: less of the region's fall is then pushed to it too.
    assert found.vanished >= inside > 0
    assert found.left > 0
    assert all(not {start, end} <= state for start, end in found.shifts.shift)


purses = st.sampled_from(["fk", "af", "norrvidd", "municipality", "state_appropriation", "akassa", "region"])


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(purses, st.sampled_from(["principal", "state_appropriation", "granasa"]), max_size=5),
    st.sampled_from(["as_today", "fixed", "per_person"]),
    st.sampled_from(["", "principal", "equal", "population"]),
)
def test_no_model_whatever_its_rules_makes_money(bears: dict[str, str], contribution: str, key: str) -> None:
    rules, books = demo()
    ours = replace(
        rules.incentive.models[0],
        bears=bears,
        merges=bears,
        contribution=contribution,
        shared_key=key,
        principal=PRINCIPAL,
    )
    changed = replace(rules, incentive=replace(rules.incentive, models=(ours,)))
    (found,) = outcomes_of(changed, books, HALF, half(), shifts())
    assert makes_no_money(found)
    known = {purse.id for purse in purses_of(rules)} | {p.id for p in half().players} | {PRINCIPAL, OTHERS}
    assert {row.id for row in found.rows} <= known
