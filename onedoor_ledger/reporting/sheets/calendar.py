"""Kalender och beslut: what the board decides, and the dates that matter."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import long_date
from onedoor_ledger.rulebook.model import CalendarRow, Rulebook
from onedoor_ledger.texts import _

A_YEAR, HALF_A_YEAR = dt.timedelta(days=366), dt.timedelta(days=184)


def upcoming(rules: Rulebook, today: dt.date) -> tuple[CalendarRow, ...]:
    """The calendar's rows from ``today`` and a year on, in date order."""
    return tuple(sorted((row for row in rules.calendar if today <= row.on <= today + A_YEAR), key=lambda row: row.on))


def calendar_sheet(material: Material) -> Sheet:
    """A year's decisions first, then the dates of the coming half-year."""
    rows = upcoming(material.rules, material.today)
    decide = tuple(row for row in rows if row.decide)
    other = tuple(row for row in rows if not row.decide and row.on <= material.today + HALF_A_YEAR)
    sections = []
    for title, chosen, ref in (
        (_("To decide"), decide, "calendar_decide"),
        (_("Important dates, the coming half-year"), other, "calendar_dates"),
    ):
        block = _table(ref, title, chosen) if chosen else _("Nothing in the calendar.")
        sections.append(Section(title, (block,)))
    return Sheet(
        id="calendar",
        title=_("Calendar and decisions"),
        subtitle=_("What lies ahead, seen from {date}.").format(date=long_date(material.today)),
        sections=tuple(sections),
    )


def _table(ref: str, caption: str, rows: tuple[CalendarRow, ...]) -> Table:
    columns = (Column("on", _("Date"), "date"), Column("title", _("What")), Column("source", _("According to")))
    return Table(
        ref, caption, columns, tuple(Row({"on": row.on, "title": row.title, "source": row.source}) for row in rows)
    )
