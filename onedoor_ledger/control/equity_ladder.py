"""Equity against the ladder recommended by contributions' size: a remark only where the rules have filled it in.

Above it, the state may give less the next year (domain.md section 2). Its percentages are data; there is no default.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import last_day, of_book, warning
from onedoor_ledger.control.rule_lines import rule_place
from onedoor_ledger.errors import Finding
from onedoor_ledger.money import kronor
from onedoor_ledger.rulebook.model import EquityStep, Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

_EQUITY = ("EgetKapital:", "Intäkter:", "Kostnader:")
"""The year's result is not posted: equity is these three together."""


def equity_ladder(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """A remark when equity at the end of the latest year that is over stands above its step."""
    today = last_day(books)
    if today is None or not rules.equity_steps:
        return
    end = dt.date(today.year, 12, 31) if (today.month, today.day) == (12, 31) else dt.date(today.year - 1, 12, 31)
    contributions = rules.contributions.get(end.year)
    step = _step(rules, contributions.pool, end) if contributions else None
    if contributions is None or step is None:
        return
    equity = -sum(
        posting.amount
        for posting in of_book(books, Book.ASSOCIATION)
        if posting.date <= end and posting.account.startswith(_EQUITY)
    )
    if 100 * equity > step.percent * contributions.pool:
        yield warning(
            "equity-above-ladder",
            _(
                "Equity was {equity} kr on {day}, above the recommended {percent} % of contributions of {pool} kr."
            ).format(equity=kronor(equity), day=end, percent=step.percent, pool=kronor(contributions.pool)),
            rule_place(workspace, "goals.toml", "equity_step"),
            _("Tell the board: next year's state money may be less. A plan for using it belongs in the budget."),
        )


def _step(rules: Rulebook, pool: int, day: dt.date) -> EquityStep | None:
    fitting = (step for step in rules.equity_steps if step.up_to is None or pool <= step.up_to)
    return next((step for step in fitting if step.dated.covers(day)), None)
