"""What the demo's people book says came back: true to life, and no fairy tale (bookkeeping.md section 4)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.incentives import incentives_of
from onedoor_ledger.incentive.model import Incentives
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import language
from tests.demo.conftest import Quarter


@pytest.fixture(scope="module")
def found(rules: Rulebook, quarter: Quarter) -> Incentives:
    with language("sv"):
        return incentives_of(rules, quarter.books, parse_period("2026-Q3"))


def test_the_region_loses_and_no_other_party(found: Incentives):
    nets = {player.id: player.net for player in found.players}
    assert [who for who, net in nets.items() if net < 0] == ["norrvidd"]
    assert set(nets) == {"fk", "norrvidd", "granasa", "kvarnsund", "municipalities_together"}


def test_the_small_kommuner_gain_modestly(found: Incentives):
    small = next(player for player in found.players if player.id == "municipalities_together")
    assert 0 < small.net < small.put_in


def test_side_payments_mend_it(found: Incentives):
    mended = found.side_payments
    assert mended.possible
    assert [who for who, received in mended.receives.items() if received > 0] == ["norrvidd"]
    assert all(player.net + mended.receives[player.id] >= 0 for player in found.players)


@pytest.mark.parametrize("name", ["2026-Q2", "2026-Q3"])
def test_before_the_quarter_is_booked_the_region_loses_too(rules: Rulebook, books: Books, name: str):
    found = incentives_of(rules, books, parse_period(name))
    assert [player.id for player in found.players if player.net < 0] == ["norrvidd"]


def test_the_whole_gains_but_no_fairy_tale(found: Incentives):
    put_in = sum(row.stake.put_in for row in found.purses)
    came_back = found.relief.purses["society"].horizons[5]
    assert 1 < came_back / put_in < 3


def test_authorities_see_nothing_in_their_own_administration(found: Incentives):
    for authority in ("fk", "af"):
        assert found.relief.purses[authority].gross == 0
    assert found.relief.purses["state_appropriation"].gross > 0


def test_nothing_is_missing_and_what_is_assumed_is_marked(found: Incentives):
    assert found.relief.missing == ()
    assert any(row.evidence.assumption for row in found.relief.used)
    assert any("Etableringsersättning" in said for said in found.relief.breaks)


def test_every_purse_has_its_own_row_and_they_add_up(found: Incentives):
    *parts, society = found.relief.purses.values()
    assert society.purse == "society"
    assert sum((part.gross for part in parts), Fraction(0)) == society.gross
    assert [row.purse for row in found.booked] == [
        "norrvidd",
        "granasa",
        "kvarnsund",
        "municipalities_together",
        "state_appropriation",
        "akassa",
    ]
