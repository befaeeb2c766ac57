"""Uppföljning Finsam – underlag: what the form asks for, in its order, to be typed in once (domain.md section 5)."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.accounts.followup import COLUMNS, SEXES, BySex, counts_of, participations_by_sex
from onedoor_ledger.accounts.funds import CostReport, Financier, cost_report_of
from onedoor_ledger.accounts.people_keys import ALL, EVERY
from onedoor_ledger.accounts.people_withheld import Withheld, withheld_people
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Cell, Column, Report, Row, Section, Sheet, Table, Why
from onedoor_ledger.reporting.unfinished import counted_to_today
from onedoor_ledger.reporting.words import long_date, period_name
from onedoor_ledger.rulebook.model import Measure, MeasureKind, Rulebook
from onedoor_ledger.texts import _, current_language

ALLOCATED = (Financier.STATE, Financier.REGION, Financier.MUNICIPALITIES)


def build(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> Report:
    """Make the report."""
    counted = period.until(today)
    money = cost_report_of(rules, books, counted, today=today)
    people = participations_by_sex(rules, books, counted)
    unshown = withheld_people(rules, books, counted)
    figures = Figures()
    sheet = Sheet(
        id="followup",
        title=_("Uppföljning Finsam – what to type in"),
        subtitle=_("In the form's order. Kronor, 1 January to {date}.").format(date=long_date(counted.end)),
        portrait=True,
        sections=(
            Section(_("1. Allocated funds and equity"), (_funds(figures, money),)),
            Section(_("2. Administration"), (_administration(figures, money),)),
            Section(_("3. Measures"), (_costs(figures, rules, money), _described(rules))),
            Section(_("4. Participants by sex"), (_people(figures, rules, people, unshown),)),
        ),
    )
    return Report(
        kind="followup",
        title=_("Uppföljning Finsam {period}").format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures.made(),
        sheets=(sheet,),
        rules_digest=rules.digest,
        notes=counted_to_today(books, period, today),
    )


def _funds(figures: Figures, money: CostReport) -> Table:
    names = {
        Financier.STATE: _("Allocated by the state"),
        Financier.REGION: _("Allocated by the region"),
        Financier.MUNICIPALITIES: _("Allocated by the kommuner"),
    }
    decided = _("The year's contributions by the board's decision, shared by FL 5 §")
    by_id = {row.id: row for row in money.funds}
    rows = [
        Row({"name": names[who], "amount": figures.amount(f"allocated.{who}", names[who], by_id[who].budget, decided)})
        for who in ALLOCATED
    ]
    total = figures.amount(
        "allocated", _("Allocated in all"), sum(by_id[who].budget or 0 for who in ALLOCATED), decided
    )
    rows.append(Row({"name": total.label, "amount": total}, "total"))
    opening = figures.booked(
        "equity.opening",
        _("Equity at the year's start"),
        by_id[Financier.EQUITY].outcome,
        _("Equity accounts and earlier results"),
    )
    now = figures.booked(
        "equity", _("Equity"), money.left.outcome, _("Equity at the year's start and the result so far")
    )
    rows += [Row({"name": figure.label, "amount": figure}) for figure in (opening, now)]
    return Table(
        "funds",
        _("Allocated funds and equity"),
        (Column("name", _("What")), Column("amount", _("Kronor"), "kr")),
        tuple(rows),
    )


def _administration(figures: Figures, money: CostReport) -> Table:
    row = money.administration
    name = _("Governance, leadership and administration")
    cells: dict[str, Cell] = {
        "name": name,
        "budget": figures.amount(
            "administration.budget", _("{line}: budget for the year").format(line=name), row.budget, _("Adopted budget")
        ),
        "outcome": figures.booked(
            "administration.outcome",
            _("{line}: outcome so far").format(line=name),
            row.outcome,
            _("Sum of the postings from 1 January to the period's end"),
        ),
    }
    return Table("administration", _("Administration"), _money_columns(_("What")), (Row(cells),))


def _costs(figures: Figures, rules: Rulebook, money: CostReport) -> Table:
    planned = {measure.id: measure.planned.get(money.period.year) for measure in rules.measures}
    rows = []
    for line in money.measures:
        ref = f"measure.{line.id}"
        cells: dict[str, Cell] = {
            "name": line.name,
            "budget": figures.amount(
                f"{ref}.budget",
                _("{line}: budget for the year").format(line=line.name),
                line.budget,
                _("Adopted budget"),
            ),
            "outcome": figures.booked(
                f"{ref}.outcome",
                _("{line}: outcome so far").format(line=line.name),
                line.outcome,
                _("Sum of the postings from 1 January to the period's end"),
            ),
        }
        if (count := planned.get(line.id)) is not None:
            cells["planned"] = figures.persons(
                f"{ref}.participants.planned",
                _("{line}: planned participations").format(line=line.name),
                count,
                _("Planned for the whole year"),
                withheld=False,
                rules=(f"rules/measures.toml [{line.id}]",),
            )
        rows.append(Row(cells))
    columns = (*_money_columns(_("Measure")), Column("planned", _("Budgeted participants"), "count"))
    return Table("measures", _("Budget, outcome and budgeted participants"), columns, tuple(rows))


def _described(rules: Rulebook) -> Table:
    told = [m for m in rules.measures if m.kind is MeasureKind.INDIVIDUAL or rules.reporting.measure(m.id)]
    rows = [_in_words(rules, measure) for measure in told]
    columns = (Column("name", _("Measure")), Column("focus", _("Focus")), Column("target", _("Target group")))
    asked = _("What is missing is written in rules/reporting.toml, under [[described]].")
    missing = any(rules.reporting.measure(measure.id) is None for measure in told)
    return Table("described", _("Focus and target group"), columns, tuple(rows), asked if missing else "")


def _in_words(rules: Rulebook, measure: Measure) -> Row:
    said = rules.reporting.measure(measure.id)
    cells: dict[str, Cell] = {"name": f"{measure.code} {measure.name}"}
    return Row(cells | ({"focus": said.focus, "target": said.target_group} if said else {"focus": "–", "target": "–"}))


def _people(figures: Figures, rules: Rulebook, people: tuple[BySex, ...], unshown: Withheld) -> Table:
    names = {measure.id: f"{measure.code} {measure.name}" for measure in rules.measures}
    sexes = {"women": _("women"), "men": _("men"), "not_told": _("not told"), "all": _("all")}
    rows = []
    asked = False
    for measure, counts in counts_of(people).items():
        name = names.get(measure) or _("All measures for individuals")
        ref = f"measure.{measure}" if measure else "all"
        cells: dict[str, Cell] = {"name": name}
        for column, sex in zip(COLUMNS, (*SEXES, ALL), strict=True):
            made = figures.persons(
                f"{ref}.participants.{column}",
                _("{line}: participations so far, {sex}").format(line=name, sex=sexes[column]),
                counts[column],
                _("In the measure on 1 January and those who entered since"),
                withheld=unshown.sex(measure or EVERY, sex),
            )
            cells[column] = sexes["not_told"] if made.why is Why.NO_SOURCE else made
            asked = asked or made.why is Why.NO_SOURCE
        rows.append(Row(cells, "normal" if measure else "total"))
    columns = (
        Column("name", _("Measure")),
        Column("women", _("Women"), "count"),
        Column("men", _("Men"), "count"),
        Column("not_told", _("Not told"), "count"),
        Column("all", _("All"), "count"),
    )
    note = _("Numbers below {threshold} are not shown, nor any that would give such a number away.").format(
        threshold=rules.association.small_cell
    )
    if asked:
        note += " " + _(
            "Where it says not told, type no zero in the form: ask whoever runs the measure how many are women and how"
            " many are men, and type that. A file of transitions with a column for sex tells it here."
        )
    return Table("people", _("Participants by sex"), columns, tuple(rows), note)


def _money_columns(first: str) -> tuple[Column, ...]:
    return (
        Column("name", first),
        Column("budget", _("Budget, the year"), "kr"),
        Column("outcome", _("Outcome so far"), "kr"),
    )
