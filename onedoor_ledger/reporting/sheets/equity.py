"""Eget kapital och mål: equity from the year's start to its end, the board's goals and the three-year plan."""

from __future__ import annotations

from fractions import Fraction

from onedoor_ledger.money import share
from onedoor_ledger.reporting import sentences
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import long_date, percent
from onedoor_ledger.rulebook.model import Goal
from onedoor_ledger.texts import _


def equity_sheet(material: Material) -> Sheet:
    """Equity, goals, plan, and the members' part of it."""
    equity: tuple[Block, ...] = (sentences.equity(material), _equity(material))
    sections = [Section(_("Equity through the year"), equity)]
    if goals := _goals(material):
        sections.append(Section(_("Goals for sound financial management"), (goals,)))
    if plan := _plan(material):
        sections.append(Section(_("Three-year plan"), (plan,)))
    if members := _members(material):
        sections.append(Section(_("The members' part of equity"), (members,)))
    return Sheet(
        id="equity",
        title=_("Equity and goals"),
        subtitle=_("Amounts in kronor, up to {date}.").format(date=long_date(material.period.end)),
        sections=tuple(sections),
    )


def _equity(material: Material) -> Table:
    made = material.figures
    rows: tuple[tuple[str, str, str, str], ...] = (
        (_("Equity at the year's start"), "equity.opening", "equity.opening", "equity.opening"),
        (_("Result"), "result", "result.forecast", "result.budget"),
        (_("Equity"), "equity", "equity.forecast", "equity.budget"),
    )
    columns = (
        Column("what", _("What")),
        Column("now", _("So far"), "kr"),
        Column("forecast", _("Whole year, forecast"), "kr"),
        Column("budget", _("Whole year, budget"), "kr"),
    )
    return Table(
        "equity",
        _("Equity so far, by the forecast and by the budget"),
        columns,
        tuple(
            Row(
                {"what": what, "now": made[now], "forecast": made[forecast], "budget": made[budget]},
                "total" if now == "equity" else "normal",
            )
            for what, now, forecast, budget in rows
        ),
    )


def _goals(material: Material) -> Table | None:
    rows = []
    for goal in material.rules.goals:
        if not goal.dated.covers(material.period.end):
            continue
        reached = _reached(material, goal)
        cells: dict[str, Cell] = {"goal": goal.title, "kind": _kind(goal)}
        if goal.measure == "text":
            cells |= {"now": _("Followed up in words"), "met": _("The board judges")}
        elif reached is None:
            cells |= {"now": _("No figures"), "met": _("Cannot be said")}
        else:
            met = sentences.goal_met(goal, reached * 100)
            cells |= {"now": f"{percent(reached)} %", "met": _("Expected to be met") if met else _("Not met")}
            if goal.measure == "participations" and not met:
                cells["met"] = _("Not met yet")
        rows.append(Row(cells))
    if not rows:
        return None
    columns = (
        Column("goal", _("Goal")),
        Column("kind", _("Kind")),
        Column("now", _("Now, or expected")),
        Column("met", _("Met?")),
    )
    sources = dict.fromkeys(goal.dated.source for goal in material.rules.goals)
    note = _("Decided: {sources}.").format(sources="; ".join(sources))
    return Table("goals", _("The board's goals"), columns, tuple(rows), note)


def _reached(material: Material, goal: Goal) -> Fraction | None:
    year = material.year
    if goal.measure == "equity_share":
        return Fraction(year.equity.forecast, year.equity.contributions) if year.equity.contributions else None
    shown = year.participations
    if goal.measure == "participations" and shown.planned and not shown.total_withheld:
        return Fraction(shown.total.amount, shown.planned)
    return None


def _kind(goal: Goal) -> str:
    return _("Financial") if goal.kind == "financial" else _("For the work")


def _plan(material: Material) -> Table | None:
    if not material.rules.plan:
        return None
    rows: list[Row] = []
    year, lines = material.period.year, material.year.lines
    for planned in material.rules.plan:
        cells: dict[str, Cell] = {"year": str(planned.year), "income": planned.income, "cost": planned.cost}
        cells |= {"result": planned.income - planned.cost, "equity": planned.equity}
        rows.append(Row(cells))
        if planned.year == year:
            now: dict[str, Cell] = {"year": _("{year}, forecast").format(year=year), "income": lines.income.forecast}
            now |= {
                "cost": lines.cost.forecast,
                "result": lines.result.forecast,
                "equity": material.year.equity.forecast,
            }
            rows.append(Row(now, "muted"))
    columns = (
        Column("year", _("Year")),
        Column("income", _("Income"), "kr"),
        Column("cost", _("Cost"), "kr"),
        Column("result", _("Result"), "kr"),
        Column("equity", _("Equity at the year's end"), "kr"),
    )
    return Table("plan", _("The plan the board has decided"), columns, tuple(rows))


def _members(material: Material) -> Table | None:
    """Equity follows the contribution shares (FL 9 §): for the members' own consolidation (LKBR 12:5)."""
    contributions = material.year.contributions
    weights = [row.year for row in contributions]
    whole = sum(weights)
    if not whole:
        return None
    parts = share(material.year.equity.now.amount, weights).booked
    rows = [
        Row(
            {
                "member": row.member.name,
                "share": f"{percent(Fraction(weight, whole))} %",
                "equity": part,
            }
        )
        for row, weight, part in zip(contributions, weights, parts, strict=True)
    ]
    rows.append(Row({"member": _("All members"), "share": "100 %", "equity": sum(parts)}, "total"))
    columns = (
        Column("member", _("Member")),
        Column("share", _("Share by the Finsam act")),
        Column("equity", _("Part of equity now"), "kr", total=True),
    )
    note = _("Members' part in the association's assets and debts follows their part of the contributions.")
    return Table("equity_members", _("Equity by the members' contributions"), columns, tuple(rows), note)
