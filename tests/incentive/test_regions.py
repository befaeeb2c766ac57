"""With several regions each has a row of its own where the kommun's code tells whose it is, and else they have one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

from onedoor_ledger.incentive.models import outcomes_of
from onedoor_ledger.incentive.purses import REGIONS_TOGETHER, SOCIETY, TOGETHER, purses_of, regions_of
from onedoor_ledger.incentive.relief import relief_of
from onedoor_ledger.incentive.shifts import Shifts, shifts_of
from onedoor_ledger.incentive.weighing import weighed
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import flows, text
from onedoor_ledger.rulebook.model import PartyKind, Rulebook
from onedoor_ledger.rulebook.model.incentive import OrganisationModel
from onedoor_ledger.voucher import Voucher
from tests.accounts import small
from tests.incentive.hand import stakes
from tests.incentive.rules import AID, PLACE, SICK, WORK, people, rules, two_regions

CODED = {"norrvidd": "22", "sydvidd": "23", "granasa": "2281", "tallhed": "2301"}
PERIOD = parse_period("2027-Q3")
NORTH, SOUTH = people(30, SICK, AID), people(20, SICK, AID, "tallhed")
TODAY = dt.date(2027, 10, 14)
MONTHS = Fraction(15, 2)
"""From the middle of January–March to the end of September."""


def shifts(book: Rulebook, *vouchers: Voucher) -> Shifts:
    return shifts_of(book, small.books(*vouchers), PERIOD)


def page(book: Rulebook, *vouchers: Voucher) -> str:
    made = flows.build(book, small.books(*vouchers), PERIOD, today=TODAY)
    return text.render(made).replace("\u00a0", " ")


def test_each_region_is_a_purse_of_its_own_on_flows_as_among_incentives():
    book = two_regions(**CODED)
    found = shifts(book, NORTH, SOUTH).whole
    assert found.purses == ("norrvidd", "granasa", "tallhed", "sydvidd", "state_appropriation")
    assert found.before["norrvidd"] == 30 * MONTHS * 3_000_00
    assert found.before["sydvidd"] == 20 * MONTHS * 3_000_00
    assert found.after["sydvidd"] == 20 * MONTHS * 1_000_00
    relief = relief_of(book, small.books(NORTH, SOUTH), PERIOD)
    assert REGIONS_TOGETHER not in relief.purses
    assert [bool(relief.purses[each].gross) for each in ("norrvidd", "sydvidd")] == [True, True]


def test_the_page_names_each_region():
    told = page(two_regions(**CODED), NORTH, SOUTH)
    assert "Region Norrvidd" in told
    assert "Region Sydvidd" in told
    assert "Regionerna tillsammans" not in told
    assert "regions_together" not in told


def test_where_it_cannot_be_told_they_have_one_row_and_it_is_said():
    book = two_regions()
    found = shifts(book, NORTH, SOUTH).whole
    assert found.purses == ("granasa", "tallhed", REGIONS_TOGETHER, "state_appropriation")
    assert abs(found.before[REGIONS_TOGETHER] - 50 * MONTHS * 3_000_00) <= 100, "its parts are whole kronor"
    relief = relief_of(book, small.books(NORTH, SOUTH), PERIOD)
    assert relief.purses[REGIONS_TOGETHER].gross
    assert sum(p.gross for id_, p in relief.purses.items() if id_ != SOCIETY) == relief.purses[SOCIETY].gross
    told = page(book, NORTH, SOUTH)
    assert "Regionerna tillsammans" in told
    assert "Regionerna tillsammans bär det som inte går att säga för en region" in told


def test_a_move_without_a_kommun_is_of_no_one_region():
    book = two_regions(**CODED)
    assert shifts(book, NORTH, SOUTH, people(10, SICK, AID, "")).whole.purses == (
        *("norrvidd", "granasa", "tallhed", "sydvidd"),
        *(TOGETHER, REGIONS_TOGETHER, "state_appropriation"),
    )
    same = two_regions(**{**CODED, "tallhed": "2282"})
    assert shifts(same, NORTH, SOUTH, people(10, SICK, AID, "")).whole.before["norrvidd"] == 60 * MONTHS * 3_000_00


def test_small_kommuner_in_two_regions_do_not_tell_their_moves_by_region():
    """Region Sydvidd's kronor would say that three of Tallhed moved."""
    found = shifts(two_regions(**CODED), NORTH, people(3, SICK, AID, "tallhed")).whole
    assert found.purses == (TOGETHER, REGIONS_TOGETHER, "state_appropriation")


def test_a_kommun_outside_any_region_bears_a_regions_tasks():
    kinds = (PartyKind.STATE, PartyKind.MUNICIPALITIES)
    own = tuple(
        dataclasses.replace(who, outside_region=True)
        for who in rules().participants
        if who.kind in kinds and who.id != "tallhed"
    )
    book = dataclasses.replace(rules(), participants=own)
    assert regions_of(book) == {"granasa": "granasa", TOGETHER: "granasa"}
    assert shifts(book, NORTH).whole.before["granasa"] == 30 * MONTHS * 3_000_00


def test_the_regions_together_are_nobodys_among_the_parties_and_sum_with_the_rest():
    book = two_regions()
    books = small.books(people(30, AID, WORK), people(20, AID, WORK, "tallhed"))
    relief = relief_of(book, books, PERIOD)
    made = weighed(book, relief, stakes({}, book))
    assert REGIONS_TOGETHER in [row.purse for row in made.purses]
    assert all(REGIONS_TOGETHER not in player.purses for player in made.players)
    model = OrganisationModel(
        *("one", "En huvudman", "Påhittad", "Påhittad", True, {"region": "principal"}, {}, "", "", "as_today", PLACE)
    )
    book = dataclasses.replace(book, incentive=dataclasses.replace(book.incentive, models=(model,)))
    (outcome,) = outcomes_of(book, books, PERIOD, made, shifts_of(book, books, PERIOD))
    principal = next(row for row in outcome.rows if row.id == "principal")
    assert principal.relief == round(made.purses[[r.purse for r in made.purses].index(REGIONS_TOGETHER)].relief)


def test_one_region_needs_no_such_row():
    assert REGIONS_TOGETHER not in [purse.id for purse in purses_of(rules())]
