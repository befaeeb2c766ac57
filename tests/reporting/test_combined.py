"""Several förbund's reports together: what is added, what is not, and that no sum tells what a part may not."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from fractions import Fraction

import openpyxl
import pytest

from onedoor_ledger.reporting import flows, json, text, xlsx
from onedoor_ledger.reporting.combined import Part, combine
from onedoor_ledger.reporting.combined.rows import merged
from onedoor_ledger.reporting.model import (
    Cell,
    Column,
    Figure,
    Flow,
    Provenance,
    Report,
    Row,
    Section,
    Sheet,
    Table,
    Unit,
    Why,
)
from tests.accounts import small
from tests.reporting.test_flows import ENOUGH, FEW, rules

TODAY = dt.date(2026, 10, 14)
PURSE = {"fk": "Försäkringskassan", "granasa": "Granåsa kommun", "kvarnsund": "Kvarnsunds kommun"}


def figure(id: str, value: int | Fraction | None, unit: Unit = Unit.ORE) -> Figure:
    return Figure(id, id, unit, value, Provenance(""), why=Why.SUPPRESSED if value is None else None)


def report(name: str, relief: dict[str, int | None], *, months: int = 26) -> Report:
    """A report on incentives of one table per thing asked for here: each purse's relief, and when it is back."""
    reliefs = {id_: figure(f"incentive.{id_}.relief", ore) for id_, ore in relief.items()}
    shares = {id_: figure(f"player.{id_}.return.share", Fraction(3, 2), Unit.RATIO) for id_ in relief}
    rows: list[dict[str, Cell]] = [{"party": PURSE[id_], "relief": found} for id_, found in reliefs.items()]
    back: list[dict[str, Cell]] = [
        {"party": PURSE[id_], "return.share": share, "months": months} for id_, share in shares.items()
    ]
    tables = (
        Table(
            "incentive",
            "Lade in och fick ut",
            (Column("party", "Part"), Column("relief", "Minskade kostnader", "tkr")),
            tuple(map(Row, rows)),
            note=f"Gäller {name}.",
        ),
        Table(
            "payback",
            "Återbetalning",
            (
                Column("party", "Part"),
                Column("return.share", "Tillbaka", "percent"),
                Column("months", "Månader", "count"),
            ),
            tuple(map(Row, back)),
        ),
    )
    sections = (
        Section("Lade in och fick ut", (f"{name} fick 3 miljoner kronor.", "Inget bokförs.", tables[0])),
        Section("När det är tillbaka", (tables[1],)),
    )
    found = {each.id: each for each in (*reliefs.values(), *shares.values())}
    sheet = Sheet("incentive", "Incitament per part", f"{name}. I tusental.", sections, foot="Inte bokslut.")
    return Report("incentive", "Incitament", name, small.Q3, TODAY, "sv", found, (sheet,), name)


def part(id: str, relief: dict[str, int | None], *, method: str = "", months: int = 26) -> Part:
    name = {"norr": "Samordningsförbundet Norr", "soder": "Samordningsförbundet Söder"}[id]
    return Part(id, name, report(name, relief, months=months), frozenset({"i01"}), method)


def both(*parts: Part) -> Report:
    return combine(parts, small.Q3, today=TODAY)


def rows(made: Report, sheet: str = "together_incentive") -> dict[str, Row]:
    (front,) = (each for each in made.sheets if each.id == sheet)
    blocks = [block for section in front.sections for block in section.blocks]
    found = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    named = {str(row.cells["what"]): row for row in found}
    assert len(named) == len(found), "two rows of one name"
    return named


def value(row: Row, column: str) -> object:
    cell = row.cells.get(column)
    return cell.value if isinstance(cell, Figure) else cell


