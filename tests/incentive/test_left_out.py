"""What has no cost or no assumption is in no amount, and every place that shows relief or net says so."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

import pytest

from onedoor_ledger.errors import Place
from onedoor_ledger.incentive.left_out import left_out_of
from onedoor_ledger.incentive.relief import relief_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import flows, incentive, models
from onedoor_ledger.reporting.model import Report, Table
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import CostKind, Evidence, OrganisationModel
from onedoor_ledger.voucher import Voucher
from tests.accounts import small
from tests.incentive.hand import effect
from tests.incentive.rules import AID, ALWAYS, COSTS, NEW, SICK, WORK, cost, people, rules

F = Fraction
Q3 = parse_period("2027-Q3")
JUNE = dt.date(2027, 6, 1)
ENTERED = (people(60, NEW, AID), people(40, NEW, SICK))
"""Enough of them that no stock is small."""
MOVES = (*ENTERED, people(15, SICK, AID), people(9, AID, WORK))
CARE_ONLY = rules(tuple(row for row in COSTS if row != COSTS[2]))
"""What sjukpenning costs the region's care is known, and nothing of what it costs the state."""

MODEL = OrganisationModel(
    "trial", "Försök", "Som i dag.", "Påhittad källa", False, {}, {}, "", "", "as_today", Place("models/x.toml", 1)
)


def report(book: Rulebook, *vouchers: Voucher, kind: object = incentive) -> Report:
    made: Report = kind.build(book, small.books(*vouchers), Q3, today=dt.date(2027, 10, 14))  # type: ignore[attr-defined]
    return made


def texts(made: Report) -> list[str]:
    blocks = [block for sheet in made.sheets for section in sheet.sections for block in section.blocks]
    return [block if isinstance(block, str) else block.note for block in blocks if isinstance(block, str | Table)]


def tables(made: Report) -> dict[str, Table]:
    blocks = [block for sheet in made.sheets for section in sheet.sections for block in section.blocks]
    return {block.id: block for block in blocks if isinstance(block, Table)}


def test_a_move_is_left_out_of_every_purse_so_that_the_parts_are_those_of_the_whole():
    found = relief_of(CARE_ONLY, small.books(*MOVES), Q3)
    alone = relief_of(CARE_ONLY, small.books(*ENTERED, MOVES[-1]), Q3)
    assert {id_: purse.gross for id_, purse in found.purses.items()} == {
        id_: purse.gross for id_, purse in alone.purses.items()
    }
    parts = (purse.gross for id_, purse in found.purses.items() if id_ != "society")
    assert sum(parts) == found.purses["society"].gross
    without = left_out_of(found)
    assert (without.persons, without.costless, without.unassumed) == (15, ("sickness",), ())


def test_every_table_and_sentence_of_relief_or_net_says_what_it_is_without():
    made = report(CARE_ONLY, *MOVES)
    notes = {id_: table.note for id_, table in tables(made).items()}
    for id_ in ("incentive", "own_and_whole", "payback", "over_time", "contribution_keys"):
        assert notes[id_].endswith("Utan 15 personers byten."), id_
    told = [text for text in texts(made) if "Granåsa kommun lade in" in text or "För samhället som helhet" in text]
    assert len(told) == 2
    assert all(text.endswith("(utan 15 personers byten).") for text in told)
    assert any(text.startswith("Utan 15 personers byten: rules/unit_costs.toml saknar kostnad") for text in texts(made))
    moved = report(CARE_ONLY, *MOVES, kind=flows)
    assert "Utan 15 personers byten." in tables(moved)["displacement"].note


def test_the_models_say_it_too_and_that_they_rest_on_assumptions():
    guess = dataclasses.replace(COSTS[0], evidence=Evidence(6, assumption=True))
    book = dataclasses.replace(CARE_ONLY, incentive=dataclasses.replace(CARE_ONLY.incentive, models=(MODEL,)))
    made = report(book, *MOVES, kind=models)
    notes = {id_: table.note for id_, table in tables(made).items()}
    assert notes["models"] == notes["model_trial"] == "Utan 15 personers byten."
    assert any(text.startswith("Utan 15 personers byten: ") for text in texts(made))
    assert not any("antaganden" in text for text in texts(made)), "the small rules hold none"
    costs = (guess, *book.incentive.unit_costs[1:])
    assumed = dataclasses.replace(book, incentive=dataclasses.replace(book.incentive, unit_costs=costs))
    told = [text for text in texts(report(assumed, *MOVES, kind=models)) if "antaganden" in text]
    assert len(told) == 1
    assert "är 1 antaganden" in told[0]


