"""Second opinions on a table of coalition costs: TVA's published rows, and an independent solver."""

from __future__ import annotations

from fractions import Fraction

import coopgame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.sharing.games.game import CostGame, Overcharge, overcharged, subadditivity_breaches
from onedoor_ledger.sharing.games.nucleolus import nucleolus
from onedoor_ledger.sharing.games.separable import NoRemainderError, ensc, moriarity, scrb
from onedoor_ledger.sharing.games.shapley import sampled_shapley, shapley

TVA = CostGame(
    ("navigation", "flood", "power"),
    {k: Fraction(v) for k, v in {1: 163520, 2: 140826, 4: 250096, 3: 301607, 5: 378821, 6: 367370, 7: 412584}.items()},
)
"""The Tennessee Valley Authority's dams, thousand USD (methods.md section 1)."""


@pytest.mark.parametrize(
    ("method", "row"),
    [
        (scrb, ("117475.54", "99157.29", "195951.16")),
        (shapley, ("117829.00", "100756.50", "193998.50")),
        (nucleolus, ("116234.00", "93540.00", "202810.00")),
        (ensc, ("119424.00", "107973.00", "185187.00")),
        (moriarity, ("121682.22", "104794.65", "186107.13")),
    ],
)
def test_the_tva_table(method, row):
    shares = method(TVA)
    assert sum(shares) == TVA.total
    assert tuple(f"{float(share):.2f}" for share in shares) == row


def test_a_degenerate_game_that_one_published_package_gets_wrong():
    """Several coalitions are tight at once: each round may only fix those that are tight in every optimum."""
    glove = CostGame(("a", "b", "c", "d"), {m: Fraction(min(2, m.bit_count())) for m in range(1, 16)})
    assert nucleolus(glove) == (Fraction(1, 2),) * 4


def games(most: int = 5) -> st.SearchStrategy[CostGame]:
    def table(n: int) -> st.SearchStrategy[CostGame]:
        costs = st.lists(st.integers(0, 30), min_size=2**n - 1, max_size=2**n - 1)
        return costs.map(lambda c: CostGame(tuple("abcdefg"[:n]), {m: Fraction(v) for m, v in enumerate(c, 1)}))

    return st.integers(1, most).flatmap(table)


@given(games())
def test_every_method_shares_exactly_the_whole(game: CostGame):
    for method in (shapley, nucleolus, ensc, scrb, moriarity):
        try:
            assert sum(method(game)) == game.total
        except NoRemainderError:
            assert method in (scrb, moriarity)


@given(games())
def test_the_nucleolus_is_what_an_independent_exact_solver_finds(game: CostGame):
    alone = sum(game.alone(i) for i in range(game.n))
    savings = [sum(game.alone(i) for i in range(game.n) if m >> i & 1) - game.of(m) for m in range(1, 2**game.n)]
    domain = "imputation" if alone >= game.total else "preimputation"
    saved = coopgame.nucleolus_exact(savings, domain=domain)["allocation"]
    assert nucleolus(game) == tuple(game.alone(i) - Fraction(saved[i]) for i in range(game.n))


@given(games(4))
def test_shapley_is_the_average_over_all_orders(game: CostGame):
    from itertools import permutations

    sums = [Fraction(0)] * game.n
    orders = list(permutations(range(game.n)))
    for order in orders:
        mask = 0
        for i in order:
            sums[i] += game.of(mask | 1 << i) - game.of(mask)
            mask |= 1 << i
    assert shapley(game) == tuple(s / len(orders) for s in sums)


@given(games(4), st.integers(0, 5))
def test_sampled_shapley_sums_exactly_and_is_the_same_for_the_same_seed(game: CostGame, seed: int):
    once = sampled_shapley(game, seed=seed, orders=50)
    assert sum(once.shares) == game.total
    assert once == sampled_shapley(game, seed=seed, orders=50)


def test_the_core_check_names_each_coalition_and_by_how_much():
    assert overcharged(TVA, moriarity(TVA)) == ()
    shares = (Fraction(180_000), Fraction(123_000), Fraction(109_584))
    assert overcharged(TVA, shares) == (
        Overcharge(("navigation",), Fraction(16_480)),
        Overcharge(("navigation", "flood"), Fraction(1_393)),
    )


def test_costs_that_speak_against_cooperation_are_named_not_mended():
    game = CostGame(("a", "b"), {1: Fraction(1), 2: Fraction(1), 3: Fraction(5)})
    (breach,) = subadditivity_breaches(game)
    assert (breach.first, breach.second, breach.extra) == (("a",), ("b",), 3)
