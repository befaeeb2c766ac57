"""The sentences and sheets on incentives, chosen by sign, from numbers made by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

import pytest

from onedoor_ledger.incentive.left_out import left_out_of
from onedoor_ledger.incentive.model import Stake
from onedoor_ledger.incentive.payback import Gone
from onedoor_ledger.incentive.players import shown_purses
from onedoor_ledger.incentive.purses import APPROPRIATION, SOCIETY
from onedoor_ledger.incentive.ranges import Range, Ranges
from onedoor_ledger.incentive.stakes import StakeSums
from onedoor_ledger.incentive.uncertainty import Uncertainty
from onedoor_ledger.incentive.weighing import weighed
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import incentive_sentences as sentences
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.incentive_figures import incentive_figures
from onedoor_ledger.reporting.incentive_material import IncentiveMaterial
from onedoor_ledger.reporting.left_out import Without
from onedoor_ledger.reporting.model import Sheet, Table
from onedoor_ledger.reporting.sheets.incentive import incentive_sheet, nine_columns
from onedoor_ledger.reporting.sheets.incentive_keys import keys_sheet
from tests.accounts import small
from tests.incentive import hand

TKR = 100_000
PAID = {
    "fk": hand.stake("fk", contribution=2000 * TKR),
    "norrvidd": hand.stake("norrvidd", contribution=1000 * TKR),
    "granasa": hand.stake("granasa", contribution=1000 * TKR),
}
STORY = {APPROPRIATION: 2400 * TKR, "norrvidd": 500 * TKR, "granasa": 3100 * TKR}

GONE = Gone(moves=9, went=40, known=40)


def material(
    horizon: Mapping[str, int],
    paid: Mapping[str, Stake] = PAID,
    *,
    cashable: Mapping[str, int] = {},
    withheld: frozenset[str] = frozenset(),
    uncertainty: Uncertainty | None = None,
    participations: int = 100,
    gone: Gone = GONE,
) -> IncentiveMaterial:
    rules, stakes = small.rulebook(), hand.stakes(paid)
    relief = hand.relief(horizon, cashable=cashable)
    found = weighed(rules, relief, stakes)
    purses = {purse.id: purse for purse in shown_purses(rules, relief, stakes)}
    figures = Figures()
    names = {id_: purse.name for id_, purse in purses.items()}
    sums = {id_: StakeSums() for id_ in purses}
    incentive_figures(figures, found, names, sums, withheld)
    return IncentiveMaterial(
        rules,
        parse_period("2026-Q3"),
        dt.date(2026, 10, 14),
        found,
        purses,
        withheld,
        uncertainty,
        figures,
        participations,
        gone,
        Without(rules, left_out_of(relief), counted=True),
    )


def said(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("relief", "cashable", "expected"),
    [
        (
            3100,
            200,
            "3,1 miljoner kronor lägre kostnader på 3 år, varav 200 000 kronor märks i årets budget.",
        ),
        (3100, 0, "3,1 miljoner kronor lägre kostnader på 3 år; inget av det märks i årets budget."),
        (3100, None, "3,1 miljoner kronor lägre kostnader på 3 år."),
        (-40, 10, "40 000 kronor högre kostnader på 3 år."),
    ],
)
def test_9_what_a_kommun_put_in_and_gets(relief: int, cashable: int | None, expected: str):
    told = {} if cashable is None else {"granasa": cashable * TKR}
    made = material({"granasa": relief * TKR}, cashable=told)
    start = "Granåsa kommun lade in 1 miljon kronor och beräknas få "
    assert said(sentences.put_in_and_back(made, made.row("granasa"))) == start + expected


def test_9_nothing_back_is_said_too():
    made = material({})
    assert sentences.put_in_and_back(made, made.row("granasa")).endswith("och beräknas inte få lägre kostnader.")


def test_9_what_may_not_be_shown_is_not():
    made = material(STORY, withheld=frozenset({"granasa", "norrvidd"}))
    assert "för få personer" in sentences.put_in_and_back(made, made.row("granasa"))
    figure = made.figures["incentive.granasa.net"]
    assert (figure.value, figure.provenance.vouchers) == (None, ())
    assert made.figures["sidepayment.fk"].value is None
    words = [block for section in keys_sheet(made).sections for block in section.blocks]
    assert not any(isinstance(block, Table) for block in words)


def test_the_front_page_tells_of_the_one_who_put_in_most_and_of_who_loses():
    front = sentences.told_of(material(STORY), all_members=False)
    assert [text.partition(" lade")[0] for text in front] == ["Region Norrvidd", "Granåsa kommun"]
    assert len(sentences.told_of(material(STORY), all_members=True)) == 3


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (2400, "ser ingen vinst i sin egen förvaltning: det som minskar är statens anslag, med beräknade 2,4 miljoner"),
        (-60, "ser ingen ändring i sin egen förvaltning: statens anslag beräknas öka med 60 000"),
    ],
)
def test_10_the_states_appropriations(amount: int, expected: str):
    text = said(sentences.own_administration(material({APPROPRIATION: amount * TKR})) or "")
    assert text == f"Försäkringskassan och Arbetsförmedlingen {expected} kronor."
    assert sentences.own_administration(material({})) is None


def test_12_nine_cases_out_of_ten():
    assert "har inte beräknats" in sentences.certainty(material(STORY), "Metod och antaganden")
    ranges = Ranges({}, Range(-50 * TKR, 900 * TKR, Fraction(1, 5)), {"norrvidd": Range(-1, 1, Fraction(9, 10))})
    drawn = Uncertainty(1, 10, (), ranges, {}, 0, Fraction(0), {})
    assert said(sentences.certainty(material(STORY, uncertainty=drawn), "Metod och antaganden")) == (
        "I nio fall av tio hamnar nettot för alla tillsammans mellan minus 50 000 kronor och 900 000 kronor;"
        " Region Norrvidd går minus i 90 procent av fallen. Antagandena står på bladet Metod och antaganden."
    )


def test_who_has_no_incentive_and_what_would_mend_it():
    made = material(STORY)
    assert [text.partition(" har")[0] for text in sentences.without(made)] == ["Region Norrvidd"]
    assert said(sentences.side_payments(made)) == (
        "De minsta betalningar som gör att ingen part går minus: Staten 80 000 kronor och Granåsa kommun 420 000 kronor"
        " skulle betala, Region Norrvidd 500 000 kronor skulle få."
    )
    assert "ingen betalning mellan dem" in sentences.side_payments(material({}))
    rich = material({**STORY, "norrvidd": 1000 * TKR})
    assert "Inga betalningar behövs" in sentences.side_payments(rich)
    assert [said(text) for text in sentences.without(rich)] == [
        "Alla parter beräknas få tillbaka minst det de lade in, på 3 år."
    ]


def test_the_table_has_its_nine_columns_and_adds_up():
    made = material(STORY)
    whole, brief = nine_columns(made), nine_columns(made, brief=True)
    assert [column.title for column in whole.columns] == [
        "Part", "Bidrag till förbundet", "Bär själv av gemensam ingång", "Egen tid och lokal (ej bokförd)",
        "Ersättning för insatser minus kostnad", "Minskade kostnader, beräknat", "varav märks i årets budget",
        "Netto, beräknat", "Nio fall av tio",
    ]  # fmt: skip
    for table in (whole, brief):
        nets = [getattr(row.cells["net"], "value", row.cells["net"]) for row in table.rows]
        assert sum(nets[:-1]) == nets[-1]
    assert [row.cells["party"] for row in brief.rows][-2:] == ["Övriga kassor tillsammans", "Samhället som helhet"]


def test_nothing_is_ever_called_saved():
    for sheet in (incentive_sheet(material(STORY)), keys_sheet(material(STORY))):
        assert "sparat" not in str(sheet).lower()


def test_more_persons_than_there_are_participations_is_said_in_words():
    made = material(STORY)
    players = tuple(
        dataclasses.replace(player, break_even=number)
        for player, number in zip(made.found.players, (100, 101, None, 1), strict=True)
    )
    made = dataclasses.replace(made, found=dataclasses.replace(made.found, players=players))
    blocks = [block for section in incentive_sheet(made).sections for block in section.blocks]
    payback = next(block for block in blocks if isinstance(block, Table) and block.id == "payback")
    assert [row.cells["persons"] for row in payback.rows] == [
        100,
        "fler än alla deltaganden",
        "arbete ger den inget",
        1,
    ]


def test_where_persons_may_not_be_told_nobodys_break_even_is_whatever_it_would_have_been():
    for gone in (GONE, NOBODY_THERE):
        made = dataclasses.replace(material(STORY, gone=gone), hides_persons=True)
        assert {row.cells["persons"] for row in payback(made).rows} == {"för få"}
        assert "för få" not in {row.cells["months"] for row in payback(made).rows}


def test_who_is_withheld_is_not_told_of_for_losing():
    """Region Norrvidd loses in the story; with its row withheld, that it is named would say so."""
    front = sentences.told_of(material(STORY, withheld=frozenset({"norrvidd"})), all_members=False)
    assert [text.partition(" lade")[0] for text in front] == ["Granåsa kommun"]
    hidden = frozenset({"norrvidd"})
    assert len(sentences.told_of(material(STORY, withheld=hidden), all_members=True)) == 3, "all are, whatever the sign"


def test_nor_counted_among_those_whose_own_administration_gains_nothing():
    hidden = frozenset({"af"})
    text = sentences.own_administration(material({APPROPRIATION: 2400 * TKR}, withheld=hidden)) or ""
    assert text.startswith("Försäkringskassan ser ingen vinst")


def test_the_key_by_benefit_is_left_out_where_that_there_is_one_would_tell_who_gains():
    keys = {id_.split(".")[2] for id_ in material(STORY).figures.made() if id_.startswith("incentive.key.")}
    hidden = material(STORY, withheld=frozenset({"granasa"})).figures.made()
    assert keys - {id_.split(".")[2] for id_ in hidden if id_.startswith("incentive.key.")} == {"benefit"}


def test_a_shown_purses_ore_is_the_same_whatever_a_withheld_one_got():
    def told(other: Fraction) -> dict[str, object]:
        given = {"granasa": Fraction(1001, 3), "norrvidd": Fraction(500, 3), "fk": other}
        made = material(given, withheld=frozenset({"fk", SOCIETY}))  # type: ignore[arg-type]
        shown = {id_: figure.value for id_, figure in made.figures.made().items()}
        return {id_: value for id_, value in shown.items() if id_.startswith(("incentive.granasa", "incentive.norr"))}

    first, *others = (told(Fraction(n, 7)) for n in range(90_000, 90_008))
    assert first["incentive.granasa.relief"] == 334
    assert all(other == first for other in others)


NOBODY_THERE = Gone(moves=3, went=0, known=0)
NOBODY = Gone(moves=0, went=0, known=0)


def text_of(sheet: Sheet) -> str:
    parts = [*(section.title for section in sheet.sections)]
    for section in sheet.sections:
        for block in section.blocks:
            parts += [str(block)] if not isinstance(block, Table) else [str(row.cells) for row in block.rows]
    return said("\n".join(parts))


def payback(made: IncentiveMaterial) -> Table:
    blocks = [block for section in incentive_sheet(made).sections for block in section.blocks]
    return next(block for block in blocks if isinstance(block, Table) and block.id == "payback")


def test_before_anybody_has_moved_nothing_is_said_of_what_comes_back():
    made = material({}, gone=NOBODY)
    words = "\n".join(text_of(sheet) for sheet in (incentive_sheet(made), keys_sheet(made)))
    assert "Granåsa kommun lade in 1 miljon kronor." in words
    assert "Inget byte från en försörjning till en annan är bokfört än" in words
    for untrue in ("lägre kostnader på", "arbete ger den inget", "inte inom", "ingen egen", "'båda'", "förlorar"):
        assert untrue not in words, untrue
    table = nine_columns(made)
    assert {row.cells[part] for row in table.rows for part in ("relief", "cashable", "net", "range")} == {"–"}
    assert {row.cells["months"] for row in payback(made).rows} == {"inget byte är bokfört än"}


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        (Gone(moves=3, went=0, known=0), "ingen har gått dit än"),
        (Gone(moves=3, went=7, known=0), "inte känt: kostnad eller antagande saknas"),
        (Gone(moves=3, went=7, known=7), "arbete ger den inget"),
    ],
)
def test_why_no_number_of_persons_covers_what_was_put_in(gone: Gone, expected: str):
    assert {row.cells["persons"] for row in payback(material({}, gone=gone)).rows} == {expected}


def test_how_many_have_gone_stands_beside_how_many_it_takes():
    assert payback(material(STORY)).note.endswith("Hittills har 40 personer gått dit.")
    made = dataclasses.replace(
        material(STORY), left_out=Without(small.rulebook(), left_out_of(hand.relief({})), counted=False)
    )
    assert "Hittills" not in payback(made).note
