"""Läget på en sida: the board's first page."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.reporting import incentive_sentences, sentences
from onedoor_ledger.reporting.charts import lines_chart, triad_chart, worth_drawing
from onedoor_ledger.reporting.incentive_sentences import asking
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Block, Cell, Column, KeyFigure, Row, Section, Sheet, Table
from onedoor_ledger.reporting.sheets.calendar import upcoming
from onedoor_ledger.reporting.sheets.flows import shift_sentence
from onedoor_ledger.reporting.sheets.incentive import nine_columns
from onedoor_ledger.reporting.sheets.parts import deviation, line_rows
from onedoor_ledger.reporting.words import money, period_name
from onedoor_ledger.texts import _

DATES_ON_PAGE = 6


def front_sheet(material: Material) -> Sheet:
    """The seven sections of bookkeeping.md section 6: 1-3 from the books, 4-6 calculated, 7 the calendar."""
    year = material.year
    how = [sentences.spent(year), sentences.forecast(year), sentences.cause(year), sentences.equity(material)]
    return Sheet(
        id="overview",
        title=_("The situation on one page, {period}").format(period=period_name(material.period)),
        subtitle=_("{association}. Amounts in thousand kronor unless said otherwise.").format(
            association=material.rules.association.printed
        ),
        sections=(
            Section(_("1 How the association is doing"), (_key_figures(material), *(text for text in how if text))),
            Section(_("2 The members' contributions"), (*sentences.unpaid(year), _contributions(material))),
            Section(
                _("3 Measures and participations"),
                (
                    sentences.triad(year),
                    sentences.participations(year),
                    sentences.endings(year),
                    _measures(material),
                    *worth_drawing(lines_chart(year), triad_chart(year)),
                ),
            ),
            Section(_("4 What each party put in and got out"), tuple(_bottom_lines(material))),
            Section(_("5 What only moved between the parties"), (_moved_only(material),)),
            Section(_("6 How sure are the figures?"), (_certainty(material),)),
            Section(_("7 To decide, and important dates"), (_dates(material),)),
        ),
        foot=_foot(material),
    )


def _key_figures(material: Material) -> tuple[KeyFigure, ...]:
    made = material.figures
    last_year = _("same time last year")
    return (
        KeyFigure(
            _("Cost so far"),
            made["cost.outcome"],
            ((_("budget so far"), made["cost.budget.to_date"]), (last_year, made["cost.outcome.previous"])),
        ),
        KeyFigure(
            _("Forecast result for the year"),
            made["result.forecast"],
            ((_("budget"), made["result.budget"]), (_("last year's result"), made["result.previous.year"])),
        ),
        KeyFigure(
            _("Equity at the year's end"),
            made["equity.forecast"],
            ((_("by the budget"), made["equity.budget"]), (_("end of last year"), made["equity.previous"])),
        ),
        KeyFigure(
            _("Money at the bank"),
            made["bank"],
            ((_("when the year began"), made["bank.opening"]), (last_year, made["bank.previous"])),
        ),
    )


def _contributions(material: Material) -> Table:
    made = material.figures
    rows = []
    for row in material.year.contributions:
        ref = f"contribution.{row.member.id}"
        cells: dict[str, Cell] = {"member": row.member.name}
        cells |= {key: made[f"{ref}.{key}"] for key in ("year", "due", "paid", "overdue")}
        rows.append(Row(cells))
    total: dict[str, Cell] = {key: made[f"contribution.total.{key}"] for key in ("year", "due", "paid", "overdue")}
    rows.append(Row({"member": _("All members"), **total}, "total"))
    columns = (
        Column("member", _("Member")),
        Column("year", _("For the year"), "tkr"),
        Column("due", _("Fallen due"), "tkr"),
        Column("paid", _("Paid"), "tkr"),
        Column("overdue", _("Overdue"), "tkr"),
    )
    return Table("front_contributions", _("Contributions per member"), columns, tuple(rows))


def _measures(material: Material) -> Table:
    made = material.figures.made()

    def cells(ref: str) -> dict[str, Cell]:
        outcome = made["result"] if ref == "result" else made[f"{ref}.outcome"]
        row: dict[str, Cell] = {
            "budget": made[f"{ref}.budget"],
            "outcome": outcome,
            "forecast": made[f"{ref}.forecast"],
            "deviation": deviation(material, ref),
        }
        if f"{ref}.participants" in made:
            row |= {"planned": made[f"{ref}.participants.planned"], "participants": made[f"{ref}.participants"]}
        if ref == "individual" and material.year.participations.measures:
            row |= {"planned": made["participants.planned"], "participants": made["participants"]}
        return row

    columns = (
        Column("line", _("Measure")),
        Column("budget", _("Budget"), "tkr"),
        Column("outcome", _("So far"), "tkr"),
        Column("forecast", _("Forecast"), "tkr"),
        Column("deviation", _("Deviation"), "tkr_diff"),
        Column("planned", _("Planned"), "count"),
        Column("participants", _("Participations"), "count"),
    )
    note = _("Deviation = budget less forecast (for income the other way round): plus is better for the association.")
    rows = tuple(line_rows(material, cells, detailed=False))
    return Table("front_measures", _("Measures: budget, outcome, forecast and participations"), columns, rows, note)


def _bottom_lines(material: Material) -> Iterator[Block]:
    made = material.incentive
    if made is None:
        yield asking()
        return
    yield from made.left_out.explained()
    if not made.gone.moves:
        yield incentive_sentences.nobody_moved()
    yield from incentive_sentences.told_of(made, all_members=False)
    own = incentive_sentences.own_administration(made)
    if own:
        yield own
    yield incentive_sentences.whole(made)
    yield nine_columns(made, brief=True)


def _moved_only(material: Material) -> str:
    if material.flows is None:
        return _("What only moved cannot be told until the supports' costs are written in rules/unit_costs.toml.")
    nothing = _("No cost is seen to have only moved from one purse to another, as far as the counts may be shown.")
    return shift_sentence(material.flows) or material.flows.left_out.added_to(nothing, net=False)


def _certainty(material: Material) -> str:
    if material.incentive is None:
        return _("How sure the figures are is told when the assumptions are written in rules/effects.toml.")
    return incentive_sentences.certainty(material.incentive, _("Method and assumptions"))


def _dates(material: Material) -> Table | str:
    rows = upcoming(material.rules, material.today)[:DATES_ON_PAGE]
    if not rows:
        return _("Nothing in the calendar.")
    columns = (Column("on", _("Date"), "date"), Column("decide", _("Decision")), Column("title", _("What")))
    cells = [Row({"on": row.on, "decide": _("Yes") if row.decide else "–", "title": row.title}) for row in rows]
    return Table("front_dates", _("Coming dates"), columns, tuple(cells))


def _foot(material: Material) -> str:
    parts = [
        _("Sections 1–3 come from the books. Sections 4–6 are calculations and are not part of the annual accounts."),
    ]
    estimated = material.figures["cost.outcome"].estimated
    if estimated:
        parts.append(_("Of the cost so far {x} is estimated.").format(x=money(estimated)))
    return " ".join(parts)
