"""Driftredovisning and investeringsredovisning (LKBR 10:1): outcome against the adopted budget."""

from __future__ import annotations

from onedoor_ledger.accounts.lines import COST_GROUPS, INCOME_GROUP, group_name
from onedoor_ledger.reporting.annual_material import AnnualMaterial
from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.texts import _

INVESTING = "investing"


def operations_sheet(made: AnnualMaterial) -> Sheet:
    """Outcome against budget, line by line, and what was invested."""
    return Sheet(
        "drift",
        _("Operations against the budget"),
        _("In kronor. Cost and income are both positive; a deviation with plus is better than budgeted."),
        (
            Section(_("Operations"), (_operations(made), *_decided(made))),
            Section(_("Investments"), _investments(made)),
        ),
        portrait=True,
    )


def _operations(made: AnnualMaterial) -> Table:
    lines, rows = made.annual.lines, []
    for group in COST_GROUPS:
        rows += [_row(made, line.id, line.name) for line in lines.group(group)]
        if lines.group(group):
            rows.append(_row(made, group, group_name(group), "subtotal"))
    rows.append(_row(made, "cost", _("All cost"), "subtotal"))
    rows += [_row(made, line.id, line.name) for line in lines.group(INCOME_GROUP)]
    rows.append(_row(made, INCOME_GROUP, group_name(INCOME_GROUP), "subtotal"))
    rows.append(_row(made, "result", _("Result"), "total"))
    year = made.period.year
    columns = (
        Column("line", _("Operation")),
        Column("budget", _("Budget {year}").format(year=year), "kr"),
        Column("outcome", _("Outcome {year}").format(year=year), "kr"),
        Column("deviation", _("Deviation"), "kr"),
        Column("previous", _("Outcome {year}").format(year=year - 1), "kr"),
    )
    return Table("drift", _("Outcome against the adopted budget"), columns, tuple(rows))


def _row(made: AnnualMaterial, ref: str, name: str, style: str = "normal") -> Row:
    keys = ("budget", "outcome", "deviation", "previous")
    return Row({"line": name, **{key: made.figures[f"drift.{ref}.{key}"] for key in keys}}, style)


def _decided(made: AnnualMaterial) -> tuple[Block, ...]:
    budget = made.rules.budgets.get(made.period.year)
    if budget is None:
        return (_("The rules have no budget for the year."),)
    words = [_("The budget was adopted: {decided}.").format(decided=budget.decided)]
    if made.annual.preliminary:
        words.append(_("The budget is for the whole year, the outcome for the part that is booked."))
    return tuple(words)


def _investments(made: AnnualMaterial) -> tuple[Block, ...]:
    rows = [row for row in made.annual.cash if row.part == INVESTING]
    if not any(row.now.amount for row in rows):
        return (_("Nothing was invested during the year."),)
    columns = (Column("row", _("Investment")), Column("now", _("Outcome {year}").format(year=made.period.year), "kr"))
    table = tuple(Row({"row": row.title, "now": made.figures[f"kf.{row.id}"]}) for row in rows)
    return (Table("investments", _("Investments during the year"), columns, table),)