def test_a_member_of_two_is_one_purse_in_one_row_and_another_ones_kommun_has_its_own():
    made = both(part("norr", {"fk": 100, "granasa": 30}), part("soder", {"fk": 200, "kvarnsund": 40}))
    found = rows(made)
    fk = found["Försäkringskassan: minskade kostnader"]
    assert [value(fk, column) for column in ("norr", "soder", "together")] == [100, 200, 300]
    assert value(found["Granåsa kommun: minskade kostnader"], "together") == 30
    assert made.figures["incentive.fk.relief"].value == 300
    assert made.figures["norr.incentive.fk.relief"].value == 100


def test_a_share_and_months_stand_side_by_side_and_are_never_added():
    made = both(part("norr", {"fk": 1}, months=26), part("soder", {"fk": 1}, months=30))
    found = rows(made)
    for name, unit, values in (
        ("Försäkringskassan: tillbaka", "percent", [Fraction(3, 2), Fraction(3, 2)]),
        ("Försäkringskassan: månader", "count", [26, 30]),
    ):
        assert [value(found[name], column) for column in ("norr", "soder")] == values
        assert value(found[name], "together") is None, unit
    assert "player.fk.return.share" not in made.figures
    assert "Ingen summa: andelar, belopp per person" in text.render(made).replace("\n", " ")


@pytest.mark.parametrize("hidden", [("norr",), ("soder",), ("norr", "soder")])
def test_a_sum_is_shown_only_when_every_part_is(hidden: tuple[str, ...]):
    parts = [part(id_, {"fk": None if id_ in hidden else 700, "granasa": 5}) for id_ in ("norr", "soder")]
    made = both(*parts)
    total = made.figures["incentive.fk.relief"]
    assert (total.value, total.why) == (None, Why.SUPPRESSED)
    assert made.figures["incentive.granasa.relief"].value == 10
    assert "1 400" not in text.render(made)


def test_what_one_has_a_row_for_and_nothing_in_has_no_sum():
    one, other = part("norr", {"fk": 100}), part("soder", {"fk": 1})
    (sheet,) = other.report.sheets
    section = sheet.sections[0]
    table = section.blocks[-1]
    assert isinstance(table, Table)
    blank = dataclasses.replace(table, rows=(Row({"party": PURSE["fk"]}),))
    sections = (dataclasses.replace(section, blocks=(blank,)), *sheet.sections[1:])
    changed = dataclasses.replace(other.report, figures={}, sheets=(dataclasses.replace(sheet, sections=sections),))
    made = both(one, dataclasses.replace(other, report=changed))
    assert made.figures["incentive.fk.relief"].value is None


def test_without_ones_table_there_is_no_whole_and_it_is_said():
    one, other = part("norr", {"fk": 100}), part("soder", {"fk": 1})
    asked = Sheet("incentive", "Incitament per part", "", (Section("Vad som saknas", ("Skriv regler.",)),))
    made = both(one, dataclasses.replace(other, report=dataclasses.replace(other.report, figures={}, sheets=(asked,))))
    assert "incentive.fk.relief" not in made.figures
    assert "Ingen summa: Söder har ingen sådan tabell." in text.render(made)


def test_nets_counted_by_different_methods_are_not_added():
    made = both(part("norr", {"fk": 100}, method="5 år"), part("soder", {"fk": 1}, method="3 år"))
    assert "incentive.fk.relief" not in made.figures
    assert "räknar minskade kostnader på olika sätt" in text.render(made)


def test_the_headings_and_notes_are_the_reports_own_and_a_förbunds_amounts_are_not_the_wholes():
    made = both(part("norr", {"fk": 100}), part("soder", {"fk": 200}))
    front, *_own = made.sheets
    assert front.title == "2 förbund: Incitament per part"
    assert front.foot == "Inte bokslut."
    assert [section.title for section in front.sections][1:] == ["Lade in och fick ut", "När det är tillbaka"]
    words = [block for section in front.sections for block in section.blocks if isinstance(block, str)]
    assert "Inget bokförs." in words
    assert not any("3 miljoner" in each for each in words)
    notes = [block.note for section in front.sections for block in section.blocks if isinstance(block, Table)]
    assert notes[0] == "Norr: Gäller Samordningsförbundet Norr. Söder: Gäller Samordningsförbundet Söder."


