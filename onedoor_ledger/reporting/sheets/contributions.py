"""Bidrag från medlemmar: the year's contribution per member, fallen due, called, paid and overdue."""

from __future__ import annotations

from onedoor_ledger.reporting import sentences
from onedoor_ledger.reporting.charts import contributions_chart, worth_drawing
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import listed, long_date
from onedoor_ledger.texts import _

PARTS = ("year", "called", "due", "paid", "overdue")


def contributions_sheet(material: Material) -> Sheet:
    """Who owes what, and who has paid."""
    year = material.year
    blocks: tuple[Block, ...] = (
        *sentences.unpaid(year),
        *_who_pays_for_whom(material),
        _members(material),
        *worth_drawing(contributions_chart(year)),
    )
    return Sheet(
        id="contributions",
        title=_("Contributions from the members"),
        subtitle=_("Amounts in kronor, up to {date}.").format(date=long_date(material.period.end)),
        sections=(
            Section(_("Contributions {year}").format(year=material.period.year), blocks),
            Section(_("Instalments"), (_instalments(material),)),
        ),
    )


def _who_pays_for_whom(material: Material) -> tuple[str, ...]:
    return tuple(
        _("{member} pays the part of {others} too (FL 5 §).").format(
            member=row.member.name, others=listed([other.name for other in row.pays_for])
        )
        for row in material.year.contributions
        if row.pays_for
    )


def _members(material: Material) -> Table:
    made = material.figures
    rows = []
    for row in material.year.contributions:
        cells: dict[str, Cell] = {"member": row.member.name, "since": row.overdue_since}
        rows.append(Row(cells | {key: made[f"contribution.{row.member.id}.{key}"] for key in PARTS}))
    total: dict[str, Cell] = {key: made[f"contribution.total.{key}"] for key in PARTS}
    rows.append(Row({"member": _("All members"), **total}, "total"))
    columns = (
        Column("member", _("Member")),
        Column("year", _("For the year"), "kr", total=True),
        Column("called", _("Called"), "kr", total=True),
        Column("due", _("Fallen due"), "kr", total=True),
        Column("paid", _("Paid"), "kr", total=True),
        Column("overdue", _("Fallen due and unpaid"), "kr", total=True),
        Column("since", _("Overdue since"), "date"),
    )
    note = _("Called means booked as the members' debt. What was paid ahead counts as paid when it is called.")
    return Table("contributions", _("Contributions per member"), columns, tuple(rows), note)


def _instalments(material: Material) -> Block:
    rows: list[Row] = []
    contributions = material.year.contributions
    instalments = contributions[0].instalments if contributions else ()
    if not instalments:
        return _("The rules have no contributions for the year.")
    for place, instalment in enumerate(instalments):
        amount = sum(row.instalments[place].amount for row in contributions)
        fallen = _("Yes") if instalment.due <= material.period.end else _("No")
        rows.append(
            Row(
                {
                    "period": instalment.period.name,
                    "called": instalment.called,
                    "due": instalment.due,
                    "amount": amount,
                    "fallen": fallen,
                }
            )
        )
    columns = (
        Column("period", _("For the period")),
        Column("called", _("Called on"), "date"),
        Column("due", _("Falls due"), "date"),
        Column("amount", _("All members"), "kr"),
        Column("fallen", _("Has fallen due")),
    )
    return Table("instalments", _("When the contributions fall due"), columns, tuple(rows))
