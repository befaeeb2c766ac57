"""methods.md section 3: side payments and other keys, its example to the öre."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.incentive.model import KeyOutcome, Player
from onedoor_ledger.incentive.other_keys import contribution_keys
from onedoor_ledger.incentive.side_payments import smallest

KR, TKR = 100, 100_000
COST = {"state": 2000 * TKR, "region": 1000 * TKR, "kommun": 1000 * TKR}
BENEFIT = {"state": 2400 * TKR, "region": 500 * TKR, "kommun": 3100 * TKR}
NETS = {who: BENEFIT[who] - COST[who] for who in COST}
amounts = st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e", "f"]), st.integers(-(10**12), 10**12), min_size=1)


def keys(
    nets: dict[str, int], paid: dict[str, int], inhabitants: dict[str, int] | None = None
) -> dict[str, KeyOutcome]:
    players = [Player(who, who, (who,), net) for who, net in nets.items()]
    return {found.key: found for found in contribution_keys(players, paid, inhabitants or {})}


def test_the_region_is_paid_its_deficit_pro_rata_to_the_surplus():
    found = smallest(NETS)
    assert found.possible
    assert found.receives == {"state": -80 * TKR, "region": 500 * TKR, "kommun": -420 * TKR}


def test_no_payment_helps_when_all_together_lose():
    found = smallest({"state": 100, "region": -300, "kommun": 100})
    assert not found.possible
    assert not any(found.receives.values())


def test_nothing_is_paid_when_everybody_gains():
    assert smallest({"a": 1, "b": 0}).receives == {"a": 0, "b": 0}


@given(amounts)
def test_payments_sum_to_nothing_and_leave_nobody_worse_off(nets: dict[str, int]):
    found = smallest(nets)
    assert sum(found.receives.values()) == 0
    assert found.possible == (sum(nets.values()) >= 0)
    if found.possible:
        assert all(nets[who] + found.receives[who] >= 0 for who in nets)
        assert sum(abs(paid) for paid in found.receives.values()) == 2 * sum(-net for net in nets.values() if net < 0)


def test_the_keys_of_the_example():
    found = keys(NETS, COST)
    assert found["statutory"].nets == {"state": 400 * TKR, "region": -500 * TKR, "kommun": 2100 * TKR}
    benefit = found["benefit"].contributions
    assert benefit == {"state": 160_000_000, "region": 33_333_333, "kommun": 206_666_667}
    assert all(abs(Fraction(BENEFIT[who], paid) - Fraction(3, 2)) < Fraction(1, 10**7) for who, paid in benefit.items())
    surplus = found["equal_surplus"].contributions
    assert surplus == {"state": 173_333_334, "region": -16_666_667, "kommun": 243_333_333}
    assert [key for key, outcome in found.items() if outcome.by_law] == ["statutory"]


def test_a_key_without_numbers_is_left_out():
    assert "population" not in keys(NETS, COST)
    assert keys(NETS, COST, {"kommun": 7})["population"].contributions == {
        "state": 0,
        "region": 0,
        "kommun": 4000 * TKR,
    }
    assert "benefit" not in keys({"a": -10, "b": -20}, {"a": 10, "b": 20})


@given(amounts, st.integers(0, 10**12))
def test_every_key_shares_the_same_cost(nets: dict[str, int], cost: int):
    paid = dict.fromkeys(nets, cost)
    for outcome in keys(nets, paid, dict.fromkeys(nets, 3)).values():
        assert sum(outcome.contributions.values()) == cost * len(nets)
        assert sum(outcome.nets.values()) == sum(nets.values())
