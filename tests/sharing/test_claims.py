"""Claims rules for agreements between parties."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.sharing.claims import RULES, talmud


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
