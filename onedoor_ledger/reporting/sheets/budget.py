"""Budget, utfall och prognos: every line of the year, the treasurer's comments and the corrections."""

from __future__ import annotations

from onedoor_ledger.accounts.lines import Line
from onedoor_ledger.reporting.board_figures import line_id
from onedoor_ledger.reporting.charts import lines_chart, triad_chart, worth_drawing
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Block, Cell, Chart, Column, Figure, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sheets.parts import deviation, is_income, line_rows
from onedoor_ledger.reporting.words import long_date, period_name
from onedoor_ledger.texts import _


def budget_sheet(material: Material) -> Sheet:
    """The whole year per line, in thousand kronor."""
    budget = material.rules.budgets.get(material.period.year)
    decided = _("Budget decided: {decision}.").format(decision=budget.decided) if budget else _("There is no budget.")
    blocks: list[Block] = [decided]
    if budget and budget.deficit_motive:
        blocks.append(
            _("The board's reason for budgeting a deficit: {motive}").format(motive=budget.deficit_motive.strip())
        )
    sections = [
        Section(_("The year's lines"), (*blocks, _lines(material), *_pictures(material))),
    ]
    if comments := _comments(material):
        sections.append(Section(_("The treasurer's comments"), comments))
    sections.append(Section(_("Corrections of earlier periods"), (_corrections(material),)))
    return Sheet(
        id="budget",
        title=_("Budget, outcome and forecast"),
        subtitle=_("Amounts in thousand kronor, up to {date}. Costs and income are both positive.").format(
            date=long_date(material.period.end)
        ),
        sections=tuple(sections),
    )


def _pictures(material: Material) -> tuple[Chart, ...]:
    """The first page's pictures, where its calculations have taken their place."""
    if material.incentive is None:
        return ()
    return worth_drawing(lines_chart(material.year), triad_chart(material.year))


def _lines(material: Material) -> Table:
    made = material.figures
    basis = {line_id(material.rules, line): _basis(line) for line in material.year.lines.lines}

    def cells(id: str) -> dict[str, Cell]:
        result = id == "result"
        outcome = made["result" if result else f"{id}.outcome"]
        return {
            "budget": made[f"{id}.budget"],
            "to_date": made[f"{id}.budget.to_date"],
            "outcome": outcome,
            "ahead": _ahead(material, id, outcome),
            "estimated": outcome.estimated if outcome.estimated and not result else None,
            "in_period": made["result.period" if result else f"{id}.outcome.period"],
            "previous": made["result.previous" if result else f"{id}.outcome.previous"],
            "forecast": made[f"{id}.forecast"],
            "deviation": deviation(material, id),
            "basis": basis.get(id),
        }

    columns = (
        Column("line", _("Line")),
        Column("budget", _("Budget for the year"), "tkr"),
        Column("to_date", _("Budget so far"), "tkr"),
        Column("outcome", _("Outcome so far"), "tkr"),
        Column("ahead", _("Deviation so far"), "tkr_diff"),
        Column("estimated", _("of which estimated"), "tkr"),
        Column("in_period", _("Outcome in {period}").format(period=period_name(material.period)), "tkr"),
        Column("previous", _("Same time last year"), "tkr"),
        Column("forecast", _("Forecast for the year"), "tkr"),
        Column("deviation", _("Deviation for the year"), "tkr_diff"),
        Column("basis", _("Forecast by")),
    )
    note = _(
        "Deviation = budget less outcome (or less forecast); for income the other way round. Plus is better for the"
        " association, minus is worse."
    )
    return Table("budget", _("Budget, outcome and forecast per line"), columns, tuple(line_rows(material, cells)), note)


def _ahead(material: Material, id: str, outcome: Figure) -> int | None:
    budget = material.figures[f"{id}.budget.to_date"].value
    if not isinstance(budget, int) or not isinstance(outcome.value, int):
        return None
    return outcome.value - budget if is_income(material, id) else budget - outcome.value


def _basis(line: Line) -> str:
    if line.forecast_on is not None:
        return _("Treasurer {date}").format(date=line.forecast_on.isoformat())
    return _("Outcome + budget")


def _comments(material: Material) -> tuple[str, ...]:
    """The treasurer's words on each line: cause, decision, when and by whom."""
    return tuple(
        _("{line}: {cause} {decision} ({by}, {date})").format(
            line=line.name,
            cause=line.comment.cause.strip(),
            decision=line.comment.decision.strip(),
            by=line.comment.by,
            date=line.comment.on.isoformat(),
        )
        for line in material.year.lines.lines
        if line.comment
    )


def _corrections(material: Material) -> Block:
    if not material.year.corrections:
        return _("Nothing that was booked in an earlier period has been corrected in this one.")
    names = {line.id: line.name for line in material.year.lines.lines}
    rows = [
        Row(
            {
                "line": _("Correction of an earlier period: {line}").format(line=names.get(row.line, row.line)),
                "amount": row.amount.amount,
                "voucher": ", ".join(row.amount.vouchers),
                "corrects": row.corrects,
                "narration": row.narration,
            }
        )
        for row in material.year.corrections
    ]
    columns = (
        Column("line", _("Line")),
        Column("amount", _("Changes the cost by"), "tkr_diff"),
        Column("voucher", _("Voucher")),
        Column("corrects", _("Corrects")),
        Column("narration", _("What")),
    )
    note = _("Earlier reports are not re-made: what was wrong in them is put right here.")
    return Table("corrections", _("Corrections of earlier periods"), columns, tuple(rows), note)
