"""Which rows of a trial may not be shown: decided with everything else that is told of the same persons."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.accounts.people_editions import editions_of
from onedoor_ledger.accounts.trial_cells import Row
from onedoor_ledger.books.model import Books
from onedoor_ledger.rulebook.model import Rulebook, TrialPlan


def withheld_trial(rules: Rulebook, books: Books, plan: TrialPlan) -> frozenset[Row]:
    """The rows, (group, ``before`` or ``after``), that may not be shown; ``trial`` and ``control`` for those together.

    A span of several years is shown when its part of every year may be: the parts are not told, but are protected as
    if they were.
    """
    return editions_of(rules, books).withheld_rows(plan)


def people_kept_to(rules: Rulebook, books: Books) -> dt.date | None:
    """The last day the people book was written for; None when nobody has been counted."""
    return editions_of(rules, books).kept_to
