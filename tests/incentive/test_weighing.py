"""Net, ratio, payback, break-even, players: from relief and stakes made by hand."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.incentive.payback import after
from onedoor_ledger.incentive.purses import APPROPRIATION, TOGETHER, purses_of
from onedoor_ledger.incentive.weighing import weighed
from tests.accounts import small
from tests.incentive import hand

TKR = 100_000
PURSES = [purse.id for purse in purses_of(small.rulebook())]
amounts = st.dictionaries(st.sampled_from(PURSES), st.integers(-(10**11), 10**11))
parts = st.fixed_dictionaries(
    {name: st.integers(0, 10**10) for name in ("called", "contribution", "shared", "inkind", "received", "doing")}
)


def one(monthly: int, put_in: int, *, persons: int = 6, target: str = "work", **more: object):
    """Granåsa's row: ``persons`` worth ``monthly`` öre a month together."""
    relief = hand.relief(
        {"granasa": 36 * monthly}, hand.moved({"granasa": monthly}, persons=persons, target=target, **more)
    )
    found = weighed(small.rulebook(), relief, hand.stakes({"granasa": hand.stake("granasa", contribution=put_in)}))
    return next(row for row in found.purses if row.purse == "granasa")


def test_net_is_relief_less_what_was_put_in_and_the_passing_post():
    stake = hand.stake("granasa", called=900, contribution=400, shared=50, inkind=25, received=300, doing=310)
    row = hand.row("granasa", {"granasa": 1000}, {"granasa": stake})
    assert row.net == 1000 - 400 - 50 - 25 - 10
    assert row.ratio == Fraction(1000, 475)


def test_payback_is_the_first_month_that_covers_it():
    assert one(1000, 12_000).payback_months == 12
    assert one(1000, 12_001).payback_months == 13
    assert one(1000, 12_000, lag_months=6).payback_months == 18
    assert one(1000, 36_001).payback_months is None
    assert one(1000, 0).payback_months == 0
    half = (Fraction(1), Fraction(1, 2), Fraction(1, 2))
    assert one(1000, 18_000, profile=half).payback_months == 24


def test_the_state_is_paid_back_by_its_appropriations():
    relief = hand.relief({APPROPRIATION: 36_000}, hand.moved({APPROPRIATION: 1000}))
    found = weighed(small.rulebook(), relief, hand.stakes({"fk": hand.stake("fk", contribution=12_000)}))
    assert {row.purse: row.payback_months for row in found.purses if row.purse in ("fk", APPROPRIATION)} == {
        "fk": None,
        APPROPRIATION: 0,
    }
    state = found.players[0]
    assert (state.put_in, state.relief, state.net) == (12_000, 36_000, 24_000)
    assert (state.payback_months, state.break_even) == (12, 2)


def test_break_even_is_in_whole_persons():
    assert one(6_000, 36 * 1000 * 4).break_even == 4
    assert one(6_000, 36 * 1000 * 4 + 1).break_even == 5
    assert one(-6_000, 1).break_even is None
    assert one(6_000, 1, target="sickness").break_even is None, "nobody of these went to work"


def test_a_move_nothing_is_assumed_of_gives_no_relief_in_time():
    row = hand.moved({"granasa": 1000})
    assert after([row], ["granasa"], 36, Fraction(0)) == 36_000
    assert after([dataclasses.replace(row, effect=None)], ["granasa"], 36, Fraction(0)) == 0


def test_small_kommuner_stand_together_with_their_stakes():
    given_ = {"tallhed": hand.stake("tallhed", contribution=70), "granasa": hand.stake("granasa", contribution=30)}
    found = hand.weighed({TOGETHER: 100, "granasa": 20}, given_, small_kommuner=("tallhed",))
    assert [row.purse for row in found.purses][:5] == ["fk", "af", "norrvidd", "granasa", TOGETHER]
    assert [player.id for player in found.players] == ["fk", "norrvidd", "granasa", TOGETHER]
    assert found.without == ("granasa", TOGETHER)


def test_a_site_party_bears_its_part_of_the_whole():
    found = hand.weighed({}, {"ssc": hand.stake("ssc", shared=40)})
    assert found.purses[-1].purse == "ssc"
    assert found.society == -40
    assert "ssc" not in {player.id for player in found.players}


@given(amounts, st.dictionaries(st.sampled_from(PURSES[:5]), parts))
def test_nets_sum_to_societys(horizon: dict[str, int], given_: dict[str, dict[str, int]]):
    stakes = {purse: hand.stake(purse, **each) for purse, each in given_.items()}
    found = hand.weighed(horizon, stakes)
    assert sum((row.net for row in found.purses), Fraction(0)) == found.society
    outside = sum(row.net for row in found.purses if row.purse not in {p for o in found.players for p in o.purses})
    assert sum(player.net for player in found.players) + outside == found.society
    used = sum(stake.contribution for stake in stakes.values())
    for outcome in found.keys:
        assert sum(outcome.contributions.values()) == used
        assert sum(outcome.nets.values()) == sum(player.net for player in found.players)


def test_the_methods_example_in_three_players():
    given_ = {
        "fk": hand.stake("fk", contribution=2000 * TKR),
        "norrvidd": hand.stake("norrvidd", contribution=1000 * TKR),
        "granasa": hand.stake("granasa", contribution=1000 * TKR),
    }
    found = hand.weighed({APPROPRIATION: 2400 * TKR, "norrvidd": 500 * TKR, "granasa": 3100 * TKR}, given_)
    assert {p.id: p.net for p in found.players} == {
        "fk": 400 * TKR, "norrvidd": -500 * TKR, "granasa": 2100 * TKR, "tallhed": 0,
    }  # fmt: skip
    assert found.without == ("norrvidd",)
    assert found.side_payments.receives == {
        "fk": -80 * TKR, "norrvidd": 500 * TKR, "granasa": -420 * TKR, "tallhed": 0,
    }  # fmt: skip
    assert found.society == 2000 * TKR
