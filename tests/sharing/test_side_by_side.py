"""The same cost by every key."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import ContributionRule, LocalKey, Population, Rulebook
from onedoor_ledger.sharing.settlement import RuleShares
from onedoor_ledger.sharing.side_by_side import Column, side_by_side
from tests.sharing.door_books import WEIGHTS, Ledger, rule, rulebook

Q3 = parse_period("2026-Q3")
EVENT_10 = 46_250_000


def counted(rules: Rulebook) -> Rulebook:
    """With inhabitants for Granåsa, and contributions for 2026 where FK pays AF's part."""
    people = (Population(dt.date(2025, 12, 31), 96_400, "SCB"), Population(dt.date(2026, 12, 31), 1, "later"))
    participants = tuple(
        replace(p, population=people if p.id == "granasa" else (), pays_for="fk" if p.id == "af" else None)
        for p in rules.participants
    )
    year = ContributionRule(
        2026, 1_160_000_000, 100, LocalKey.EQUAL, LocalKey.EQUAL, {}, None, "2025-11-26", "FL 5 §", ()
    )
    return replace(rules, participants=participants, contributions={2026: year})


def columns(total: int = EVENT_10, rules: Rulebook | None = None) -> dict[str, Column]:
    whole = counted(rulebook(rule())) if rules is None else rules
    shares = RuleShares(rule(), total, {who: total * weight // 100 for who, weight in WEIGHTS.items()}, ())
    (found,) = side_by_side(whole, Ledger().books, Q3, [shares])
    assert found.participants == tuple(WEIGHTS)
    return {column.id: column for column in found.columns}


def test_the_front_door_by_every_key():
    found = columns()
    assert list(found) == ["agreed", "equal", "population", "statutory", "contributions"]
    assert found["agreed"].shares == {
        "granasa": 21_275_000, "af": 11_100_000, "fk": 5_550_000, "norrvidd": 5_550_000, "ssc": 2_775_000
    }  # fmt: skip
    assert found["equal"].shares == dict.fromkeys(WEIGHTS, EVENT_10 // 5)
    assert found["population"].shares == {**dict.fromkeys(WEIGHTS, 0), "granasa": EVENT_10}


def test_by_law_the_state_bears_half_and_who_is_no_member_nothing():
    law = columns()["statutory"].shares
    assert law == {"fk": EVENT_10 // 2, "af": 0, "norrvidd": EVENT_10 // 4, "granasa": EVENT_10 // 4}


def test_by_contribution_kvarnsund_takes_no_part_so_the_others_bear_more():
    """Granåsa and Kvarnsund pay an eighth each of the pool; of what is paid by those at the door, Granåsa a seventh."""
    by_contribution = columns(70_000_000)["contributions"].shares
    assert by_contribution == {"granasa": 10_000_000, "af": 0, "fk": 40_000_000, "norrvidd": 20_000_000, "ssc": 0}


def test_a_key_without_numbers_has_no_answer():
    bare = columns(rules=rulebook(rule()))
    assert bare["population"].shares is None
    assert bare["statutory"].shares is None
    assert bare["contributions"].shares is None
    assert bare["equal"].shares is not None


@given(st.integers(-10_000_000, 100_000_000))
def test_every_key_shares_the_whole_sum(total: int):
    for column in columns(total).values():
        if column.id != "agreed":
            assert column.shares is not None
            assert sum(column.shares.values()) == total


def test_rules_for_information_are_not_compared():
    from onedoor_ledger.rulebook.model import Scope

    own = replace(rule(), scope=Scope.ASSOCIATION)
    assert side_by_side(counted(rulebook(own)), Ledger().books, Q3, [RuleShares(own, 100, {"fk": 100}, ())]) == ()
