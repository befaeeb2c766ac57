"""Goals for god ekonomisk hushållning are followed up for every year that has ended (KL 11:6 through FL 21 §)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import last_day, warning
from onedoor_ledger.control.rule_lines import rule_place
from onedoor_ledger.errors import Finding
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

_ANNUAL_REPORT = (3, 31)
"""The goals are judged in the annual report, due on this day of the next year (FL 24 §)."""


def goals_followed_up(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """A remark for each goal and year whose annual report is due, by the books' last day, without a follow-up."""
    today = last_day(books)
    if today is None:
        return
    written = {(followed.goal, followed.year) for followed in rules.followups}
    for n, goal in enumerate(rules.goals):
        first = max(goal.dated.start.year, rules.association.first_year)
        for year in range(first, today.year):
            held = goal.dated.covers(dt.date(year, 12, 31))
            if held and today > dt.date(year + 1, *_ANNUAL_REPORT) and (goal.id, year) not in written:
                yield warning(
                    "goal-not-followed-up",
                    _("The goal “{goal}” is not followed up for {year}.").format(goal=goal.title, year=year),
                    rule_place(workspace, "goals.toml", "goal", n),
                    _("Add a row [[followup]] with goal, year, outcome and met to rules/goals.toml."),
                )