def test_the_models_tell_why_their_shifts_are_another_sum_than_those_of_the_flows():
    book = dataclasses.replace(rules(), incentive=dataclasses.replace(rules().incentive, models=(MODEL,)))
    (told,) = [text for text in texts(report(book, *MOVES, kind=models)) if "Rapporten om flöden räknar" in text]
    assert "Försäkringskassan och Arbetsförmedlingen skjuter över på varandra" in told
    (stays,) = [table for id_, table in tables(report(book, *MOVES, kind=models)).items() if id_ == "stays_trial"]
    assert stays.rows[0].cells["from"] == "Staten i övrigt"


def test_every_assumption_and_its_range_stands_on_the_sheet():
    ranged = Evidence(6, assumption=True, low=Fraction(8_000_00), high=Fraction(12_000_00))
    costs = (dataclasses.replace(COSTS[0], evidence=ranged), *COSTS[1:])
    half = Evidence(4, assumption=True, low=Fraction(1, 10), high=Fraction(3, 10))
    given = effect(
        dated=ALWAYS,
        engaged=Fraction(1, 2),
        expected=Fraction(3, 10),
        deadweight=Fraction(1, 5),
        deadweight_evidence=half,
    )
    made = tables(report(rules(costs, effects=(given,)), *MOVES))
    (row,) = made["effects"].rows
    assert (row.cells["engaged"], row.cells["expected"]) == (Fraction(1, 2), Fraction(3, 10))
    assert (row.cells["range"], row.cells["factor"]) == ("10 till 30", "–")
    told = [row.cells["range"] for row in made["unit_costs"].rows if row.cells["monthly"] == 10_000_00]
    assert [str(text).replace("\u00a0", " ") for text in told] == ["8 000 till 12 000"]


def test_a_change_of_rule_is_told_wherever_before_and_after_straddle_it():
    old, new = (dataclasses.replace(ALWAYS, end=dt.date(2027, 5, 31)), dataclasses.replace(ALWAYS, start=JUNE))
    dated = (dataclasses.replace(COSTS[0], id=str(n), dated=d, monthly=F(a)) for n, d, a in ((1, old, 1), (2, new, 2)))
    book = rules((*dated, *COSTS[1:]))
    changed = "! Försörjningsstöd: 0,01 kr i månaden till och med 2027-05-31, 0,02 kr därefter"
    for kind in (flows, incentive):
        assert any(text.startswith(changed) for text in texts(report(book, *MOVES, kind=kind)))


def test_where_nothing_is_missing_nothing_is_said():
    for kind in (incentive, flows):
        assert not [text for text in texts(report(rules(), *MOVES, kind=kind)) if "utan " in text and "byten" in text]


def test_an_insats_of_which_nothing_is_assumed_is_named_and_its_persons_are_not_counted():
    """How many moved in one insats is told nowhere else: the number is nobody's to show here."""
    made = report(rules(effects=()), *MOVES)
    told = [text for text in texts(made) if "utan bytena i I01" in text.lower() or "Utan bytena i I01" in text]
    assert told
    assert not any("personers byten" in text for text in told)


@pytest.mark.parametrize(
    ("book", "moves"),
    [
        (CARE_ONLY, (*ENTERED, people(3, SICK, AID), people(9, AID, WORK))),
        (CARE_ONLY, (*ENTERED, people(15, SICK, AID), people(3, AID, WORK))),
        (
            rules(
                (
                    *(row for row in COSTS if row != COSTS[2]),
                    cost("sickness", "state_appropriation", 15_000, CostKind.BENEFIT, dated=dataclasses.replace(
                        ALWAYS, start=dt.date(2027, 7, 1)
                    )),
                )
            ),
            (*ENTERED, people(7, SICK, AID), people(8, SICK, AID, quarter=3), people(9, AID, WORK)),
        ),
    ],
    ids=["too few of them", "too few of others: a sum is a sum", "only a part of the year: a count of its own"],
)  # fmt: skip
def test_how_many_is_told_only_where_it_may_be(book: Rulebook, moves: tuple[Voucher, ...]):
    for kind in (incentive, flows):
        said = " ".join(texts(report(book, *moves, kind=kind)))
        assert "utan några byten" in said.lower()
        assert "personers byten" not in said
        assert " 3 person" not in said
