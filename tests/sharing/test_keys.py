"""Keys of two levels: parties first, their members inside, each with its own carry."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.rulebook.model import KeyGroup
from onedoor_ledger.sharing.keys import Carry, Share, exact_text, flat, parse_exact

LAW = (
    KeyGroup("state", 2, (("fk", 1),)),
    KeyGroup("region", 1, (("norrvidd", 1),)),
    KeyGroup("municipalities", 1, (("granasa", 96_400), ("kvarnsund", 38_200), ("tallhed", 21_300), ("ovik", 0))),
)
amounts = st.integers(-(10**8), 10**8)


def by_party(shares: tuple[Share, ...]) -> dict[str, int]:
    booked = {share.participant: share.booked for share in shares}
    return {group.id: sum(booked[member] for member, _ in group.members) for group in LAW}


@given(st.lists(amounts, min_size=1, max_size=12), st.sampled_from(["granasa", "fk", "norrvidd", "kvarnsund", "none"]))
def test_members_add_up_to_parties_and_parties_to_the_whole(costs: list[int], bearer: str) -> None:
    carry = Carry(LAW, bearer)
    totals = dict.fromkeys((member for group in LAW for member, _ in group.members), 0)
    parties = dict.fromkeys((group.id for group in LAW), 0)
    for cost in costs:
        shares = carry.split(cost)
        assert sum(share.booked for share in shares) == cost
        for share in shares:
            totals[share.participant] += share.booked
        parties = {party: parties[party] + amount for party, amount in by_party(shares).items()}
    for group in LAW:
        assert abs(Fraction(sum(costs) * group.weight, 4) - parties[group.id]) < 1
    inside = parties["municipalities"]
    for member, weight in LAW[2].members:
        assert abs(Fraction(inside * weight, 155_900) - totals[member]) < 1
    assert totals["ovik"] == 0


@given(st.lists(amounts.filter(bool), min_size=1, max_size=8), st.sampled_from(["granasa", "fk"]))
def test_the_carry_read_back_from_what_is_written_equals_the_carry_that_was_kept(costs: list[int], bearer: str) -> None:
    kept, read = Carry(LAW, bearer), Carry(LAW, bearer)
    for cost in costs:
        written = [
            Share(share.participant, share.booked, *parse_exact(exact_text(share)))
            for share in kept.split(cost)
            if share.participant != bearer and (share.booked or share.exact or share.group_exact is not None)
        ]
        read.add(written)
    assert read.groups() == kept.groups()
    assert [read.members(group) for group in LAW] == [kept.members(group) for group in LAW]


@given(amounts)
def test_a_zero_amount_leaves_the_carry_alone(cost: int) -> None:
    carry = Carry(flat([("a", 1), ("b", 2)]), "a")
    carry.split(cost)
    before = carry.members(flat([("a", 1), ("b", 2)])[0])
    assert all(share.booked == 0 for share in carry.split(0))
    assert carry.members(flat([("a", 1), ("b", 2)])[0]) == before


@given(st.lists(st.integers(100, 10**6), min_size=1, max_size=10))
def test_a_share_of_at_least_an_ore_keeps_its_sign(costs: list[int]) -> None:
    carry = Carry(flat([("a", 1), ("b", 33), ("c", 66)]), "c")
    for cost in costs:
        assert all(share.booked >= 0 for share in carry.split(cost))
