"""Names as banks write them, references as people do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.intake import names
from onedoor_ledger.intake.identity import Identities


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Granåsa kommun", "GRANASA KOMMUN"),
        ("Försäkringskassan", "FÖRSÄKRINGSKASSAN, HK"),
        ("Granåsa kommun", "Granåsa kommun, kommunstyrelsen"),
        ("Norrådalens Samlade Revisionsbyrå Aktiebolag", "NORRADALENS SAMLADE REVISIONSBYRA"),
    ],
)
def test_one_counterparty_in_two_spellings(one, other):
    assert names.same_name(one, other)
    assert names.same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Region Norrvidd", "Region Norrvidds folkhögskola"),
        ("Granåsa kommun", "Kvarnsunds kommun"),
        ("", ""),
        ("IT", "IT-konsult"),
    ],
)
def test_two_counterparties(one, other):
    assert not names.same_name(one, other)


def test_a_year_or_a_period_is_no_reference():
    assert names.tokens("Rekvisition 2026-Q3, faktura 118842 den 2026-09-30, moms 25") == {"118842"}


def test_references_are_compared_without_padding():
    assert names.reference("000 118842") == names.reference("118842")


@given(st.lists(st.sampled_from(["Avgift 1", "avgift  1", "Avgift 2"]), max_size=8))
def test_equal_rows_are_numbered_and_every_identity_is_its_own(texts):
    identities = Identities("bank")
    given_ = [identities.by_content(text) for text in texts]
    assert len(set(given_)) == len(given_)
    again = Identities("bank")
    assert [again.by_content(text) for text in texts] == given_
