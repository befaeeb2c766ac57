"""Claims rules for agreements between parties."""

from __future__ import annotations

from fractions import Fraction

import coopgame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.errors import UserError
from onedoor_ledger.sharing.claims import RULES, talmud
from onedoor_ledger.sharing.claims_table import read, shortage

INDEPENDENT = {
    "cea": coopgame.constrained_equal_awards,
    "cel": coopgame.constrained_equal_losses,
    "talmud": coopgame.talmud,
}


@pytest.mark.parametrize(
    ("estate", "awards"),
    [(100, ("100/3", "100/3", "100/3")), (200, ("50", "75", "75")), (300, ("50", "100", "150"))],
)
def test_the_three_wives_of_ketubot_93a(estate, awards):
    claims = [Fraction(100), Fraction(200), Fraction(300)]
    assert talmud(Fraction(estate), claims) == tuple(Fraction(a) for a in awards)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6), st.fractions(0, 1), st.sampled_from(sorted(RULES)))
def test_nobody_gets_more_than_its_claim_or_less_than_nothing(claims, part, rule):
    owed = [Fraction(c) for c in claims]
    amount = part * sum(owed)
    awards = RULES[rule](amount, owed)
    assert sum(awards) == amount
    assert all(0 <= award <= claim for award, claim in zip(awards, owed, strict=True))


@given(
    st.lists(st.integers(1, 1000), min_size=1, max_size=6), st.integers(0, 100), st.sampled_from(sorted(INDEPENDENT))
)
def test_the_rules_give_what_an_independent_solver_gives(claims, percent, rule):
    amount = Fraction(percent, 100) * sum(claims)
    awards = RULES[rule](amount, [Fraction(c) for c in claims])
    expected = INDEPENDENT[rule](float(amount), [float(c) for c in claims])
    assert [float(award) for award in awards] == pytest.approx(list(expected))


def test_a_table_of_claims():
    claims = read("party;claim\nGranåsa;1 200,50\nTallhed;0\n".encode(), "ansprak.csv")
    assert claims.parties == ("Granåsa", "Tallhed")
    assert claims.claims == (Fraction(2401, 2), 0)
    assert shortage(claims, "1 000,25") == Fraction(4001, 4)


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ("a,1\nb,-1\n", "claim-row", 3),
        ("a,1\n,1\n", "claim-row", 3),
        ("a,1\nb,2\na,3\n", "claim-twice", 4),
        ("a,much\n", "value-amount", 2),
    ],
)
def test_a_bad_claim_is_told_with_its_row(rows, code, row):
    with pytest.raises(UserError) as told:
        read(f"party,claim\n{rows}".encode(), "ansprak.csv")
    (error,) = getattr(told.value, "errors", (told.value,))
    assert (error.code, error.place.row) == (code, row)


@pytest.mark.parametrize("amount", ["-1", "301", "1e9", ""])
def test_an_amount_that_is_no_shortage_is_refused(amount):
    claims = read(b"party,claim\na,100\nb,200\n", "ansprak.csv")
    with pytest.raises(UserError):
        shortage(claims, amount)
