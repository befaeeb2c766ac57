"""Kostnadsrapport, in the layout boards know from SUS (domain.md section 5)."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.accounts.funds import CostReport, Financier, cost_report_of
from onedoor_ledger.accounts.funds import Row as FundRow
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Cell, Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.unfinished import counted_to_today
from onedoor_ledger.reporting.words import long_date, period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language


def build(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> Report:
    """Make the report: (a) funds, (b) insatser, (c) administration, (d) what is left, budget beside outcome."""
    counted = period.until(today)
    made = cost_report_of(rules, books, counted, today=today)
    figures = Figures()
    sheet = Sheet(
        id="cost",
        title=_("Cost report (SUS layout)"),
        subtitle=_("Kronor, 1 January to {date}. Budget is the whole year's.").format(date=long_date(counted.end)),
        portrait=True,
        sections=(
            Section(_("a. Funds by financier"), (_funds(figures, made),)),
            Section(_("b. Cost of the measures"), (_measures(figures, made),)),
            Section(_("c. Administration"), (_administration(figures, rules, made),)),
            Section(_("d. What is left: a − b − c"), (_left(figures, made),)),
        ),
    )
    return Report(
        kind="cost",
        title=_("Cost report {period}").format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures.made(),
        sheets=(sheet,),
        rules_digest=rules.digest,
        notes=counted_to_today(books, period, today),
    )


def _funds(figures: Figures, made: CostReport) -> Table:
    names = {
        Financier.STATE: _("The state, through Försäkringskassan"),
        Financier.MUNICIPALITIES: _("Kommuner"),
        Financier.REGION: _("Region"),
        Financier.EQUITY: _("The association: equity when the year began"),
        Financier.ESF: _("ESF"),
        Financier.OTHER: _("Others: interest and what has been paid back"),
    }
    rows = [Row(_cells(figures, f"funds.{row.id}", names[Financier(row.id)], row)) for row in made.funds]
    total = _cells(figures, "funds", _("All funds"), made.funds_total)
    return Table("funds", _("Funds by financier"), _columns(_("Financier")), (*rows, Row(total, "total")))


def _measures(figures: Figures, made: CostReport) -> Table:
    rows = []
    for line in made.measures:
        row = FundRow(line.id, line.budget, line.outcome)
        rows.append(Row(_cells(figures, f"cost.{line.id}", line.name, row)))
    total = _cells(figures, "cost.measures", _("All measures"), made.measures_total)
    return Table("measures", _("Cost of the measures"), _columns(_("Measure")), (*rows, Row(total, "total")))


def _administration(figures: Figures, rules: Rulebook, made: CostReport) -> Table:
    rows = [
        Row(_cells(figures, "cost.around", _("Kring: premises, meetings, audit, IT, services"), made.around)),
        Row(_cells(figures, "cost.personnel", _("Personal: fees, wages, social charges, pension"), made.personnel)),
    ]
    total = _cells(figures, "cost.administration", _("All administration"), made.administration)
    note = _("The budget of the administration is adopted for its whole, not by konto.")
    if not rules.reporting.cost_report:
        note += " " + _("rules/reporting.toml does not say which konto are staff: everything stands under Kring.")
    columns = _columns(_("Administration"))
    return Table("administration", _("Administration"), columns, (*rows, Row(total, "total")), note)


def _left(figures: Figures, made: CostReport) -> Table:
    row = Row(_cells(figures, "left", _("Left: equity at the end of the period"), made.left), "total")
    return Table("left", _("What is left"), _columns(_("What")), (row,))


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column("name", first),
        Column("budget", _("Budget, the year"), "kr", total=True),
        Column("outcome", _("Outcome so far"), "kr", total=True),
        Column("estimated", _("of which estimated"), "kr", total=True),
    )


def _cells(figures: Figures, id: str, name: str, row: FundRow) -> dict[str, Cell]:
    """A row's cells; its figures are made on the way."""
    budget = _("Adopted budget, contributions by the board's decision, equity as booked")
    outcome = _("Sum of the postings from 1 January to the period's end")
    cells: dict[str, Cell] = {"name": name, "estimated": row.outcome.estimated}
    if row.budget is not None:
        label = _("{line}: budget for the year").format(line=name)
        cells["budget"] = figures.amount(f"{id}.budget", label, row.budget, budget)
    label = _("{line}: outcome so far").format(line=name)
    return cells | {"outcome": figures.booked(f"{id}.outcome", label, row.outcome, outcome)}
