"""Mål och kalender: the board's goals with what came of them, the three-year plan, and the year's dates.

The tables of goals and plan are the board report's own where there is one; follow-ups and dates are rows of rules/.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from onedoor_ledger.reporting.model import Block, Column, Report, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import day_and_month, long_date
from onedoor_ledger.rulebook.model import CalendarRow, Rulebook
from onedoor_ledger.texts import N_, _

_MET = {"yes": N_("Was met"), "partly": N_("Was partly met"), "no": N_("Was not met")}


def year_plan(rules: Rulebook, report: Report | None, upcoming: Sequence[CalendarRow], *, today: dt.date) -> Sheet:
    """The page.

    :param report: the board's report of the latest period; None when nothing is booked yet.
    :param upcoming: the dates that come first.
    """
    sections = [Section(_("Goals"), tuple(_goals(rules, report)))]
    sections.append(Section(_("Three-year plan"), _plan(rules, report)))
    ahead: Block = _dates("upcoming", _("The coming two months"), upcoming) if upcoming else _nothing()
    sections.append(Section(_("Upcoming dates"), (ahead,)))
    sections.append(Section(_("Calendar of {year}").format(year=today.year), _year(rules, today)))
    return Sheet(
        id="year_plan",
        title=_("Goals and calendar"),
        subtitle=_("What lies ahead, seen from {date}.").format(date=long_date(today)),
        sections=tuple(sections),
    )


def _goals(rules: Rulebook, report: Report | None) -> Iterator[Block]:
    if not rules.goals:
        yield _("No goals are written in rules/goals.toml.")
        return
    found = _table_of(report, "goals")
    if found is not None:
        yield found
    if not rules.followups:
        yield _("No goal is followed up yet: a year is followed up in rules/goals.toml when it has ended.")
        return
    titles = {goal.id: goal.title for goal in rules.goals}
    rows = tuple(
        Row(
            {
                "year": str(done.year),
                "goal": titles.get(done.goal, done.goal),
                "met": _(_MET[done.met]),
                "outcome": done.outcome,
                "by": f"{done.by}, {long_date(done.on)}",
            }
        )
        for done in sorted(rules.followups, key=lambda done: -done.year)
    )
    columns = (
        Column("year", _("Year")),
        Column("goal", _("Goal")),
        Column("met", _("Was it met?")),
        Column("outcome", _("Outcome")),
        Column("by", _("Followed up by")),
    )
    yield Table("followups", _("Follow-up of years that have ended"), columns, rows)


def _plan(rules: Rulebook, report: Report | None) -> tuple[Block, ...]:
    found = _table_of(report, "plan")
    if found is None:
        return (_("No three-year plan is written in rules/goals.toml."),)
    decided = dict.fromkeys(row.decided for row in rules.plan if row.decided)
    return found, _("Decided: {sources}.").format(sources="; ".join(decided))


def _year(rules: Rulebook, today: dt.date) -> tuple[Block, ...]:
    """A table with the year's dates, a heading row per month."""
    rows = [row for row in rules.calendar if row.on.year == today.year]
    if not rows:
        return (_nothing(),)
    return (_dates("calendar_year", _("Every date of the year"), rows, months=True),)


def _dates(ref: str, caption: str, rows: Sequence[CalendarRow], *, months: bool = False) -> Table:
    made: list[Row] = []
    for month, same in groupby(rows, lambda row: (row.on.year, row.on.month)):
        if months:
            name = day_and_month(dt.date(*month, 1)).split(" ", 1)[1]
            made.append(Row({"on": name[:1].upper() + name[1:]}, "subtotal"))
        made.extend(
            Row(
                {
                    "on": row.on,
                    "title": row.title,
                    "decide": _("the board") if row.decide else "",
                    "source": row.source,
                }
            )
            for row in same
        )
    columns = (
        Column("on", _("Date"), "date"),
        Column("title", _("What")),
        Column("decide", _("For decision by")),
        Column("source", _("According to")),
    )
    return Table(ref, caption, columns, tuple(made))


def _nothing() -> str:
    return _("Nothing in the calendar.")


def _table_of(report: Report | None, ref: str) -> Table | None:
    blocks = (block for sheet in (report.sheets if report else ()) for part in sheet.sections for block in part.blocks)
    return next((block for block in blocks if isinstance(block, Table) and block.id == ref), None)
