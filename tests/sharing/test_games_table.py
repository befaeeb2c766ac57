"""A table of coalition costs as a treasurer saves it, and all the second opinions on it."""

from __future__ import annotations

import random
from fractions import Fraction

import coopgame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.errors import UserError
from onedoor_ledger.sharing.games.game import CostGame
from onedoor_ledger.sharing.games.opinions import Reason, Unanswered, second_opinions
from onedoor_ledger.sharing.games.shapley import shapley
from onedoor_ledger.sharing.games.table import Compared, read

DOOR = {
    "granasa": 1_600_000,
    "af": 900_000,
    "fk": 700_000,
    "granasa+af": 2_000_000,
    "granasa+fk": 1_900_000,
    "af+fk": 1_500_000,
    "granasa+af+fk": 2_600_000,
}


def table(costs: dict[str, object], header: str = "coalition,cost") -> bytes:
    return "\n".join([header, *(f"{who},{cost}" for who, cost in costs.items())]).encode()


def test_a_table_as_a_swedish_spreadsheet_saves_it_is_the_same_game():
    swedish = "coalition;cost\r\n" + "".join(
        f"{who};{cost:,}".replace(",", "\u00a0") + ",00\r\n" for who, cost in DOOR.items()
    )
    assert read(swedish.encode("cp1252"), "ingang.csv").game == read(table(DOOR), "ingang.csv").game


@given(st.permutations(sorted(DOOR)), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_members_does_not_matter(rows: list[str], chance: random.Random):
    def mixed(who: str) -> str:
        members = who.split("+")
        chance.shuffle(members)
        return " + ".join(members)

    game = read(table({mixed(who): DOOR[who] for who in rows}), "ingang.csv").game
    told = {frozenset(game.names(mask)): cost for mask, cost in game.cost.items()}
    assert told == {frozenset(who.split("+")): Fraction(cost) for who, cost in DOOR.items()}


def test_ore_are_exact():
    assert read(b'coalition,cost\na,"0,10"\nb,0.2\na+b,"0,30"\n', "x.csv").game.total == Fraction(3, 10)


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"coalition,cost\na,1\nb,2\n", "coalition-missing", None),
        (b"coalition,cost\na,1\nb,2\nb+a,3\na+b,3\n", "coalition-twice", 5),
        (b"coalition,cost\na,1\nb,2\na+b+a,3\n", "coalition-name", 4),
        (b"coalition,cost\na,1\nb,2\na+,3\n", "coalition-name", 4),
        (b"coalition,cost\na,1\nb,two\na+b,3\n", "value-amount", 3),
        (b"coalition,cost\na,1\nb,\na+b,3\n", "value-amount", 3),
        (b"coalition,cost\n", "table-empty", 1),
        (b"", "table-header", None),
        (b"grupp,kostnad\na,1\n", "table-header", None),
        (b"coalition,cost,benefit\na,1,1\nb,2,\na+b,3,\n", "coalition-benefit-missing", None),
        (b"coalition,cost,benefit\na,1,1\nb,2,1\na+b,3,2\n", "coalition-benefit-of-several", 4),
        (table({"+".join(f"p{n}" for n in range(17)): 1}), "coalition-too-many", None),
    ],
)
def test_a_bad_table_is_told_with_its_row(content: bytes, code: str, row: int | None):
    with pytest.raises(UserError) as told:
        read(content, "ingang.csv")
    errors = getattr(told.value, "errors", (told.value,))
    assert [error.code for error in errors] == [code]
    assert errors[0].place is not None
    assert (errors[0].place.file, errors[0].place.row) == ("ingang.csv", row)


def test_every_bad_row_is_told_at_once():
    with pytest.raises(UserError) as told:
        read(b"coalition,cost\na,x\nb,y\na+b,3\n", "ingang.csv")
    assert [error.place.row for error in told.value.errors] == [2, 3]


