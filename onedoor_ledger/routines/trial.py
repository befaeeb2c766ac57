"""``onedoor report trial``: trial and control over one förbund or several, as their rules have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onedoor_ledger.routines.job import Opened, Progress, require_period, silent
from onedoor_ledger.routines.several import open_several
from onedoor_ledger.routines.trial_errors import (
    TrialAloneError,
    TrialAssociationError,
    TrialDiffersError,
    TrialNoneError,
    TrialSidesError,
    TrialUnfinishedError,
    TrialUnknownError,
    TrialUnnamedError,
)
from onedoor_ledger.rulebook.model import TrialBy, TrialPlan
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.incentive.trial import Hidden
    from onedoor_ledger.incentive.trial_counts import Source
    from onedoor_ledger.reporting.model import Report


def stem(id: str) -> str:
    """How the workbook of the trial ``id`` begins."""
    return f"forsok-och-jamforelse-{id}"


def trial(
    workspaces: Sequence[Workspace], id: str | None, *, today: dt.date, progress: Progress = silent
) -> tuple[str, Report]:
    """The id and the comparison of a trial; of the only one when ``id`` is None.

    :raises UserError: one of :mod:`onedoor_ledger.routines.trial_errors`.
    :raises NoBooksError: when one of the förbund has nothing booked in one of the spans.
    """
    from onedoor_ledger.incentive.trial_counts import Source, trial_of
    from onedoor_ledger.reporting.trial import build

    opened = open_several(workspaces, progress)
    plans = _plans(opened, id)
    several = len(opened) > 1
    sources = [
        Source(each.rules, each.books, plan, among_several=several) for each, plan in zip(opened, plans, strict=True)
    ]
    _see_sides(sources)
    for each, plan in zip(opened, plans, strict=True):
        _see_over(each, plan, today)
        require_period(each.books, plan.before)
        require_period(each.books, plan.after)
    progress(_("Comparing trial and control"))
    return plans[0].id, build(trial_of(sources), sources, _hidden(sources), today=today)


def _plans(opened: Sequence[Opened], id: str | None) -> tuple[TrialPlan, ...]:
    """The trial as each förbund has written it down."""
    for each in opened:
        if not each.rules.trials:
            raise TrialNoneError(each.rules.association.name)
    known = list(dict.fromkeys(plan.id for each in opened for plan in each.rules.trials))
    if id is None and len(known) > 1:
        raise TrialUnnamedError(known)
    chosen = known[0] if id is None else id
    found = []
    for each in opened:
        own = {plan.id: plan for plan in each.rules.trials}
        if chosen not in own:
            raise TrialUnknownError(chosen, each.rules.association.name, list(own))
        found.append(own[chosen])
        if _compared(found[-1]) != _compared(found[0]):
            raise TrialDiffersError(chosen, opened[0].rules.association.name, each.rules.association.name)
    return tuple(found)


def _see_over(opened: Opened, plan: TrialPlan, today: dt.date) -> None:
    """See that everybody of the span after is counted: two evaluations of one trial could be subtracted."""
    from onedoor_ledger.accounts.trial_withheld import people_kept_to

    kept_to = people_kept_to(opened.rules, opened.books)
    if today < plan.decided or today <= plan.after.end or kept_to is None or kept_to < plan.after.end:
        raise TrialUnfinishedError(plan.id, opened.rules.association.name, plan.after.end, kept_to)


def _compared(plan: TrialPlan) -> tuple[TrialBy, dt.date, dt.date, dt.date, dt.date]:
    return plan.by, plan.before.start, plan.before.end, plan.after.start, plan.after.end


def _see_sides(sources: Sequence[Source]) -> None:
    """See that the förbund together have both sides, and no group on both."""
    plan = sources[0].plan
    tried, control = ({group for each in sources for group in each.groups(trial=trial)} for trial in (True, False))
    if both := sorted(tried & control):
        raise TrialSidesError(plan.id, both[0])
    if plan.by is TrialBy.ASSOCIATION:
        own = {each.rules.association.id for each in sources}
        if missing := sorted((tried | control) - own):
            raise TrialAssociationError(plan.id, missing)
    if not tried or not control:
        raise TrialAloneError(plan.id)


def _hidden(sources: Sequence[Source]) -> Hidden:
    """The rows that may not be shown: those that any of the förbund may not show."""
    from onedoor_ledger.accounts.trial_withheld import withheld_trial

    return frozenset(
        (source.id(group), span)
        for source in sources
        for group, span in withheld_trial(source.rules, source.books, source.plan)
    )