def test_each_ones_report_follows_whole_under_its_name():
    parts = (part("norr", {"fk": 100}), part("soder", {"fk": 200}))
    made = both(*parts)
    own = [sheet for sheet in made.sheets if sheet.id.endswith(".incentive")]
    assert [sheet.title for sheet in own] == ["Norr: Incitament per part", "Söder: Incitament per part"]
    for sheet, each in zip(own, parts, strict=True):
        alone = each.report.sheets[0]
        assert (sheet.subtitle, sheet.foot) == (alone.subtitle, alone.foot)
        assert [section.title for section in sheet.sections] == [section.title for section in alone.sections]
        assert sheet.sections[0].blocks[:2] == alone.sections[0].blocks[:2]
    assert '"norr.incentive": {' in json.render(made)


def test_tabs_are_unique_and_short_enough():
    parts = [
        dataclasses.replace(part("norr", {"fk": 1}), id=f"f{n}", name=f"Samordningsförbundet Norra Mellanbygden {n}")
        for n in range(3)
    ]
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(both(*parts))))
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames) == 4
    assert max(map(len, book.sheetnames)) <= 31
    assert book.sheetnames[1].startswith("Norra Mellanby")


def test_rows_of_two_orders_stand_as_in_both():
    assert merged(["abd", "acd"]) == list("acbd")
    assert merged([["i01", "all"], ["i01", "i07", "all"]]) == ["i01", "i07", "all"]


@pytest.fixture(scope="module")
def flowing() -> Report:
    made = flows.build(rules(), small.books(ENOUGH), small.Q3, today=small.TODAY)
    return both(Part("norr", "Norr", made), Part("soder", "Söder", made))


def test_flows_add_persons_and_kronor_and_not_what_a_party_counted_at_home(flowing: Report):
    found = rows(flowing, "together_flows")
    moved = next(row for name, row in found.items() if name.startswith("Sjukpenning → försörjningsstöd"))
    assert (value(moved, "norr"), value(moved, "together")) == (7, 14)
    home = next(
        row for name, row in found.items() if name.startswith("Granåsa kommun") and "personer som följts" in name
    )
    assert (value(home, "norr"), value(home, "together")) == (120, None)
    assert "three_payers.granasa.of" not in flowing.figures


def test_what_is_added_is_exactly_the_parts(flowing: Report):
    for id_, total in flowing.figures.items():
        if f"norr.{id_}" in flowing.figures and total.value is not None:
            parts = [flowing.figures[f"{part}.{id_}"].value for part in ("norr", "soder")]
            assert total.value == sum(each for each in parts if isinstance(each, int))
            assert total.unit in (Unit.ORE, Unit.PERSONS)


def test_the_pictures_are_on_one_page_under_ids_of_their_own(flowing: Report):
    drawn = [b for sheet in flowing.sheets for section in sheet.sections for b in section.blocks if isinstance(b, Flow)]
    assert {each.page for each in drawn} == {"floden-2026-Q3-tillsammans.html"}
    assert [each.id for each in drawn] == ["norr.flow", "soder.flow"]
    page = flows.companion(flowing)
    assert page is not None
    assert len(page[1].sheets) == 2


def test_few_in_one_hide_the_sum_and_nothing_else_tells_it():
    shown = flows.build(rules(), small.books(ENOUGH), small.Q3, today=small.TODAY)
    hidden = flows.build(rules(), small.books(FEW), small.Q3, today=small.TODAY)
    made = both(Part("norr", "Norr", shown), Part("soder", "Söder", hidden))
    for id_, total in made.figures.items():
        parts = [made.figures[f"{part}.{id_}"] for part in ("norr", "soder") if f"{part}.{id_}" in made.figures]
        if len(parts) == 2 and any(part.value is None for part in parts):
            assert total.value is None, id_
    assert value(rows(made, "together_flows")["Sjukpenning → försörjningsstöd"], "together") is None