def test_benefits_bound_what_scrb_shares_the_rest_by():
    plain = second_opinions(read(table(DOOR), "x.csv"))
    with_benefits = {who: f"{cost},{'' if '+' in who else 800_000}" for who, cost in DOOR.items()}
    bounded = second_opinions(read(table(with_benefits, "coalition,cost,benefit"), "x.csv"))
    scrb = {
        named.with_benefits: opinion
        for named in (plain, bounded)
        for opinion in named.opinions
        if opinion.method == "scrb"
    }
    assert scrb[True].shares != scrb[False].shares
    assert sum(scrb[True].shares) == 2_600_000


def test_all_five_methods_answer_and_gains_are_against_going_alone():
    found = second_opinions(read(table(DOOR), "x.csv"))
    assert [opinion.method for opinion in found.opinions] == ["shapley", "nucleolus", "scrb", "ensc", "moriarity"]
    for opinion in found.opinions:
        assert sum(opinion.shares) == 2_600_000
        assert [a + g for a, g in zip(opinion.shares, opinion.gain, strict=True)] == [1_600_000, 900_000, 700_000]
    assert found.unanswered == ()


def test_a_method_without_an_answer_is_named_with_its_reason():
    free = CostGame(("a", "b"), {1: Fraction(0), 2: Fraction(0), 3: Fraction(10)})
    found = second_opinions(Compared(free, None))
    assert Unanswered("moriarity", Reason.NO_REMAINDER) in found.unanswered
    assert {opinion.method for opinion in found.opinions} >= {"shapley", "nucleolus", "ensc"}


def test_an_empty_core_is_said_to_be_empty():
    """Any two do it for 1, all three for 2: two thirds each, and every pair would leave."""
    costs = {mask: Fraction(2 if mask == 7 else 1) for mask in range(1, 8)}
    assert second_opinions(Compared(CostGame(("a", "b", "c"), costs), None)).core_is_empty
    assert not second_opinions(read(table(DOOR), "x.csv")).core_is_empty


@given(st.lists(st.integers(0, 40), min_size=7, max_size=7))
def test_the_core_is_empty_when_an_independent_solver_says_so(costs: list[int]):
    game = CostGame(("a", "b", "c"), {mask: Fraction(cost) for mask, cost in enumerate(costs, 1)})
    independent = coopgame.Game([-float(cost) for cost in costs])
    assert second_opinions(Compared(game, None)).core_is_empty == (not independent.has_nonempty_core())


@given(st.lists(st.integers(0, 40), min_size=15, max_size=15))
def test_shapley_is_what_an_independent_solver_finds(costs: list[int]):
    game = CostGame(("a", "b", "c", "d"), {mask: Fraction(cost) for mask, cost in enumerate(costs, 1)})
    independent = coopgame.shapley(coopgame.Game([float(cost) for cost in costs]))
    assert [float(share) for share in shapley(game)] == pytest.approx(independent)


def crowd(n: int) -> CostGame:
    """A large front door: rent by the square root of the crowd, and something of each party's own."""
    chance = random.Random(7)
    own = [chance.randint(10, 90) for _ in range(n)]
    costs = {}
    for mask in range(1, 1 << n):
        inside = sum(own[i] for i in range(n) if mask >> i & 1)
        costs[mask] = Fraction(100 * mask.bit_count() ** 0.5).limit_denominator(100) + inside
    return CostGame(tuple(f"p{i}" for i in range(n)), costs)


def test_beyond_twelve_parties_shapley_is_sampled_with_its_error_and_the_nucleolus_left_out():
    game = crowd(13)
    found = second_opinions(Compared(game, None))
    (sampled,) = [opinion for opinion in found.opinions if opinion.sampled]
    assert sampled.method == "shapley"
    assert sampled.sampled is not None
    assert sum(sampled.shares) == game.total
    for guess, error, exact in zip(sampled.shares, sampled.sampled.standard_errors, shapley(game), strict=True):
        assert abs(float(guess - exact)) < 6 * error
    assert found.unanswered == (Unanswered("nucleolus", Reason.TOO_MANY),)
    assert {opinion.method for opinion in found.opinions} == {"shapley", "scrb", "ensc", "moriarity"}
