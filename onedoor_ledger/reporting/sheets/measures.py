"""Insatser och deltagande: participations and cost per measure, and where those who finished went."""

from __future__ import annotations

from onedoor_ledger.reporting import sentences
from onedoor_ledger.reporting.charts import participations_chart, worth_drawing
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import listed, long_date
from onedoor_ledger.rulebook.model import Agreement, Measure
from onedoor_ledger.texts import _

COUNTS = ("participants", "opening", "entered", "left", "now", "previous")


def measures_sheet(material: Material) -> Sheet:
    """Measures as the people in them and what they cost."""
    year = material.year
    blocks: list[Block] = [sentences.participations(year)]
    if year.participations.measures:
        blocks.append(_participations(material))
        blocks += worth_drawing(participations_chart(year))
    ends: tuple[Block, ...] = (sentences.endings(year), _endings(material))
    return Sheet(
        id="measures",
        title=_("Measures and participations"),
        subtitle=_(
            "Up to {date}. Participations, not persons: who takes part in two measures is counted twice."
        ).format(date=long_date(material.period.end)),
        sections=(
            Section(_("Participations and cost"), tuple(blocks)),
            Section(_("Who has finished, and what they went to"), ends),
            Section(_("Who cooperates"), (_agreements(material),)),
        ),
    )


def _participations(material: Material) -> Table:
    made = material.figures
    names = {line.id: line.name for line in material.year.lines.lines} | {"": _("Too few to be told per measure")}
    rows = []
    for row in material.year.participations.measures:
        ref = f"measure.{row.ref}"
        cells: dict[str, Cell] = {"line": names.get(row.measure, row.measure)}
        cells["planned"] = made[f"{ref}.participants.planned"]
        cells["participants"] = made[f"{ref}.participants"]
        cells |= {key: made[f"{ref}.participants.{key}"] for key in COUNTS[1:]}
        if f"{ref}.outcome" in made.made():
            cells["cost"] = made[f"{ref}.outcome"]
        cells["each"] = made[f"{ref}.cost_per_participation"]
        rows.append(Row(cells))
    total: dict[str, Cell] = {"line": _("All measures for individuals"), "planned": made["participants.planned"]}
    total |= {"participants": made["participants"], "cost": made["individual.outcome"]}
    if not material.year.participations.sums_withheld:
        shown = material.year.participations.measures
        total |= {"opening": sum(m.opening.amount for m in shown), "entered": sum(m.entered.amount for m in shown)}
        total |= {"left": sum(m.left.amount for m in shown), "now": sum(m.now.amount for m in shown)}
    if not material.year.participations.total_last_year_withheld:
        total |= {"previous": sum(m.last_year.amount for m in material.year.participations.measures)}
    rows.append(Row(total | {"each": made["cost_per_participation"]}, "total"))
    columns = (
        Column("line", _("Measure")),
        Column("planned", _("Planned for the year"), "count"),
        Column("participants", _("Participations so far"), "count"),
        Column("previous", _("Same time last year"), "count"),
        Column("opening", _("There on 1 January"), "count"),
        Column("entered", _("New this year"), "count"),
        Column("left", _("Finished"), "count"),
        Column("now", _("There now"), "count"),
        Column("cost", _("Cost so far, kronor"), "kr"),
        Column("each", _("Kronor per participation"), "kr"),
    )
    note = _("Numbers below {threshold} are not shown, nor any that would give such a number away.").format(
        threshold=material.rules.association.small_cell
    )
    return Table("participations", _("Participations and cost per measure"), columns, tuple(rows), note)


def _endings(material: Material) -> Table:
    made = material.figures
    rows = [
        Row({"where": made[ref].label, "persons": made[ref]}) for ref in ("left.work", "left.support", "left.otherwise")
    ]
    rows.append(Row({"where": _("All who have finished"), "persons": made["left"]}, "total"))
    columns = (Column("where", _("Went to")), Column("persons", _("Participations"), "count", total=True))
    return Table("endings", _("Those who have finished so far this year"), columns, tuple(rows))


def _agreements(material: Material) -> Table:
    rows = [
        Row(
            {
                "measure": f"{measure.code} {measure.name}",
                "until": agreement.dated.end,
                "who": _who(material, agreement),
            }
        )
        for measure in material.rules.measures
        for agreement in _in_force(material, measure)
    ]
    columns = (
        Column("measure", _("Measure")),
        Column("until", _("Agreed until"), "date"),
        Column("who", _("Cooperating parties, and who of them is reimbursed")),
    )
    return Table("agreements", _("Agreements in force"), columns, tuple(rows))


def _who(material: Material, agreement: Agreement) -> str:
    cooperating = listed([material.name(ref) for ref in agreement.cooperating])
    paid = listed([material.name(row.party) for row in agreement.recipients])
    return _("{cooperating}. Reimbursed: {paid}.").format(
        cooperating=cooperating, paid=paid or _("nobody, it is bought")
    )


def _in_force(material: Material, measure: Measure) -> tuple[Agreement, ...]:
    return tuple(agreement for agreement in measure.agreements if agreement.dated.covers(material.period.end))
