"""``onedoor report trial``: trial and control over one förbund or several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Progress, require_period, silent
from onedoor_ledger.routines.several import open_several
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

STEM = "forsok-och-jamforelse"
BY = ("municipality", "site", "measure", "association")
"""What can be compared: :class:`onedoor_ledger.incentive.trial.By`."""


class TrialGroupError(UserError):
    """A group of the trial that there is not, or a trial without a control."""

    code = "trial-group"
    exit_code = EXIT_USAGE

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            _("There is no group “{name}” to compare.").format(name=name)
            if name
            else _("The trial has nothing to be compared with."),
            remedy=_("Name with --trial those that tried, and leave at least one for the control: {words}.").format(
                words=", ".join(known) or "–"
            ),
        )


def trial(
    workspaces: Sequence[Workspace],
    before: Period,
    after: Period,
    by: str,
    tried: Sequence[str],
    *,
    today: dt.date,
    progress: Progress = silent,
) -> Report:
    """The comparison.

    :raises TrialGroupError: for a group there is not, or when every group is in the trial.
    :raises NoBooksError: when one of the förbund has nothing booked in one of the periods.
    """
    from onedoor_ledger.incentive.trial import By, Source, groups_of, trial_of
    from onedoor_ledger.incentive.trial_cells import hidden_spans
    from onedoor_ledger.reporting.trial import build

    opened = open_several(workspaces, progress)
    sources = [Source(each.rules, each.books) for each in opened]
    names = groups_of(sources, By(by))
    unknown = next((id_ for id_ in tried if id_ not in names), None)
    if unknown is not None or set(names) <= set(tried):
        raise TrialGroupError(unknown or "", list(names))
    for each in opened:
        require_period(each.books, before)
        require_period(each.books, after)
    progress(_("Comparing trial and control"))
    found = trial_of(sources, By(by), before, after, tried)
    threshold = max(source.rules.association.small_cell for source in sources)
    return build(
        found,
        names,
        hidden_spans(found, threshold),
        associations=[source.rules.association.printed for source in sources],
        digests=[source.rules.digest for source in sources],
        today=today,
    )
