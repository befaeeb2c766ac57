"""The report ``system``: how these books are kept and what has been done in them, from the workspace itself.

BFL 5:11: system documentation, so that the system's make-up and every processing can be followed, and the history
of what was processed. LKBR 3 kap. asks the same of the förbund. Nothing here is written by hand: what the rules, the
ledgers and git do not say, the document does not say.
"""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.audit.commits import Commit
from onedoor_ledger.audit.documentation import about, chart, controls, exports, followed, history, rule_rows
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting.model import Report, Sheet
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language
from onedoor_ledger.workspace import Workspace

KIND = "system"


def build(
    workspace: Workspace,
    rules: Rulebook,
    books: Books,
    *,
    year: int,
    today: dt.date,
    commits: tuple[Commit, ...] | None,
    example: Report | None,
) -> Report:
    """The documentation as of today, with the history of accounting year ``year``.

    :param commits: those that concern the year; None where there is no git repository, which the document says.
    :param example: a report of the year, one of whose figures is followed to its evidence; None when nothing is booked.
    """
    sheets = (
        about.sheet(workspace, rules, books, year),
        chart.sheet(books),
        exports.sheet(rules),
        rule_rows.sheet(workspace),
        controls.sheet(books),
        followed.sheet(example, rules, books, today),
        history.sheet(books, year, commits),
    )
    return Report(
        kind=KIND,
        title=_("System documentation and processing history {year}").format(year=year),
        association=rules.association.printed,
        period=parse_period(f"{year}"),
        today=today,
        language=current_language(),
        figures={},
        sheets=_numbered(sheets),
        rules_digest=rules.digest,
    )


def _numbered(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(sheet.id, f"{n} {sheet.title}", sheet.subtitle, sheet.sections, sheet.foot)
        for n, sheet in enumerate(sheets, start=1)
    )
