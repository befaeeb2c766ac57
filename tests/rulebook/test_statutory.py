"""The year's contributions by law: half, a fourth, a fourth; and Gotland (FL 5-5 a §§, domain.md section 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.money import ORE_PER_KRONA
from onedoor_ledger.period import quarters_of
from onedoor_ledger.rulebook.errors import ContributionsError
from onedoor_ledger.rulebook.load import load
from onedoor_ledger.rulebook.model import (
    ContributionRule,
    Instalment,
    LocalKey,
    Participant,
    PartyKind,
    Population,
)
from onedoor_ledger.rulebook.statutory import StatutoryShares, shares, shares_of
from onedoor_ledger.workspace import Workspace

DAY = dt.date(2024, 12, 31)


def member(id: str, kind: PartyKind, *, people: int | None = None, paid_by: str | None = None) -> Participant:
    population = () if people is None else (Population(DAY, people, "påhittad"),)
    return Participant(id, id.title(), id.upper(), "", kind, pays_for=paid_by, population=population)


FK = member("fk", PartyKind.STATE)
AF = member("af", PartyKind.STATE, paid_by="fk")
REGION = member("sjo", PartyKind.REGION)


def kommun(id: str, people: int) -> Participant:
    return member(id, PartyKind.MUNICIPALITIES, people=people)


def rule(pool: int, **changed: object) -> ContributionRule:
    plain = ContributionRule(
        year=2026,
        pool=pool * ORE_PER_KRONA,
        unit=ORE_PER_KRONA,
        municipal_key=LocalKey.POPULATION,
        regional_key=LocalKey.EQUAL,
        weights={},
        population_on=DAY,
        decided="",
        source="",
        instalments=tuple(Instalment(q, q.start, q.end) for q in quarters_of(2026)),
    )
    return replace(plain, **changed)


def kronor(law: StatutoryShares) -> dict[str, int]:
    assert all(m.amount % ORE_PER_KRONA == 0 for m in law.members)
    return {m.id: m.amount // ORE_PER_KRONA for m in law.members}


def test_the_demos_contributions(demo: Path):
    law = shares(load(Workspace(demo)), 2026)
    assert kronor(law) == {
        "fk": 5_800_000,
        "af": 0,
        "norrvidd": 2_900_000,
        "granasa": 1_664_048,
        "kvarnsund": 659_405,
        "tallhed": 367_678,
        "lillvattna": 208_869,
    }
    assert law.instalments["kvarnsund"] == (16_485_125,) * 4, "a fourth, exact to the öre"
    assert law.instalments["lillvattna"] == (5_221_725,) * 4


def test_a_pool_of_a_thousand_tkr():
    """Väst 2015: a kommun with 10.4 per cent of the quarter pays 26 tkr."""
    members = (FK, AF, REGION, kommun("a", 104), kommun("b", 896))
    assert kronor(shares_of(members, rule(1_000_000))) == {
        "fk": 500_000,
        "af": 0,
        "sjo": 250_000,
        "a": 26_000,
        "b": 224_000,
    }


def test_a_kommun_outside_any_region_pays_half():
    gotland = replace(kommun("gotland", 61_000), outside_region=True)
    law = shares_of((FK, AF, gotland), rule(3_000_001))
    assert kronor(law) == {"fk": 1_500_001, "af": 0, "gotland": 1_500_000}
    assert [(p.kind, p.weight) for p in law.parties] == [(PartyKind.STATE, 1), (PartyKind.MUNICIPALITIES, 1)]


def test_where_a_region_takes_part_the_law_is_a_half_and_two_fourths():
    gotland = replace(kommun("gotland", 61_000), outside_region=True)
    assert kronor(shares_of((FK, REGION, gotland), rule(4_000))) == {"fk": 2_000, "sjo": 1_000, "gotland": 1_000}


def test_without_a_region_or_an_exception_nobody_can_share():
    with pytest.raises(ContributionsError, match="region"):
        shares_of((FK, kommun("a", 1)), rule(1_000))


def test_several_regions_share_their_fourth():
    other = member("berg", PartyKind.REGION)
    law = shares_of(
        (FK, REGION, other, kommun("a", 1)), rule(4_000, regional_key=LocalKey.FIXED, weights={"sjo": 3, "berg": 1})
    )
    assert kronor(law) == {"fk": 2_000, "sjo": 750, "berg": 250, "a": 1_000}


def test_kommuner_may_share_equally():
    law = shares_of(
        (FK, REGION, kommun("a", 9), kommun("b", 1), kommun("c", 1)), rule(4_000, municipal_key=LocalKey.EQUAL)
    )
    assert kronor(law) == {"fk": 2_000, "sjo": 1_000, "a": 334, "b": 333, "c": 333}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"municipal_key": LocalKey.FIXED}, "vikt"),
        ({"population_on": dt.date(2025, 12, 31)}, "invånarantal"),
        ({"unit": 300}, "poolen"),
        ({"municipal_key": LocalKey.FIXED, "weights": {"a": 0}}, "vikt över noll"),
    ],
)
def test_what_cannot_be_shared_is_told(changed: dict[str, object], words: str):
    with pytest.raises(ContributionsError, match=words):
        shares_of((FK, REGION, kommun("a", 1)), rule(1_000, **changed))


def test_a_year_without_a_decision(demo: Path):
    with pytest.raises(ContributionsError, match="2031"):
        shares(load(Workspace(demo)), 2031)


def test_a_year_of_a_third_each_sums_to_the_öre():
    parts = tuple(Instalment(q, q.start, q.end, 1, 3) for q in quarters_of(2026)[:3])
    law = shares_of((FK, REGION, kommun("a", 1)), rule(4, instalments=parts))
    assert law.member("a").instalments == (34, 33, 33)


@given(
    pool=st.integers(0, 10**10),
    unit=st.sampled_from([1, 100]),
    people=st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any),
    regions=st.integers(1, 4),
    parts=st.sampled_from([(1,), (1, 1), (1, 1, 1), (1, 1, 1, 1), (1,) * 12, (2, 1, 1)]),
)
def test_members_sum_to_their_party_and_instalments_to_the_year(
    pool: int, unit: int, people: Sequence[int], regions: int, parts: Sequence[int]
):
    kommuner = [kommun(f"k{n}", count) for n, count in enumerate(people)]
    members = (FK, AF, *(member(f"r{n}", PartyKind.REGION) for n in range(regions)), *kommuner)
    span = quarters_of(2026)[0]
    instalments = tuple(Instalment(span, DAY, DAY, part, sum(parts)) for part in parts)
    law = shares_of(members, replace(rule(0), pool=pool * unit, unit=unit, instalments=instalments))
    assert sum(party.amount for party in law.parties) == pool * unit
    for party in law.parties:
        assert sum(m.amount for m in party.members) == party.amount
    for m in law.members:
        assert sum(m.instalments) == m.amount
        assert m.amount >= 0
        assert m.amount % unit == 0
    state, region, municipalities = (party.amount for party in law.parties)
    assert abs(state - region - municipalities) <= unit
    assert law.member("af").amount == 0


@given(people=st.lists(st.integers(0, 10**5), min_size=1, max_size=6).filter(any))
def test_one_weight_per_member_says_what_both_levels_say(people: Sequence[int]):
    members = (FK, AF, REGION, *(kommun(f"k{n}", count) for n, count in enumerate(people)))
    weights = shares_of(members, rule(0)).weights()
    total = sum(weights.values())
    assert weights["fk"] * 2 == total
    assert weights["sjo"] * 4 == total
    assert sum(weight for name, weight in weights.items() if name.startswith("k")) * 4 == total
